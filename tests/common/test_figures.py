"""Figures for a period: each counted once, when it is first asked for, and able to ask for another."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured

from common import figures
from common.figures import Figures, average, share
from common.periods import Period
from common.registry import Registry

JUNE = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30))


@pytest.fixture
def counted(monkeypatch):
    """The figures of June, of a registry that is still empty."""
    monkeypatch.setattr(figures, "known", Registry("figures"))
    return Figures(JUNE)


def test_a_figure_is_counted_for_its_period_and_once(counted):
    asked = []

    @figures.figure("raised", "issues raised")
    def raised(period, figures_of_period):
        asked.append(period)
        return 60

    assert asked == []
    assert (counted["raised"], counted["raised"]) == (60, 60)
    assert asked == [JUNE]


def test_a_figure_may_be_made_of_another_of_its_period(counted):
    figures.figure("answered", "issues raised")(lambda period, others: {"share": share(1, others["raised"])})
    figures.figure("raised", "issues raised")(lambda period, others: 3)
    assert counted["answered"] == {"share": 33}
    assert dict(counted) == {"answered": {"share": 33}, "raised": 3}


def test_a_figure_names_its_base_and_may_give_the_rows_behind_it(counted):
    figures.figure("raised", "issues raised", rows=lambda period: [period.start])(lambda period, others: 1)
    found = figures.known["raised"]
    assert (found.base, found.rows(JUNE)) == ("issues raised", [JUNE.start])


def test_two_figures_of_one_name_stop_the_start(counted):
    figures.figure("raised", "issues raised")(lambda period, others: 1)
    with pytest.raises(ImproperlyConfigured, match="Two figures are called raised"):
        figures.figure("raised", "issues raised")(lambda period, others: 2)


def test_a_figure_nobody_counts_is_an_error(counted):
    with pytest.raises(KeyError):
        counted["raised"]
    assert len(counted) == 0


@pytest.mark.parametrize(("count", "base", "expected"), [(1, 3, 33), (1, 2, 50), (1, 200, 1), (0, 5, 0), (0, 0, None)])
def test_a_share_is_whole_and_has_a_base(count, base, expected):
    assert share(count, base) == expected


@pytest.mark.parametrize(("numbers", "expected"), [([1, 2], 2), ([1, 1, 2], 1), ([], None)])
def test_an_average_is_whole(numbers, expected):
    assert average(numbers) == expected
