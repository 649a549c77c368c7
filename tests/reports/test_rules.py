"""A report's moves, sections and roundings, against what is typed here by hand."""

import pytest

from common.errors import MoveNotAllowed
from common.figures import average, share
from common.transitions import check_move
from reports.rules import REPORT_MOVES, SECTIONS, ReportKind, ReportStatus

GRID = {
    "drafting": {"drafting": False, "agreed": True, "published": False},
    "agreed": {"drafting": False, "agreed": False, "published": True},
    "published": {"drafting": False, "agreed": False, "published": False},
}


@pytest.mark.parametrize("current", GRID)
@pytest.mark.parametrize("target", GRID)
def test_each_move_is_allowed_or_refused_as_in_the_grid(current, target):
    if GRID[current][target]:
        check_move(REPORT_MOVES, current, ReportStatus(target))
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(REPORT_MOVES, current, ReportStatus(target))


def test_the_grid_has_every_state():
    assert set(REPORT_MOVES) == set(ReportStatus) == set(GRID)


def test_both_kinds_of_report_have_sections_of_their_own():
    assert list(SECTIONS[ReportKind.ANNUAL]) == ["foreword", "families", "answers", "ahead"]
    assert list(SECTIONS[ReportKind.BOARD]) == ["know", "decide", "risks"]


@pytest.mark.parametrize(
    ("count", "base", "percent"), [(0, 0, None), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (5, 5, 100)]
)
def test_a_share_rounds_halves_up(count, base, percent):
    assert share(count, base) == percent


@pytest.mark.parametrize(("numbers", "expected"), [([], None), ([7], 7), ([1, 2], 2), ([2, 3], 3), ([1, 1, 2], 1)])
def test_an_average_rounds_halves_up(numbers, expected):
    assert average(numbers) == expected
