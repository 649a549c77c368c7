"""Evidence for what parents raise (P9)."""

import datetime as dt

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common import evidence
from common.evidence import Evidence, State
from issues.models import Issue
from issues.rules import IssueKind, IssueStatus

YEAR = dt.timedelta(days=365)


def _words(one, many, count, **names):
    return ngettext(one, many, count) % {"n": count, **names}


@evidence.kind("issues-raised", gettext_lazy("issues that parents raised"))
def issues_raised(today):
    """P9: a forum for what works well, what worries parents and what is missing. What was taken back is not counted."""
    year = Issue.objects.filter(received_on__gt=today - YEAR, received_on__lte=today)
    year = year.exclude(status=IssueStatus.WITHDRAWN)
    found = year.aggregate(
        all=Count("pk"),
        good=Count("pk", filter=Q(kind=IssueKind.GOOD_PRACTICE)),
        concerns=Count("pk", filter=Q(kind=IssueKind.CONCERN)),
        gaps=Count("pk", filter=Q(kind=IssueKind.GAP)),
        questions=Count("pk", filter=Q(kind=IssueKind.QUESTION)),
        last=Max("received_on"),
    )
    url = reverse("issues:issue_list")
    if not found["all"]:
        return Evidence(_("nothing raised in the last year"), url=url, state=State.DUE)
    parts = [
        _words("%(n)s issue in a year", "%(n)s issues in a year", found["all"]) + ":",
        _words("%(n)s concern", "%(n)s concerns", found["concerns"]) + ",",
        _words("%(n)s gap", "%(n)s gaps", found["gaps"]) + ",",
        _words("%(n)s question", "%(n)s questions", found["questions"]) + ",",
        _words("%(n)s that works well", "%(n)s that work well", found["good"]),
    ]
    return Evidence(" ".join(parts), on=found["last"], url=url)
