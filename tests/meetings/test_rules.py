"""The grids of moves, deadlines, sittings and numerals."""

import datetime as dt
from types import SimpleNamespace

import pytest

from common.errors import DomainError, MoveNotAllowed
from common.transitions import check_move
from meetings import rules
from meetings.rules import (
    DECLARATION_MOVES,
    MEETING_MOVES,
    QUESTION_MOVES,
    DeclarationStatus,
    MeetingStatus,
    QuestionStatus,
)

# rows: from; columns: to, in this order
MEETING_COLUMNS = "proposed scheduled agenda held circulated approved cancelled postponed".split()  # noqa: SIM905
MEETING = {
    "proposed": "no yes no no no no yes yes",
    "scheduled": "no no yes no no no yes yes",
    "agenda": "no no no yes no no yes yes",
    "held": "no no no no yes no no no",
    "circulated": "no no no no no yes no no",
    "approved": "no no no no no no no no",
    "cancelled": "no no no no no no no no",
    "postponed": "no yes no no no no yes no",
}
DECLARATION_COLUMNS = ["declared", "acknowledged"]
DECLARATION = {"declared": "no yes", "acknowledged": "no no"}
QUESTION_COLUMNS = ["received", "accepted", "declined", "answered_there", "answered_writing", "not_ours"]
QUESTION = {
    "received": "no yes yes no no no",
    "accepted": "no no no yes yes yes",
    "declined": "no no no no no no",
    "answered_there": "no no no no no no",
    "answered_writing": "no no no no no no",
    "not_ours": "no no no no no no",
}
GRIDS = [
    (MEETING, MEETING_COLUMNS, MeetingStatus, MEETING_MOVES),
    (DECLARATION, DECLARATION_COLUMNS, DeclarationStatus, DECLARATION_MOVES),
    (QUESTION, QUESTION_COLUMNS, QuestionStatus, QUESTION_MOVES),
]


@pytest.mark.parametrize(
    ("moves", "status", "current", "target", "answer"),
    [
        (moves, status, current, target, answer)
        for grid, columns, status, moves in GRIDS
        for current, row in grid.items()
        for target, answer in zip(columns, row.split(), strict=True)
    ],
)
def test_each_move_is_allowed_or_refused_as_in_the_grid(moves, status, current, target, answer):
    if answer == "yes":
        check_move(moves, status(current), status(target))
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(moves, status(current), status(target))


@pytest.mark.parametrize(("grid", "columns", "status", "_moves"), GRIDS)
def test_each_grid_has_every_state(grid, columns, status, _moves):
    assert set(grid) == set(columns) == {str(one) for one in status}


DEADLINES = [
    # meeting on, papers by (5 clear), questions by (3 clear), minutes by (10 after), presented by (5 after)
    ((2026, 3, 10), (2026, 3, 2), (2026, 3, 4), (2026, 3, 24), (2026, 3, 17)),
    ((2026, 4, 8), (2026, 3, 27), (2026, 3, 31), (2026, 4, 22), (2026, 4, 15)),
    ((2026, 5, 27), (2026, 5, 18), (2026, 5, 20), (2026, 6, 10), (2026, 6, 3)),
    ((2026, 12, 22), (2026, 12, 14), (2026, 12, 16), (2027, 1, 8), (2026, 12, 31)),
]


@pytest.mark.parametrize(("meeting", "papers", "questions", "minutes", "present"), DEADLINES)
def test_deadlines_count_clear_working_days_before_and_working_days_after(meeting, papers, questions, minutes, present):
    on = dt.date(*meeting)
    assert rules.papers_due(on, 5) == dt.date(*papers)
    assert rules.questions_due(on, 3) == dt.date(*questions)
    assert rules.minutes_due(on, 10) == dt.date(*minutes)
    assert rules.present_by(on, 5) == dt.date(*present)


def at(hour, minute=0):
    return dt.datetime(2010, 7, 2, hour, minute, tzinfo=dt.UTC)


def test_a_sitting_in_two_parts_sat_150_minutes_within_155():
    """S3: 08:05 to 10:15 and 10:20 to 10:40."""
    assert rules.sat_for([(at(8, 5), at(10, 15)), (at(10, 20), at(10, 40))]) == (150, 155)


def test_a_meeting_ends_after_it_starts_and_lasts_a_day_at_most():
    rules.check_times(at(10), at(12))
    with pytest.raises(DomainError, match="after it starts"):
        rules.check_times(at(10), at(10))
    with pytest.raises(DomainError, match="a day at most"):
        rules.check_times(at(10), at(10, 1) + dt.timedelta(days=1))
    rules.check_times(at(10), at(10) + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "(i)"), (2, "(ii)"), (3, "(iii)"), (4, "(iv)"), (6, "(vi)"), (9, "(ix)"), (14, "(xiv)"), (20, "(xx)")],
)
def test_resolutions_have_roman_numerals(number, numeral):
    assert rules.roman(number) == numeral


def test_a_substitute_must_be_named():
    rules.check_substitute("present", "")
    rules.check_substitute("substitute", "Sam")
    with pytest.raises(DomainError, match="name of the substitute") as caught:
        rules.check_substitute("substitute", "  ")
    assert caught.value.field == "substitute_name"


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (rules.WAS_HELD, {"held", "circulated", "approved"}),
        (rules.BEING_PLANNED, {"proposed", "scheduled"}),
        (rules.TO_COME, {"scheduled", "agenda"}),
        (rules.IS_OFF, {"cancelled", "postponed"}),
        (rules.WRITING, {"agenda", "held", "circulated"}),
    ],
)
def test_the_states_that_belong_together_are_these(group, expected):
    assert {status.value for status in group} == expected


def test_the_usual_terms_begin_in_january_may_and_september():
    terms = {kind.value: first for kind, first in rules.usual_terms(2027).items()}
    assert terms == {
        "spring": dt.date(2027, 1, 1),
        "summer": dt.date(2027, 5, 1),
        "autumn": dt.date(2027, 9, 1),
    }


def test_a_meeting_may_be_entered_afterwards_only_where_somebody_says_that_it_took_place():
    rules.check_passed(at(10), at(9), has_taken_place=False)
    rules.check_passed(at(10), at(11), has_taken_place=True)
    for now in (at(10), at(11)):
        with pytest.raises(DomainError) as caught:
            rules.check_passed(at(10), now, has_taken_place=False)
        assert caught.value.field == "has_taken_place"


@pytest.mark.parametrize(
    ("status", "now", "expected"),
    [
        ("held", at(9), True),
        ("approved", at(9), True),
        ("agenda", at(9), False),
        ("agenda", at(10), True),
        ("agenda", at(11), True),
        ("scheduled", at(11), False),
        ("cancelled", at(11), False),
    ],
)
def test_the_group_has_met_where_it_is_held_or_its_agenda_is_out_and_it_has_begun(status, now, expected):
    assert rules.has_met(status, at(10), now) is expected


def test_minutes_are_approved_by_somebody_who_was_not_the_last_to_edit_them():
    rules.check_approver(SimpleNamespace(pk=1), last_by=2)
    rules.check_approver(SimpleNamespace(pk=1), last_by=None)
    for by in (None, SimpleNamespace(pk=2)):
        with pytest.raises(DomainError, match="last to edit"):
            rules.check_approver(by, last_by=2)
