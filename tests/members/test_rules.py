"""The tables of moves, every pair typed by hand, and the figures of M8, M11 and P2."""

import datetime as dt

import pytest

from common.errors import DomainError, MoveNotAllowed
from common.transitions import check_move
from members.rules import (
    ENDING_OF,
    INTEREST_MOVES,
    MEMBERSHIP_MOVES,
    NAMED_CONSTITUENCIES,
    REVIEW_MOVES,
    InterestStatus,
    MembershipStatus,
    ReviewOutcome,
    ReviewStatus,
    a_year_before,
    check_not_later,
    check_note,
    check_order,
    empty_since,
    is_at_arms_length,
    is_confirmed,
)

MEMBERSHIP = {
    ("nominated", "nominated"): False,
    ("nominated", "active"): True,
    ("nominated", "ended"): True,
    ("active", "nominated"): False,
    ("active", "active"): False,
    ("active", "ended"): True,
    ("ended", "nominated"): False,
    ("ended", "active"): False,
    ("ended", "ended"): False,
}
REVIEW = {
    ("open", "open"): False,
    ("open", "decided"): True,
    ("open", "withdrawn"): True,
    ("decided", "open"): False,
    ("decided", "decided"): False,
    ("decided", "withdrawn"): False,
    ("withdrawn", "open"): False,
    ("withdrawn", "decided"): False,
    ("withdrawn", "withdrawn"): False,
}
INTEREST = {
    ("current", "current"): False,
    ("current", "ended"): True,
    ("ended", "current"): False,
    ("ended", "ended"): False,
}
GRIDS = [
    (MEMBERSHIP, MembershipStatus, MEMBERSHIP_MOVES),
    (REVIEW, ReviewStatus, REVIEW_MOVES),
    (INTEREST, InterestStatus, INTEREST_MOVES),
]


@pytest.mark.parametrize(
    ("moves", "status", "current", "target", "is_allowed"),
    [
        (moves, status, current, target, is_allowed)
        for grid, status, moves in GRIDS
        for (current, target), is_allowed in grid.items()
    ],
)
def test_a_move_is_allowed_exactly_as_in_the_grid(moves, status, current, target, is_allowed):
    if is_allowed:
        check_move(moves, status(current), status(target))
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(moves, status(current), status(target))


@pytest.mark.parametrize(("grid", "status"), [(grid, status) for grid, status, _moves in GRIDS])
def test_a_grid_has_every_pair(grid, status):
    assert set(grid) == {(str(one), str(other)) for one in status for other in status}


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (dt.date(2026, 6, 18), dt.date(2025, 6, 18)),
        (dt.date(2024, 2, 29), dt.date(2023, 2, 28)),
        (dt.date(2025, 2, 28), dt.date(2024, 2, 28)),
    ],
)
def test_a_year_before_any_day(day, before):
    assert a_year_before(day) == before


@pytest.mark.parametrize(
    ("confirmed_on", "is_enough"),
    [
        (None, False),
        (dt.date(2025, 6, 17), False),
        (dt.date(2025, 6, 18), False),
        (dt.date(2025, 6, 19), True),
        (dt.date(2026, 6, 18), True),
    ],
)
def test_a_confirmation_holds_for_twelve_months(confirmed_on, is_enough):
    assert is_confirmed(confirmed_on, dt.date(2026, 6, 18)) is is_enough


@pytest.mark.parametrize(
    ("council", "seats", "share", "is_kept"),
    [(8, 16, 0.5, True), (9, 16, 0.5, False), (0, 0, 0.5, True), (6, 16, 0.25, False), (4, 16, 0.25, True)],
)
def test_the_council_may_hold_its_share_and_no_more(council, seats, share, is_kept):
    assert is_at_arms_length(council, seats, share) is is_kept


def test_only_the_outcome_support_needs_a_note():
    check_note(ReviewOutcome.CONTINUE, "")
    check_note(ReviewOutcome.SUPPORT, "joins online")
    with pytest.raises(DomainError) as refused:
        check_note(ReviewOutcome.SUPPORT, "  ")
    assert refused.value.field == "note"


def test_two_outcomes_of_a_review_end_the_membership():
    assert {outcome.value for outcome in ENDING_OF} == {"step_down", "vacated"}


def test_the_terms_name_seven_constituencies_three_of_them_on_the_councils_side():
    assert [(str(name), is_council) for name, is_council in NAMED_CONSTITUENCIES] == [
        ("Parents and carers", False),
        ("Parent-led and independent groups", False),
        ("Schools and early years", False),
        ("Line management of the service", True),
        ("Council services for children, young people and families", True),
        ("Health services", False),
        ("Other partners of the council", True),
    ]


def test_a_seat_is_empty_since_its_holder_left_or_else_since_it_opened():
    opened, left = dt.date(2026, 1, 5), dt.date(2026, 6, 18)
    assert empty_since(left, opened) == left + dt.timedelta(days=1)
    assert empty_since(None, opened) == opened


def test_the_register_records_today_and_earlier_days_only():
    today = dt.date(2026, 6, 18)
    check_not_later(today, today, "starts_on")
    with pytest.raises(DomainError) as refused:
        check_not_later(dt.date(2026, 6, 19), today, "starts_on")
    assert refused.value.field == "starts_on"


def test_nothing_ends_before_it_began():
    first = dt.date(2026, 6, 18)
    check_order(first, first, "ended_on")
    check_order(None, first, "ended_on")
    with pytest.raises(DomainError) as refused:
        check_order(first, dt.date(2026, 6, 17), "ended_on")
    assert refused.value.field == "ended_on"
