"""Issues that are overdue: not acknowledged (P9) or not presented (P11) by the date the group asked for."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext, gettext_lazy

from accounts.roles import Role
from common import exceptions_register
from common.exceptions_register import Entry
from issues.models import Issue, SafeguardingConcern
from issues.rules import IssueStatus


def _entry(field):
    """Return how an issue is shown whose deadline is `field`; one without a title by its reference."""
    return lambda issue: Entry(issue.title or issue.reference, getattr(issue, field), url=issue.get_absolute_url())


@exceptions_register.kind(
    "issues.to_acknowledge",
    gettext_lazy("issues not acknowledged in time"),
    shown=_entry("acknowledge_by_on"),
    listed_at=reverse_lazy("issues:staff_issue_list", query={"attention": "issues.to_acknowledge"}),
    clocks=("issues.Issue.acknowledge_by_on", "issues.rules.acknowledge_by"),
    is_private=True,
)
def not_acknowledged(today):
    """Letters, not their matters: a letter is acknowledged once, before it is split."""
    return _not_read(today).filter(is_about_us=False)


def _not_read(today):
    late = Issue.objects.late(IssueStatus.RECEIVED, "acknowledge_by_on", today, moved_on="acknowledged_on")
    return late.filter(split_from=None)


@exceptions_register.kind(
    "issues.to_present",
    gettext_lazy("issues not presented in time"),
    shown=_entry("present_by_on"),
    listed_at=reverse_lazy("issues:staff_issue_list", query={"attention": "issues.to_present"}),
    clocks=("issues.Issue.present_by_on", "meetings.rules.present_by"),
    is_private=True,
)
def not_presented(today):
    return _not_put(today).filter(is_about_us=False)


def _not_put(today):
    return Issue.objects.late(IssueStatus.LOGGED, "present_by_on", today, moved_on="presented_on")


def _by_reference(issue):
    """Return how an issue about the service is shown, to its readers alone: by its reference, without a word of it."""
    url = reverse("issues:staff_issue_detail", args=[issue.reference])
    return Entry(issue.reference, issue.present_by_on or issue.acknowledge_by_on, url=url)


@exceptions_register.kind(
    "issues.about_us",
    gettext_lazy("issues about the service itself not acknowledged or presented in time"),
    shown=_by_reference,
    listed_at=reverse_lazy("issues:staff_issue_list", query={"attention": "issues.about_us"}),
    clocks=("issues.Issue.acknowledge_by_on", "issues.Issue.present_by_on"),
    is_private=True,
    read_by=Role.INDEPENDENT_READER,
)
def about_us_late(today):
    return (_not_read(today) | _not_put(today)).filter(is_about_us=True)


@exceptions_register.kind(
    "issues.safeguarding",
    gettext_lazy("issues put out of sight and not decided on in time"),
    shown=lambda concern: Entry(gettext("Only the safeguarding leads can see which"), concern.decide_by_on),
    clocks=("issues.SafeguardingConcern.decide_by_on",),
    is_private=True,
)
def not_decided(today):
    return SafeguardingConcern.objects.waiting_on(today).filter(decide_by_on__lt=today)
