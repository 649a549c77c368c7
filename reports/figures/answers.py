"""What was presented and answered, what was promised, and whether it came true: as it stood when the period ended."""

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from answers.models import Answer, Commitment, CommitmentDate, FormalResponse, Presentation, YouSaidEntry
from answers.rules import CommitmentStatus, Outcome
from common.working_days import working_days_between
from reports.rules import average, share


def presentations(period):
    """Return what was put formally to agencies in a period, or still waited for its answer in it (P11, P12).

    The answer is the one that stood when the period ended: a draft or a later version is not in it.
    """
    first = FormalResponse.objects.filter(presentation=OuterRef("pk"), number=1, posted_on__gte=period.start)
    rows = Presentation.objects.filter(sent_on__lte=period.end).filter(
        Q(sent_on__gte=period.start) | Q(responded_on__isnull=True) | Exists(first)
    )
    answers = Prefetch("answers", Answer.objects.select_related("item").order_by("item__number"), to_attr="whole")
    standing = FormalResponse.objects.filter(posted_on__lte=period.end).order_by("-number").prefetch_related(answers)
    rows = rows.select_related("agency").prefetch_related("items", Prefetch("responses", standing, to_attr="standing"))
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
        "asks": [item.ask for item in row.items.all()],
        "answers": [_answer(one) for one in row.standing[0].whole] if is_answered else [],
    }


def _answer(answer):
    return {
        "outcome": answer.outcome,
        "text": answer.text,
        "reason": answer.reason if answer.reason != answer.text else "",
        "instead": answer.instead,
    }


def totals(rows):
    """Return how many of the presentations were answered, in time and late, and how many wait, some too long (P12)."""
    answered = [row for row in rows if row["answered"]]
    return {
        "presented": len(rows),
        "earlier": sum(row["is_earlier"] for row in rows),
        "answered": len(answered),
        "in_time": sum(not row["is_late"] for row in answered),
        "late": sum(row["is_late"] for row in answered),
        "waiting": len(rows) - len(answered),
        "overdue": sum(row["is_late"] for row in rows if not row["answered"]),
    }


def outcomes(rows):
    """Return [[outcome, number]] of every answer to every point, a "no" with the same right as a "yes"."""
    found = [answer["outcome"] for row in rows for answer in row["answers"]]
    return [[outcome.value, found.count(outcome)] for outcome in Outcome]


def timeliness(rows):
    """Return, of presentations as `presentations` gives them, how many each agency answered in time (P12)."""
    agencies = {}
    for row in rows:
        agencies.setdefault(row["agency"], []).append(row)
    return [_timeliness(agency, agencies[agency]) for agency in sorted(agencies)]


def _timeliness(agency, rows):
    found = totals(rows)
    return {
        "agency": agency,
        "in_time": found["in_time"],
        "late": found["late"],
        "waiting": found["waiting"],
        "average": average([row["waited"] for row in rows if row["answered"]]),
        "share": share(found["in_time"], found["answered"]),
    }


def commitments(period):
    """Return the public commitments that were to be kept in a period, and how each stood at its end.

    One belongs to every period from the day it was made to the day it was finished, however late that is. Its date is
    the one that held when the period ended; the first one stands beside it where it was moved.
    """
    dates = CommitmentDate.objects.filter(commitment=OuterRef("pk"))
    moved_later = dates.filter(moved_on__gt=period.end).order_by("moved_on", "pk")
    moved_before = dates.filter(moved_on__lte=period.end).order_by("moved_on", "pk")
    rows = Commitment.objects.public().filter(made_on__lte=period.end)
    rows = rows.filter(Q(finished_on__isnull=True) | Q(finished_on__gte=period.start)).annotate(
        due=Coalesce(Subquery(moved_later.values("due_on")[:1]), "due_on"),
        first_due=Subquery(moved_before.values("due_on")[:1]),
    )
    return [_commitment(row, period) for row in rows.select_related("agency").order_by("due", "pk")]


def _commitment(row, period):
    is_finished = row.finished_on is not None and row.finished_on <= period.end
    state = row.status if is_finished else CommitmentStatus.OPEN.value
    if state == CommitmentStatus.OPEN and row.due < period.end:
        state = "late"
    return {
        "reference": row.reference,
        "what": row.what,
        "owner": row.owner,
        "agency": row.agency.name if row.agency else "",
        "due": row.due.isoformat(),
        "first_due": row.first_due.isoformat() if row.first_due else "",
        "state": state,
        "finished": row.finished_on.isoformat() if is_finished else "",
        "words": (row.evidence or row.not_kept_reason) if is_finished else "",
    }


def kept(rows):
    """Return how commitments stand: {"done": …, "not_kept": …, "late": …, "open": …, "all": …, "share_done": …}."""
    states = {"done": 0, "not_kept": 0, "late": 0, "open": 0}
    for row in rows:
        states[row["state"]] += 1
    return states | {"all": len(rows), "share_done": share(states["done"], len(rows))}


def you_said(period):
    """Return the pairs of the public board that were published in a period; a "could not" has the place of a "did"."""
    rows = YouSaidEntry.objects.published().filter(published_on__gte=period.start, published_on__lte=period.end)
    return [
        {
            "theme": row.theme.name if row.theme else row.service_area.name,
            "said": row.you_said,
            "kind": row.kind,
            "did": row.we_did,
            "agency": row.agency.name if row.agency else "",
            "count": row.said_by_count,
        }
        for row in rows.select_related("theme", "service_area", "agency").order_by("published_on", "pk")
    ]
