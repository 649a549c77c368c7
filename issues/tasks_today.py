"""What issues ask of the co-ordinator, and of the parents who raised them, today."""

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role
from common import clock, exceptions_register, tasks_today
from common.dates import day
from common.pages.exceptions import IN_TIME
from common.tasks_today import Task
from issues.models import Issue, IssueTurn
from issues.rules import FOLLOWED_BY_GROUP, IssueStatus

TO_DO = [IssueStatus.RECEIVED, IssueStatus.ACKNOWLEDGED, IssueStatus.LOGGED]


def _queue(status):
    """Return the address of the issues in a status that are not late."""
    return reverse("issues:staff_issue_list", query={"status": status, "attention": IN_TIME})


@tasks_today.needs(Role.COORDINATOR, "issues.parents")
def what_parents_want_changed(user, now):
    """Issues whose parent objects to the edited words, or no longer agrees that the group sees what it follows."""
    not_shared = Q(status__in=FOLLOWED_BY_GROUP, share_with_group=False)
    objected = Q(objected_on__isnull=False)
    for issue in Issue.objects.in_sight().unfinished().filter(objected | not_shared).order_by("pk"):
        address, named = reverse("issues:staff_issue_detail", args=[issue.reference]), {"issue": issue.reference}
        if issue.objected_on:
            yield Task(address, _("%(issue)s: the parent wants the edited words changed") % named)
        if issue.status in FOLLOWED_BY_GROUP and not issue.share_with_group:
            words = _("%(issue)s: the parent no longer agrees that the group can see it") % named
            yield Task(address, words, _("Signpost or close it"))


@tasks_today.needs(Role.COORDINATOR, "issues")
def issues_to_follow(user, now):
    """Issues to read, to log or signpost, and to present, each with the first day by which; one query for all three.

    What is late is not among them: the register of exceptions says it.
    """
    today = clock.today(now)
    in_sight = Issue.objects.in_sight().filter(status__in=TO_DO)
    waiting = exceptions_register.in_time(in_sight, today, "issues.to_acknowledge", "issues.to_present")
    found = waiting.aggregate(
        new=Count("pk", filter=Q(status=IssueStatus.RECEIVED)),
        first=Min("acknowledge_by_on", filter=Q(status=IssueStatus.RECEIVED)),
        read=Count("pk", filter=Q(status=IssueStatus.ACKNOWLEDGED)),
        logged=Count("pk", filter=Q(status=IssueStatus.LOGGED)),
        present_by=Min("present_by_on", filter=Q(status=IssueStatus.LOGGED)),
    )
    if found["new"]:
        yield Task(
            _queue(IssueStatus.RECEIVED),
            ngettext("%(n)s issue to read", "%(n)s issues to read", found["new"]) % {"n": found["new"]},
            _("Acknowledge the first by %(day)s") % {"day": day(found["first"])},
        )
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


@tasks_today.needs(Role.COORDINATOR, "issues")
def parents_to_tell(user, now):
    """Parents who can only be told by phone or letter what has happened."""
    waiting = IssueTurn.objects.to_tell().aggregate(
        parents=Count(Coalesce("issue__split_from", "issue"), distinct=True), first=Min("on")
    )
    if waiting["parents"]:
        words = ngettext("%(n)s parent to ring or write to", "%(n)s parents to ring or write to", waiting["parents"])
        yield Task(
            reverse("issues:parent_to_tell_list"),
            words % {"n": waiting["parents"]},
            _("The first since %(day)s") % {"day": day(waiting["first"])},
        )
