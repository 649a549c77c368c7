"""Figures of presentations: what was put to agencies, and what they answered, as it stood when a period ended (P12)."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy

from answers.figures.answers import told
from answers.models import Answer, FormalResponse, Presentation
from answers.rules import Outcome
from common import figures
from common.figures import average, share
from common.working_days import working_days_between

PRESENTED = gettext_lazy("presentations made in the period, or not yet answered when it began")


def presented_in(period):
    """Return what was put formally to agencies in a period, or still waited for its answer in it."""
    first = FormalResponse.objects.filter(presentation=OuterRef("pk"), number=1, posted_on__gte=period.start)
    return Presentation.objects.filter(sent_on__lte=period.end).filter(
        Q(sent_on__gte=period.start) | Q(responded_on__isnull=True) | Exists(first)
    )


@figures.figure("presentations", PRESENTED, rows=presented_in)
def presentations(period, _figures):
    """Return each presentation with the answer that stood when the period ended, not a draft nor a later version."""
    answers = Prefetch("answers", Answer.objects.select_related("item").order_by("item__number"), to_attr="whole")
    standing = FormalResponse.objects.filter(posted_on__lte=period.end).order_by("-number").prefetch_related(answers)
    rows = (
        presented_in(period)
        .select_related("agency")
        .prefetch_related("items", Prefetch("responses", standing, to_attr="standing"))
    )
    return [_presentation(row, period) for row in rows.order_by("sent_on", "pk")]


def _presentation(row, period):
    is_answered = bool(row.standing)
    ended_on = row.responded_on if is_answered else period.end
    return {
        "reference": row.reference,
        "title": row.title,
        "agency": row.agency.name,
        "sent": row.sent_on.isoformat(),
        "is_earlier": row.sent_on < period.start,
        "due": row.due_on.isoformat(),
        "answered": row.responded_on.isoformat() if is_answered else "",
        "waited": working_days_between(row.sent_on, ended_on),
        "is_late": ended_on > row.due_on,
        "is_escalated": row.escalated_on is not None and row.escalated_on <= period.end,
        "points": _points(row, row.standing[0].whole if is_answered else []),
        "answers": [told(one) for one in row.standing[0].whole] if is_answered else [],
    }


def _points(row, answers):
    """Return what was asked point by point, each with its own answer, or None."""
    answered = {one.item_id: told(one) for one in answers}
    return [{"number": item.number, "ask": item.ask, "answer": answered.get(item.pk)} for item in row.items.all()]


@figures.figure("totals", PRESENTED, rows=presented_in)
def totals(_period, figures_of_period):
    """Return how many of the presentations were answered, in time and late, and how many wait, some too long (P12).

    The share in time is of those `due`: answered, or awaited longer than the group asked for.
    """
    return _totals(figures_of_period["presentations"])


def _totals(rows):
    answered = [row for row in rows if row["answered"]]
    in_time = sum(not row["is_late"] for row in answered)
    overdue = sum(row["is_late"] for row in rows if not row["answered"])
    due = len(answered) + overdue
    return {
        "presented": len(rows),
        "earlier": sum(row["is_earlier"] for row in rows),
        "answered": len(answered),
        "in_time": in_time,
        "late": sum(row["is_late"] for row in answered),
        "waiting": len(rows) - len(answered),
        "overdue": overdue,
        "due": due,
        "share": share(in_time, due),
    }


@figures.figure("outcomes", gettext_lazy("answers to the items of those presentations"))
def outcomes(_period, figures_of_period):
    """Return [[outcome, number]] of every answer to every point, a "no" with the same right as a "yes"."""
    found = [answer["outcome"] for row in figures_of_period["presentations"] for answer in row["answers"]]
    return [[outcome.value, found.count(outcome)] for outcome in Outcome]


@figures.figure("timeliness", PRESENTED, rows=presented_in)
def timeliness(_period, figures_of_period):
    """Return how many of the presentations each agency answered in time (P12)."""
    agencies = {}
    for row in figures_of_period["presentations"]:
        agencies.setdefault(row["agency"], []).append(row)
    return [_timeliness(agency, agencies[agency]) for agency in sorted(agencies)]


def _timeliness(agency, rows):
    found = _totals(rows)
    return {
        "agency": agency,
        "in_time": found["in_time"],
        "late": found["late"],
        "waiting": found["waiting"],
        "due": found["due"],
        "average": average([row["waited"] for row in rows if row["answered"]]),
        "share": found["share"],
    }
