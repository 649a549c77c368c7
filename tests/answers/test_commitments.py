"""The ledger of commitments: made, moved, done or not kept; S7's action log."""

import datetime as dt

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry
from answers.models import Commitment
from answers.rules import CommitmentStatus
from answers.services.commitments import (
    fail_commitment,
    finish_commitment,
    make_commitment,
    make_commitment_once,
    move_commitment,
)
from common import clock
from common.errors import DomainError, MoveNotAllowed

pytestmark = pytest.mark.django_db
D = dt.date


def noon(*day):
    return clock.at(D(*day), dt.time(12))


def made(coordinator, *, due_on=None, now=None, **changes):
    fields = {"owner": "Head of Transport", "what": "Send a text", "due_on": due_on or D(2026, 9, 1)} | changes
    return make_commitment(by=coordinator, now=now or noon(2026, 7, 6), **fields)


def test_a_commitment_has_who_what_and_by_when(coordinator):
    commitment = made(coordinator, how_seen="Families get it", source="Spring meeting")
    assert (commitment.reference, commitment.status, commitment.made_on) == ("C-1001", "open", D(2026, 7, 6))
    assert str(commitment) == "C-1001 Send a text"
    assert AuditEntry.objects.get(verb="make_commitment").by == coordinator


@pytest.mark.parametrize(("due_on", "is_refused"), [(D(2026, 7, 5), True), (D(2026, 7, 6), False)])
def test_commitment_date_cannot_be_in_the_past(coordinator, due_on, is_refused):
    if not is_refused:
        assert made(coordinator, due_on=due_on).due_on == due_on
        return
    with pytest.raises(DomainError) as refused:
        made(coordinator, due_on=due_on)
    assert refused.value.field == "due_on"


def test_the_same_form_twice_makes_one_commitment(coordinator):
    fields = {"owner": "The group", "what": "Ask again", "due_on": D(2026, 9, 1), "is_public": True}
    first, again = (make_commitment_once(key="k", by=coordinator, now=noon(2026, 7, 6), **fields) for _time in range(2))
    assert first == again == Commitment.objects.get()
    with pytest.raises(DomainError, match="already sent"):
        make_commitment_once(key="k", by=coordinator, **(fields | {"owner": "Somebody else"}))


def test_it_is_done_with_evidence(coordinator):
    commitment = made(coordinator)
    with pytest.raises(DomainError) as refused:
        finish_commitment(commitment, evidence=" ", by=coordinator)
    assert refused.value.field == "evidence"
    commitment = finish_commitment(commitment, evidence="Seen", by=coordinator, now=noon(2026, 8, 1))
    assert (commitment.status, commitment.finished_on, commitment.evidence) == ("done", D(2026, 8, 1), "Seen")
    assert AuditEntry.objects.filter(verb="commitment_done").exists()


def test_it_is_not_kept_with_its_reason(coordinator):
    commitment = made(coordinator)
    with pytest.raises(DomainError) as refused:
        fail_commitment(commitment, reason="", by=coordinator)
    assert refused.value.field == "reason"
    commitment = fail_commitment(commitment, reason="No money", by=coordinator, now=noon(2026, 8, 1))
    assert (commitment.status, commitment.not_kept_reason) == ("not_kept", "No money")


def test_finished_commitment_cannot_change(coordinator):
    commitment = finish_commitment(made(coordinator), evidence="Seen", by=coordinator)
    with pytest.raises(MoveNotAllowed):
        fail_commitment(commitment, reason="After all", by=coordinator)
    with pytest.raises(MoveNotAllowed):
        finish_commitment(commitment, evidence="Again", by=coordinator)
    with pytest.raises(DomainError, match="has ended"):
        move_commitment(commitment, due_on=D(2027, 1, 1), reason="Later", by=coordinator)


def test_moving_the_date_keeps_the_old_one_with_its_reason(coordinator):
    commitment = made(coordinator)
    for day, reason in ((D(2026, 10, 1), "New contract"), (D(2026, 12, 1), "Later still")):
        commitment = move_commitment(commitment, due_on=day, reason=reason, by=coordinator, now=noon(2026, 8, 3))
    assert commitment.due_on == D(2026, 12, 1)
    earlier = [(row.due_on, row.moved_on, row.reason) for row in commitment.earlier_dates.all()]
    assert earlier == [
        (D(2026, 9, 1), D(2026, 8, 3), "New contract"),
        (D(2026, 10, 1), D(2026, 8, 3), "Later still"),
    ]


@pytest.mark.parametrize(
    ("due_on", "reason", "field"),
    [
        (D(2026, 8, 2), "Because", "due_on"),  # passed
        (D(2026, 9, 1), "Because", "due_on"),  # the same
        (D(2026, 10, 1), "  ", "reason"),
    ],
)
def test_changing_the_date_needs_a_new_date_and_a_reason(coordinator, due_on, reason, field):
    with pytest.raises(DomainError) as refused:
        move_commitment(made(coordinator), due_on=due_on, reason=reason, by=coordinator, now=noon(2026, 8, 3))
    assert refused.value.field == field


def test_late_is_derived_from_the_day_in_london(coordinator):
    commitment = made(coordinator)
    for moment, is_late in (
        (dt.datetime(2026, 9, 1, 22, 59, tzinfo=dt.UTC), False),
        (dt.datetime(2026, 9, 1, 23, 0, tzinfo=dt.UTC), True),  # midnight in London
    ):
        with clock.frozen(moment):
            assert commitment.is_late is is_late
            assert Commitment.objects.late(clock.today()).exists() is is_late


def test_database_refuses_a_finished_commitment_without_evidence_or_reason(coordinator):
    commitment = made(coordinator)
    with pytest.raises(IntegrityError):
        Commitment.objects.filter(pk=commitment.pk).update(status="done", finished_on=D(2026, 8, 1))


# --- S7: an action log ----------------------------------------------------------------------------

DECEMBER, FEBRUARY = D(2025, 12, 31), D(2026, 2, 28)


def action_log(coordinator):
    """Sixteen actions of November: 5 done by December, 9 more by February, 2 expected by April."""
    dues = [D(2025, 12, 1)] * 5 + [D(2025, 12, 15)] * 3 + [D(2026, 1, 30)] * 6 + [D(2026, 4, 30)] * 2
    rows = [
        made(coordinator, due_on=due, what=f"Action {number}", now=noon(2025, 11, 3))
        for number, due in enumerate(dues, 1)
    ]
    for row in rows[:5]:
        finish_commitment(row, evidence="Seen", by=coordinator, now=noon(2025, 12, 10))
    for row in rows[5:14]:
        finish_commitment(row, evidence="Seen", by=coordinator, now=noon(2026, 2, 10))


def standing_on(day):
    rows = Commitment.objects.filter(made_on__lte=day)
    closed = rows.filter(finished_on__lte=day)
    still_open = rows.exclude(pk__in=closed)
    return closed.count(), still_open


def test_december_and_february_action_logs_come_from_one_ledger(coordinator):
    action_log(coordinator)
    closed, still_open = standing_on(DECEMBER)
    due = still_open.filter(due_on__year=2025, due_on__month=12)
    assert (closed, still_open.count(), due.count()) == (5, 11, 3)
    closed, still_open = standing_on(FEBRUARY)
    assert (closed, still_open.count()) == (14, 2)
    assert {row.due_on for row in still_open} == {D(2026, 4, 30)}
    assert set(still_open.values_list("status", flat=True)) == {CommitmentStatus.OPEN}
