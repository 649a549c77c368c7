"""Moves as data, and the one way to make them."""

import datetime as dt

import pytest
from django.db import IntegrityError, models

from accounts.models import AuditEntry
from common import clock
from common.errors import DomainError, MoveNotAllowed
from common.jobs.services import JOB
from common.models import Job
from common.rules import JOB_MOVES, JobState
from common.transitions import Transitions, can_move, check_move
from members.models import Membership
from members.rules import MEMBERSHIP_MOVES, InterestStatus, MembershipStatus
from members.transitions import INTEREST, MEMBERSHIP
from tests.factories.members import a_former_member, a_member, a_nomination, an_interest


class Light(models.TextChoices):
    RED = "red", "at red"
    GREEN = "green", "at green"
    OFF = "off", "switched off"


MOVES = {Light.RED: {Light.GREEN, Light.OFF}, Light.GREEN: {Light.RED}}


def test_a_move_of_the_table_is_allowed():
    check_move(MOVES, Light.RED, Light.GREEN)


@pytest.mark.parametrize(
    ("current", "target"), [(Light.GREEN, Light.OFF), (Light.OFF, Light.RED), (Light.RED, Light.RED)]
)
def test_a_move_that_is_not_in_the_table_is_refused(current, target):
    with pytest.raises(MoveNotAllowed):
        check_move(MOVES, current, target)


def test_the_refusal_names_both_states_in_words():
    with pytest.raises(DomainError, match="it is “at green” and cannot become “switched off”"):
        check_move(MOVES, "green", Light.OFF)


def test_a_state_as_the_database_gives_it_is_understood():
    assert can_move(MOVES, "red", Light.GREEN)


# Rows: from. Columns: waiting, running, done, failed, cancelled. Typed by hand from docs/jobs.md.
GRID = {
    "waiting": "- y - y y",
    "running": "y - y y y",
    "done": "- - - - -",
    "failed": "y - - - -",
    "cancelled": "y - - - -",
}


@pytest.mark.parametrize("current", GRID)
def test_a_job_moves_as_the_grid_says(current):
    allowed = {target for target, mark in zip(GRID, GRID[current].split(), strict=True) if mark == "y"}
    assert {target.value for target in JobState if can_move(JOB_MOVES, JobState(current), target)} == allowed


# --- moves of rows: a membership is the example ------------------------------------------------------


def told(**options):
    """The audit of a test: what was recorded, in order."""
    told = []
    return told, Transitions(
        MEMBERSHIP_MOVES,
        record=lambda verb, row, by, *, now, **detail: told.append((verb, row.pk, by, now, detail)),
        verbs={MembershipStatus.ACTIVE: "appoint", MembershipStatus.ENDED: "end"},
        dates={MembershipStatus.ENDED: "ends_on"},
        **options,
    )


@pytest.mark.django_db
def test_a_move_sets_the_state_its_day_and_the_fields_given_and_tells_the_audit():
    membership, now = a_member(), dt.datetime(2026, 8, 2, 23, 30, tzinfo=dt.UTC)
    lines, transitions = told()
    ended = MembershipStatus.ENDED
    result = transitions.move(membership, ended, now=now, detail={"reason": "moved"}, end_reason="Moved away")
    assert result is membership
    stored = Membership.objects.get(pk=membership.pk)
    assert (stored.status, stored.ends_on, stored.end_reason) == (ended, dt.date(2026, 8, 3), "Moved away")
    assert lines == [("end", membership.pk, None, now, {"reason": "moved"})]


@pytest.mark.django_db
def test_given_date_and_verb_are_used():
    membership = a_member()
    lines, transitions = told()
    day = dt.date(2026, 1, 5)
    transitions.move(membership, MembershipStatus.ENDED, verb="vacate", ends_on=day)
    assert Membership.objects.get(pk=membership.pk).ends_on == day
    assert [line[0] for line in lines] == ["vacate"]


@pytest.mark.django_db
def test_only_what_a_move_names_is_saved():
    membership = a_member(role_title="Chair")
    _lines, transitions = told()
    membership.role_title = "typed and not saved"
    transitions.move(membership, MembershipStatus.ENDED)
    assert membership.role_title == Membership.objects.get(pk=membership.pk).role_title == "Chair"


@pytest.mark.django_db
def test_fields_a_move_clears_are_emptied():
    membership = a_nomination(role_title="Chair")
    _lines, transitions = told(taken_back={MembershipStatus.ENDED: {"role_title": ""}})
    transitions.move(membership, MembershipStatus.ENDED)
    assert Membership.objects.get(pk=membership.pk).role_title == ""


@pytest.mark.django_db
def test_move_reads_the_row_again_before_checking():
    membership = a_member()
    stale = Membership.objects.get(pk=membership.pk)
    lines, transitions = told()
    transitions.move(membership, MembershipStatus.ENDED)
    with pytest.raises(MoveNotAllowed):
        transitions.move(stale, MembershipStatus.ENDED)
    assert len(lines) == 1
    assert transitions.targets(stale) == set()


@pytest.mark.django_db
def test_a_move_that_the_database_refuses_leaves_nothing():
    membership = a_nomination()
    lines, transitions = told()
    with pytest.raises(IntegrityError):
        transitions.move(membership, MembershipStatus.ACTIVE, ends_on=dt.date(2026, 1, 5))
    assert Membership.objects.get(pk=membership.pk).status == MembershipStatus.NOMINATED
    assert lines == []


@pytest.mark.django_db
def test_rows_without_audit_can_move():
    membership = a_member()
    transitions = Transitions(MEMBERSHIP_MOVES, dates={MembershipStatus.ENDED: "ends_on"})
    assert transitions.ready(membership, MembershipStatus.ENDED) is membership
    assert transitions.move(membership, MembershipStatus.ENDED).is_ended


@pytest.mark.django_db
def test_move_without_a_verb_raises_an_error_and_changes_nothing():
    membership = a_member()
    nameless = Transitions(MEMBERSHIP_MOVES, record=lambda *told, **detail: None, dates=MEMBERSHIP.dates)
    with pytest.raises(KeyError):
        nameless.move(membership, MembershipStatus.ENDED)
    assert Membership.objects.get(pk=membership.pk).status == MembershipStatus.ACTIVE


@pytest.mark.django_db
def test_a_removed_row_is_not_moved_and_an_error_is_shown():
    interest = an_interest()
    type(interest).objects.filter(pk=interest.pk).delete()
    with pytest.raises(DomainError, match="has just removed this"):
        INTEREST.move(interest, InterestStatus.ENDED)
    assert not AuditEntry.objects.filter(verb="end_interest").exists()


@pytest.mark.django_db
def test_ended_interest_cannot_move_and_keeps_its_date():
    interest = INTEREST.move(an_interest(), InterestStatus.ENDED, now=clock.at(dt.date(2026, 6, 18), dt.time(12)))
    assert (interest.ended_on, INTEREST.targets(interest)) == (dt.date(2026, 6, 18), set())
    with pytest.raises(MoveNotAllowed, match="This is already"):
        INTEREST.move(interest, InterestStatus.ENDED, now=clock.at(dt.date(2026, 6, 19), dt.time(12)))
    interest.refresh_from_db()
    assert interest.ended_on == dt.date(2026, 6, 18)


@pytest.mark.django_db
def test_checking_whether_a_row_is_ready_changes_nothing():
    membership, former = a_member(), a_former_member()
    before = AuditEntry.objects.count()
    MEMBERSHIP.ready(membership, MembershipStatus.ENDED)
    with pytest.raises(MoveNotAllowed):
        MEMBERSHIP.ready(former, MembershipStatus.ENDED)
    assert Membership.objects.get(pk=membership.pk).status == MembershipStatus.ACTIVE
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_checking_reads_the_row_again():
    membership = a_member(role_title="Chair")
    Membership.objects.filter(pk=membership.pk).update(role_title="Secretary")
    assert MEMBERSHIP.ready(membership, MembershipStatus.ENDED).role_title == "Secretary"


@pytest.mark.django_db
def test_fields_a_move_clears_keep_given_values_and_survive_other_moves():
    _lines, transitions = told(taken_back={MembershipStatus.ENDED: {"role_title": ""}})
    given = transitions.move(a_member(role_title="Chair"), MembershipStatus.ENDED, role_title="Former chair")
    other = transitions.move(
        a_nomination(role_title="Vice-chair"), MembershipStatus.ACTIVE, starts_on=dt.date(2026, 1, 5)
    )
    assert [Membership.objects.get(pk=one.pk).role_title for one in (given, other)] == ["Former chair", "Vice-chair"]


@pytest.mark.django_db
def test_job_moves_by_its_state_field_and_starts_again_on_retry():
    now = clock.at(dt.date(2026, 6, 18), dt.time(12))
    job = Job.objects.create(kind="reports.build", created_at=now, look_again_at=now, attempts=3, progress=40)
    JOB.move(job, JobState.FAILED, finished_at=now, reason="It took too long.")
    assert (job.state, job.attempts, job.progress) == (JobState.FAILED, 3, 40)
    JOB.move(job, JobState.WAITING)
    job = Job.objects.get(pk=job.pk)
    assert (job.attempts, job.progress, job.reason, job.finished_at) == (0, 0, "", None)
    assert JOB.targets(job) == JOB_MOVES[JobState.WAITING]
