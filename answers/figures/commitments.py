"""Figures of commitments: what was promised, and whether it came true."""

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from answers.models import Commitment, CommitmentDate
from answers.rules import CommitmentStatus
from common import figures
from common.figures import share

PROMISED = gettext_lazy("public commitments open in the period; the share, of those due when it ended")


def promised_in(period):
    """Return the public commitments that were to be kept in a period, with the date that held when it ended as `due`.

    One belongs to every period from the day it was made to the day it was finished, however late that is. Its first
    date is given too where it was changed.
    """
    dates = CommitmentDate.objects.filter(commitment=OuterRef("pk"))
    moved_later = dates.filter(moved_on__gt=period.end).order_by("moved_on", "pk")
    moved_before = dates.filter(moved_on__lte=period.end).order_by("moved_on", "pk")
    rows = Commitment.objects.public().filter(made_on__lte=period.end)
    return rows.filter(Q(finished_on__isnull=True) | Q(finished_on__gte=period.start)).annotate(
        due=Coalesce(Subquery(moved_later.values("due_on")[:1]), "due_on"),
        first_due=Subquery(moved_before.values("due_on")[:1]),
    )


@figures.figure("commitments", PROMISED, rows=promised_in)
def commitments(period, _figures):
    """Return each commitment, and how it stood at the end of the period."""
    rows = promised_in(period).with_doubts().select_related("agency").order_by("due", "pk")
    return [_commitment(row, period) for row in rows]


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
        "in_question": str(row.in_question) if is_finished else "",
    }


@figures.figure("kept", PROMISED, rows=promised_in)
def kept(_period, figures_of_period):
    """Count commitments by status; `due` are those that were to be kept by now, and `open` those still to come.

    One that is done is due, also where it was done early; `done_late` of them were done after the date that held.
    """
    states = {"done": 0, "not_kept": 0, "late": 0, "open": 0}
    rows = figures_of_period["commitments"]
    for row in rows:
        states[row["state"]] += 1
    due = len(rows) - states["open"]
    done_late = sum(row["state"] == CommitmentStatus.DONE and row["finished"] > row["due"] for row in rows)
    return states | {"all": len(rows), "due": due, "done_late": done_late, "share_done": share(states["done"], due)}
