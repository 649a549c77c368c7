"""What the home page shows of each app: at most one query an app."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser

from answers.models import YouSaidEntry
from common import clock
from common.figures import Figures
from common.kept.values import kept
from common.periods import Period
from consultations.models import Consultation
from meetings.models import Meeting

YEAR = dt.timedelta(days=365)


def public_context(now, today):
    """Return what anybody may see: the year's issues, open consultations, the next meeting, the newest answers."""
    anybody = AnonymousUser()
    entries = YouSaidEntry.objects.visible_to(anybody).with_doubts()
    return {
        "issues": issue_figures(today),
        "consultations": Consultation.objects.taking_answers(now).order_by("closes_at")[:3],
        "meeting": Meeting.objects.visible_to(anybody).upcoming(now).first(),
        "entries": entries.select_related("theme", "service_area", "agency")[:2],
    }


def issue_figures(today):
    """Return how many issues were raised in the last twelve months and how many of those were answered (P9, P12).

    Both are as a report of these months says, in which a merged issue counts as raised and not as answered. They are
    counted over all issues of the year, so they are kept.
    """

    def count():
        found = Figures(Period(today - YEAR + clock.DAY, today))["raised_so_far"]
        return {"raised": found["all"], "answered": found["answered"]}

    return kept("partnership.issue_figures", count, on=today)
