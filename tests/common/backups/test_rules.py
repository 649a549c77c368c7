"""Which backups of a folder are kept, and from when on the administrator is told."""

import datetime as dt

import pytest

from common.backups.rules import is_backup_late, is_drill_late, kept

NOON = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def days_kept(moments):
    return sorted((NOON - moment).days for moment in kept(moments))


def test_of_a_year_of_days_seven_days_five_weeks_and_twelve_months_stay():
    """29 November 2026 is a Sunday: the weeks end 0, 7, 14, 21 and 28 days ago; the months, 29, 60, 90 ... days ago."""
    year = [NOON - number * DAY for number in range(500)]
    assert days_kept(year) == [0, 1, 2, 3, 4, 5, 6, 7, 14, 21, 28, 29, 60, 90, 121, 152, 182, 213, 243, 274, 302, 333]


def test_thinned_out_day_by_day_the_same_stay():
    there, days = set(), 500
    for number in reversed(range(days)):
        there = kept(there | {NOON - number * DAY})
    assert days_kept(there) == days_kept([NOON - number * DAY for number in range(days)])


def test_the_newest_of_a_day_stays():
    assert kept({NOON, NOON - HOUR, NOON - 2 * HOUR}) == {NOON}


def test_after_a_long_pause_nothing_goes_because_time_has_passed():
    pause = [NOON - 400 * DAY - number * DAY for number in range(3)]
    assert kept([NOON, *pause]) >= {NOON, *pause}


def test_one_alone_always_stays():
    assert kept([NOON]) == {NOON}
    assert kept([]) == set()


@pytest.mark.parametrize(("age", "is_late"), [(None, True), (0 * DAY, False), (2 * DAY, False), (2 * DAY + HOUR, True)])
def test_a_backup_is_late_after_two_days(age, is_late):
    assert is_backup_late(age if age is None else NOON - age, NOON) is is_late


@pytest.mark.parametrize(("age", "is_late"), [(None, True), (92 * DAY, False), (92 * DAY + HOUR, True)])
def test_a_drill_is_late_after_three_months(age, is_late):
    assert is_drill_late(age if age is None else NOON - age, NOON) is is_late
