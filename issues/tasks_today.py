"""What issues ask today of the co-ordinator, of the independent readers, and of who appoints these."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
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


def _queue(status):
    """Return the address of the issues in a status that are not late."""
    return reverse("issues:staff_issue_list", query={"status": status, "attention": IN_TIME})


def _handled_by(role):
    """Return the issues that somebody in a role receives: a reader those about the service, else all others."""
    return Issue.objects.not_hidden().filter(is_about_us=role == Role.INDEPENDENT_READER)


@tasks_today.of_day(Role.COORDINATOR, "issues.parents")
def what_parents_want_changed(today):
    return _wanted_changed(Role.COORDINATOR)


@tasks_today.of_day(Role.INDEPENDENT_READER, "issues.parents")
def what_parents_want_changed_about_us(today):
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


def _in_time(role, status, *late, first=""):
    """Return the issues of a role in a status, without those that are late: the register of exceptions says these."""

    def rows(today):
        in_sight = _handled_by(role).filter(status=status)
        return Wanted(exceptions_register.in_time(in_sight, today, *late), first=first)

    return rows


NEW = (IssueStatus.RECEIVED, "issues.to_acknowledge")
NEW_ABOUT_US = (IssueStatus.RECEIVED, "issues.about_us")


@tasks_today.of_day(Role.COORDINATOR, "issues", rows=_in_time(Role.COORDINATOR, *NEW, first="acknowledge_by_on"))
@tasks_today.of_day(
    Role.INDEPENDENT_READER,
    "issues",
    rows=_in_time(Role.INDEPENDENT_READER, *NEW_ABOUT_US, first="acknowledge_by_on"),
)
def issues_to_read(today, found):
    words = ngettext("%(n)s issue to read", "%(n)s issues to read", found.count) % {"n": found.count}
    by = _("Acknowledge the first by %(day)s") % {"day": day(found.first)}
    yield Task(_queue(IssueStatus.RECEIVED), words, by)


@tasks_today.of_day(Role.COORDINATOR, "issues", rows=_in_time(Role.COORDINATOR, IssueStatus.ACKNOWLEDGED))
def issues_to_log(today, found):
    words = ngettext("%(n)s issue to log or signpost", "%(n)s issues to log or signpost", found.count)
    yield Task(_queue(IssueStatus.ACKNOWLEDGED), words % {"n": found.count})


@tasks_today.of_day(
    Role.COORDINATOR,
    "issues",
    rows=_in_time(Role.COORDINATOR, IssueStatus.LOGGED, "issues.to_present", first="present_by_on"),
)
def issues_to_present(today, found):
    words = ngettext("%(n)s logged issue to present", "%(n)s logged issues to present", found.count)
    by = _("The first by %(day)s") % {"day": day(found.first)} if found.first else _("After the next meeting")
    yield Task(_queue(IssueStatus.LOGGED), words % {"n": found.count}, by)


@tasks_today.of_day(
    Role.INDEPENDENT_READER,
    "issues",
    rows=_in_time(Role.INDEPENDENT_READER, IssueStatus.ACKNOWLEDGED, "issues.about_us"),
)
def issues_to_answer(today, found):
    words = ngettext("%(n)s issue to answer", "%(n)s issues to answer", found.count) % {"n": found.count}
    yield Task(_queue(IssueStatus.ACKNOWLEDGED), words)


@tasks_today.of_day(Role.INDEPENDENT_READER, "issues")
def issues_to_hand(today):
    """What may now be handed to the co-ordinator."""
    ours = _handled_by(Role.INDEPENDENT_READER)
    ready = Handover.objects.waiting().filter(issue__in=ours.apart().filter(status__in=CAN_BE_HANDED))
    for handover in ready.filter(from_on__lte=today).select_related("issue"):
        if is_yet_to_be_told(handover):
            continue
        words = _("%(issue)s: the parent has not objected, so you can hand it to the co-ordinator")
        address = reverse("issues:issue_hand", args=[handover.issue.reference])
        yield Task(address, words % {"issue": handover.issue.reference})


def _turns_of(role):
    """Return what a role's parents are still to be told, counted by parent: one letter may be several issues."""

    def rows(today):
        turns = IssueTurn.objects.to_tell().filter(issue__is_about_us=role == Role.INDEPENDENT_READER)
        return Wanted(turns, first="on", of=Coalesce("issue__split_from", "issue"))

    return rows


@tasks_today.of_day(Role.COORDINATOR, "issues", rows=_turns_of(Role.COORDINATOR))
@tasks_today.of_day(Role.INDEPENDENT_READER, "issues", rows=_turns_of(Role.INDEPENDENT_READER))
def parents_to_tell(today, found):
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
