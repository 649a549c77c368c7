"""What issues ask today of the co-ordinator, of the independent readers, and of who appoints these."""

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, Min, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role
from accounts.selectors import holders_of
from common import clock, exceptions_register, tasks_today
from common.counting import Wanted
from common.dates import day
from common.pages.exceptions import IN_TIME
from common.tasks_today import Task, overdue
from issues.models import Handover, Issue, IssueTurn
from issues.rules import CAN_BE_HANDED, FOLLOWED_BY_GROUP, IssueStatus
from issues.services.handing import is_yet_to_be_told

TO_DO = [IssueStatus.RECEIVED, IssueStatus.ACKNOWLEDGED, IssueStatus.LOGGED]


def _queue(status):
    """Return the address of the issues in a status that are not late."""
    return reverse("issues:staff_issue_list", query={"status": status, "attention": IN_TIME})


def _handled_by(role):
    """Return the issues that somebody in a role receives: a reader those about the service, else all others."""
    return Issue.objects.not_hidden().filter(is_about_us=role == Role.INDEPENDENT_READER)


@tasks_today.needs(Role.COORDINATOR, "issues.parents")
def what_parents_want_changed(user, now):
    return _wanted_changed(Role.COORDINATOR)


@tasks_today.needs(Role.INDEPENDENT_READER, "issues.parents")
def what_parents_want_changed_about_us(user, now):
    return _wanted_changed(Role.INDEPENDENT_READER)


def _wanted_changed(role):
    """Issues whose parent objects to the edited words, or could not be asked, or no longer agrees that the group reads.

    Words that the group follows were shown, unless the e-mail with them could not be delivered.
    """
    not_shared = Q(status__in=FOLLOWED_BY_GROUP, share_with_group=False)
    objected = Q(objected_on__isnull=False)
    not_seen = Q(status__in=FOLLOWED_BY_GROUP, words_shown_on=None, words_settled_on=None, objected_on=None)
    undelivered = IssueTurn.objects.of_shown_words().filter(undelivered_on__isnull=False)
    not_asked = not_seen & Q(Exists(undelivered.filter(issue=OuterRef("pk"))))
    rows = _handled_by(role).unfinished().annotate(is_not_asked=ExpressionWrapper(not_asked, BooleanField()))
    for issue in rows.filter(objected | not_shared | not_asked).order_by("pk"):
        address, named = reverse("issues:staff_issue_detail", args=[issue.reference]), {"issue": issue.reference}
        if issue.objected_on:
            yield Task(address, _("%(issue)s: the parent wants the edited words changed") % named)
        if issue.is_not_asked:
            words = _("%(issue)s: the edited words could not be e-mailed to the parent") % named
            yield Task(address, words, _("Say whether they go out without asking"))
        if issue.status in FOLLOWED_BY_GROUP and not issue.share_with_group:
            words = _("%(issue)s: the parent no longer agrees that the group can see it") % named
            yield Task(address, words, _("Signpost or close it"))


@tasks_today.needs(Role.COORDINATOR, "issues")
def issues_to_follow(user, now):
    """Issues to read, to log or signpost, and to present, each with the first day by which; one query for all three.

    What is late is not among them: the register of exceptions says it.
    """
    today = clock.today(now)
    in_sight = _handled_by(Role.COORDINATOR).filter(status__in=TO_DO)
    waiting = exceptions_register.in_time(in_sight, today, "issues.to_acknowledge", "issues.to_present")
    found = _counted(waiting)
    yield from _to_read(found)
    if found["read"]:
        words = ngettext("%(n)s issue to log or signpost", "%(n)s issues to log or signpost", found["read"])
        yield Task(_queue(IssueStatus.ACKNOWLEDGED), words % {"n": found["read"]})
    if found["logged"]:
        by = found["present_by"]
        words = ngettext("%(n)s logged issue to present", "%(n)s logged issues to present", found["logged"])
        yield Task(
            _queue(IssueStatus.LOGGED),
            words % {"n": found["logged"]},
            _("The first by %(day)s") % {"day": day(by)} if by else _("After the next meeting"),
        )


def _counted(waiting):
    return waiting.aggregate(
        new=Count("pk", filter=Q(status=IssueStatus.RECEIVED)),
        first=Min("acknowledge_by_on", filter=Q(status=IssueStatus.RECEIVED)),
        read=Count("pk", filter=Q(status=IssueStatus.ACKNOWLEDGED)),
        logged=Count("pk", filter=Q(status=IssueStatus.LOGGED)),
        present_by=Min("present_by_on", filter=Q(status=IssueStatus.LOGGED)),
    )


def _to_read(found):
    if found["new"]:
        yield Task(
            _queue(IssueStatus.RECEIVED),
            ngettext("%(n)s issue to read", "%(n)s issues to read", found["new"]) % {"n": found["new"]},
            _("Acknowledge the first by %(day)s") % {"day": day(found["first"])},
        )


@tasks_today.needs(Role.INDEPENDENT_READER, "issues")
def issues_about_us(user, now):
    """What an independent reader has to read and to answer, and what may now be handed to the co-ordinator."""
    today = clock.today(now)
    ours = _handled_by(Role.INDEPENDENT_READER)
    found = _counted(exceptions_register.in_time(ours.filter(status__in=TO_DO), today, "issues.about_us"))
    yield from _to_read(found)
    if found["read"]:
        words = ngettext("%(n)s issue to answer", "%(n)s issues to answer", found["read"]) % {"n": found["read"]}
        yield Task(_queue(IssueStatus.ACKNOWLEDGED), words)
    ready = Handover.objects.waiting().filter(issue__in=ours.apart().filter(status__in=CAN_BE_HANDED))
    for handover in ready.filter(from_on__lte=today).select_related("issue"):
        if is_yet_to_be_told(handover):
            continue
        words = _("%(issue)s: the parent has not objected, so you can hand it to the co-ordinator")
        address = reverse("issues:issue_hand", args=[handover.issue.reference])
        yield Task(address, words % {"issue": handover.issue.reference})


def _turns_of(role):
    """Return what a role's parents are still to be told, counted by parent: one letter may be several issues."""

    def rows(user, now):
        turns = IssueTurn.objects.to_tell().filter(issue__is_about_us=role == Role.INDEPENDENT_READER)
        return Wanted(turns, first="on", of=Coalesce("issue__split_from", "issue"))

    return rows


@tasks_today.needs(Role.COORDINATOR, "issues", rows=_turns_of(Role.COORDINATOR))
@tasks_today.needs(Role.INDEPENDENT_READER, "issues", rows=_turns_of(Role.INDEPENDENT_READER))
def parents_to_tell(user, now, found):
    """Parents who can only be told by phone or letter what has happened."""
    words = ngettext("%(n)s parent to ring or write to", "%(n)s parents to ring or write to", found.count)
    yield tasks_today.to_tell(reverse("issues:parent_to_tell_list"), words % {"n": found.count}, found.first)


@tasks_today.needs(Role.ADMINISTRATOR, "issues")
def readers_to_appoint(user, now):
    """Whether anybody may read issues about the service itself, how many wait for them and how many are late."""
    today = clock.today(now)
    if not holders_of(Role.INDEPENDENT_READER, today).exists():
        waiting = Issue.objects.apart().unfinished().count()
        words = ngettext("%(n)s issue about the service waits.", "%(n)s issues about the service wait.", waiting)
        text = words % {"n": waiting} if waiting else _("An issue about the service itself would be kept until then.")
        yield Task(reverse("admin:accounts_rolegrant_add"), _("Appoint an independent reader"), text)
    late = exceptions_register.rows("issues.about_us", today).count()
    if late:
        words = ngettext(
            "%(n)s issue about the service itself not acknowledged or presented in time",
            "%(n)s issues about the service itself not acknowledged or presented in time",
            late,
        )
        yield Task("", words % {"n": late}, **overdue(True))
