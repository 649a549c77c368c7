"""The grid of moves, the closing minute, percentages and hidden numbers."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import MoveNotAllowed
from common.transitions import check_move
from consultations.rules import (
    CONSULTATION_MOVES,
    ConsultationStatus,
    Door,
    answers_due,
    door_at,
    hidden_rows,
    is_in_time,
    percent,
)

S = ConsultationStatus
# From the state on the left to those above: x where it may move.
GRID = """
             draft  open  paused  closed  feedback  concluded  withdrawn
draft          -     x      -       -        -          -          x
open           -     -      x       x        -          -          x
paused         -     x      -       x        -          -          x
closed         -     -      -       -        x          -          x
feedback       -     -      -       -        -          x          x
concluded      -     -      -       -        -          -          -
withdrawn      -     -      -       -        -          -          -
"""
TARGETS, *LINES = [line.split() for line in GRID.strip().splitlines()]
PAIRS = [(line[0], target, mark == "x") for line in LINES for target, mark in zip(TARGETS, line[1:], strict=True)]


def test_the_grid_has_every_state():
    assert sorted(TARGETS) == sorted(line[0] for line in LINES) == sorted(S.values)


@pytest.mark.parametrize(("current", "target", "may"), PAIRS)
def test_each_move_is_allowed_or_refused_as_in_the_grid(current, target, may):
    if may:
        check_move(CONSULTATION_MOVES, current, S(target))
        return
    with pytest.raises(MoveNotAllowed):
        check_move(CONSULTATION_MOVES, current, S(target))


# --- in time --------------------------------------------------------------------------------------

CLOSES = dt.datetime(2026, 7, 3, 16, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("seconds", "is_in"),
    [(-60, True), (-1, True), (0, True), (1, True), (59, True), (59.999999, True), (60, False), (61, False)],
)
def test_a_response_is_in_time_until_the_end_of_the_closing_minute(seconds, is_in):
    assert is_in_time(CLOSES + dt.timedelta(seconds=seconds), CLOSES) is is_in


def test_a_closing_time_with_seconds_is_open_to_the_end_of_its_minute_too():
    assert is_in_time(CLOSES.replace(second=59), CLOSES.replace(second=10))
    assert not is_in_time(CLOSES + dt.timedelta(minutes=1), CLOSES.replace(second=59))


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kolkata", "Pacific/Auckland"])
def test_the_time_zone_of_a_moment_makes_no_difference(zone):
    written = (CLOSES + dt.timedelta(seconds=59)).astimezone(ZoneInfo(zone))
    assert is_in_time(written, CLOSES)
    assert not is_in_time(written + dt.timedelta(seconds=1), CLOSES)


def test_the_repeated_hour_in_october_is_judged_by_its_moment():
    """On 25 October 2026, 01:30 in London is both 00:30 and 01:30 UTC."""
    london = ZoneInfo("Europe/London")
    closes = dt.datetime(2026, 10, 25, 0, 59, tzinfo=dt.UTC)  # 01:59 British summer time
    first, second = (dt.datetime(2026, 10, 25, 1, 30, fold=fold, tzinfo=london) for fold in (0, 1))
    assert is_in_time(first.astimezone(dt.UTC), closes)
    assert not is_in_time(second.astimezone(dt.UTC), closes)


def test_the_skipped_hour_in_march_makes_no_gap():
    closes = dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC)  # 02:00 British summer time, a minute after 00:59 UTC
    assert is_in_time(dt.datetime(2026, 3, 29, 0, 59, 59, tzinfo=dt.UTC), closes)
    assert is_in_time(dt.datetime(2026, 3, 29, 1, 0, 59, tzinfo=dt.UTC), closes)
    assert not is_in_time(dt.datetime(2026, 3, 29, 1, 1, tzinfo=dt.UTC), closes)


OPENS = CLOSES - dt.timedelta(days=30)
BEFORE, DURING, LAST, LATE = (
    OPENS - dt.timedelta(seconds=1),
    OPENS,
    CLOSES + dt.timedelta(seconds=59),
    CLOSES + dt.timedelta(minutes=1),
)


@pytest.mark.parametrize(
    ("status", "doors"),
    [
        (S.DRAFT, [Door.BEFORE, Door.BEFORE, Door.BEFORE, Door.BEFORE]),
        (S.OPEN, [Door.BEFORE, Door.OPEN, Door.OPEN, Door.AFTER]),
        (S.PAUSED, [Door.PAUSED, Door.PAUSED, Door.PAUSED, Door.AFTER]),
        (S.CLOSED, [Door.AFTER] * 4),
        (S.FEEDBACK, [Door.AFTER] * 4),
        (S.CONCLUDED, [Door.AFTER] * 4),
        (S.WITHDRAWN, [Door.AFTER] * 4),
    ],
)
def test_answers_are_taken_only_while_open(status, doors):
    assert [door_at(status, OPENS, CLOSES, now) for now in (BEFORE, DURING, LAST, LATE)] == doors


def test_answers_are_due_twelve_weeks_after_closing():
    assert answers_due(dt.date(2026, 7, 3), 12) == dt.date(2026, 9, 25)


# --- percentages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [
        (190, 214, 89),
        (128, 315, 41),
        (20, 307, 7),
        (132, 307, 43),
        (101, 307, 33),
        (34, 307, 11),
        (0, 0, 0),
        (0, 9, 0),
        (9, 9, 100),
        (1, 200, 1),
        (1, 201, 0),
        (1, 8, 13),
        (3, 8, 38),
    ],
)
def test_percentages_are_whole_and_round_halves_up(count, base, expected):
    assert percent(count, base) == expected


@given(st.integers(1, 10_000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_a_percentage_is_never_off_by_more_than_a_half(pair):
    count, base = pair
    assert abs(percent(count, base) - 100 * count / base) <= 0.5


def test_99_percent_of_56_is_impossible():
    """S6: 99 % is impossible with 56 or fewer people."""
    assert all(percent(count, base) != 99 for base in range(1, 57) for count in range(base + 1))


# --- small numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ([], set()),
        ([(10, 10), (30, 12)], set()),
        ([(0, 0), (30, 12)], set()),  # nobody chose it: that is no secret
        ([(9, 30), (30, 12)], {0, 1}),
        ([(9, 30), (30, 12), (50, 60)], {0, 1}),
        ([(50, 60), (9, 30), (30, 12)], {1, 2}),
        ([(9, 30), (9, 31), (50, 60)], {0, 1}),
        ([(1, 30), (2, 31), (50, 60)], {0, 1, 2}),  # what is hidden of a group would still be small
        ([(20, 20), (3, 90), (50, 60)], {0, 1}),  # the row before it goes too: its staying would tell which is small
        ([(190, 0), (24, 0)], {0, 1}),
        ([(0, 0), (40, 5)], {1}),
    ],
)
def test_a_row_with_a_small_number_is_hidden_with_a_second_row(cells, hidden):
    assert hidden_rows(cells, 10) == hidden


def fillings(totals, columns):
    """Yield every way to fill rows of these totals, two groups each, that gives these totals of columns, if given."""
    if not totals:
        if columns in (None, (0, 0)):
            yield ()
        return
    for first in range(totals[0] + 1):
        row = (first, totals[0] - first)
        if columns is None:
            yield from ((row, *rest) for rest in fillings(totals[1:], None))
        elif row[0] <= columns[0] and row[1] <= columns[1]:
            left = (columns[0] - row[0], columns[1] - row[1])
            yield from ((row, *rest) for rest in fillings(totals[1:], left))


def published(cells, small):
    hidden = hidden_rows(cells, small)
    return tuple(None if place in hidden else tuple(row) for place, row in enumerate(cells))


def computable(cells, small, *, columns_known):
    """Return the small hidden cells that only one value fits, for somebody who knows the totals and this very rule.

    What the totals alone give away, say where everybody chose the same, no hiding can take back.
    """
    totals = [sum(row) for row in cells]
    columns = tuple(map(sum, zip(*cells, strict=True))) if columns_known else None
    seen = published(cells, small)
    possible = list(fillings(totals, columns))
    fitting = [table for table in possible if published(table, small) == seen]
    return [
        (place, group)
        for place, group in itertools.product(range(len(cells)), (0, 1))
        if seen[place] is None
        and cells[place][group] < small
        and len({table[place][group] for table in fitting}) == 1
        and len({table[place][group] for table in possible}) > 1
    ]


@pytest.mark.parametrize("columns_known", [True, False])
@pytest.mark.parametrize(("rows", "top", "small"), [(1, 8, 3), (2, 5, 2), (2, 5, 3), (3, 3, 2)])
def test_no_hidden_number_of_a_small_table_can_be_worked_out(rows, top, small, columns_known):
    for flat in itertools.product(range(top + 1), repeat=rows * 2):
        cells = [flat[at : at + 2] for at in range(0, len(flat), 2)]
        assert computable(cells, small, columns_known=columns_known) == [], cells


tables = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=2, max_size=4)


@settings(max_examples=60, deadline=None)
@given(tables, st.integers(2, 5), st.booleans())
def test_no_hidden_number_of_any_table_can_be_worked_out(cells, small, columns_known):
    assert computable(cells, small, columns_known=columns_known) == []


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=12))
def test_no_published_cell_is_small_and_no_row_is_hidden_alone(cells):
    hidden = hidden_rows(cells, 10)
    shown = [row for place, row in enumerate(cells) if place not in hidden and any(row)]
    assert all(min(row) >= 10 for row in shown)
    if hidden and shown:
        assert len(hidden) > 1
        assert all(sum(cells[place][group] for place in hidden) >= 10 for group in (0, 1))
