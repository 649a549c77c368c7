"""What the home page shows of each app: at most one query an app."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q

from answers.models import YouSaidEntry
from consultations.models import Consultation
from issues.models import Issue
from issues.rules import IssueStatus
from meetings.models import Meeting

YEAR = dt.timedelta(days=365)
# Answered by every agency it was presented to; what was joined with another waits for the answer to that one.
ANSWERED = Q(responded_on__isnull=False) | Q(status=IssueStatus.MERGED, merged_into__responded_on__isnull=False)


def public_context(now, today):
    """Return what anybody may see: the year's issues, open consultations, the next meeting, the newest answers."""
    anybody = AnonymousUser()
    return {
        "issues": issue_figures(today),
        "consultations": Consultation.objects.taking_answers(now).order_by("closes_at")[:3],
        "meeting": Meeting.objects.visible_to(anybody).upcoming(now).first(),
        "entries": YouSaidEntry.objects.visible_to(anybody).select_related("theme", "service_area", "agency")[:2],
    }


def issue_figures(today):
    """Return how many issues were raised in the last twelve months and how many of those were answered (P9, P12)."""
    issues = Issue.objects.filter(received_on__gt=today - YEAR).exclude(status=IssueStatus.WITHDRAWN)
    return issues.aggregate(raised=Count("pk"), answered=Count("pk", filter=ANSWERED))
