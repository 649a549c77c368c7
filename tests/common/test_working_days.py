import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.working_days import (
    add_working_days,
    bank_holidays,
    clear_days_before,
    is_working_day,
    subtract_working_days,
    working_days_between,
)

# From the government's list of bank holidays for England and Wales, typed by hand.
PUBLISHED = {
    2020: "1-1 4-10 4-13 5-8 5-25 8-31 12-25 12-28",
    2021: "1-1 4-2 4-5 5-3 5-31 8-30 12-27 12-28",
    2022: "1-3 4-15 4-18 5-2 6-2 6-3 8-29 9-19 12-26 12-27",
    2023: "1-2 4-7 4-10 5-1 5-8 5-29 8-28 12-25 12-26",
    2024: "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26",
    2025: "1-1 4-18 4-21 5-5 5-26 8-25 12-25 12-26",
    2026: "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28",
    2027: "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28",
    2028: "1-3 4-14 4-17 5-1 5-29 8-28 12-25 12-26",
}


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("year", PUBLISHED)
def test_weekdays_off_are_the_published_bank_holidays(year):
    published = {dt.date(year, *map(int, pair.split("-"))) for pair in PUBLISHED[year].split()}
    assert {holiday for holiday in bank_holidays(year) if holiday.weekday() < 5} == published


# From, working days, to. Each row was counted with a finger on a paper calendar.
ADDED = [
    ("2026-11-02", 0, "2026-11-02"),
    ("2026-11-02", 1, "2026-11-03"),
    ("2026-11-06", 1, "2026-11-09"),
    ("2026-11-06", 2, "2026-11-10"),
    ("2026-11-07", 0, "2026-11-07"),
    ("2026-11-07", 1, "2026-11-09"),
    ("2026-11-08", 1, "2026-11-09"),
    ("2026-11-02", 20, "2026-11-30"),
    ("2026-11-02", 21, "2026-12-01"),
    # Christmas 2026: Friday the 25th, and Monday the 28th for the Saturday
    ("2026-12-23", 1, "2026-12-24"),
    ("2026-12-23", 2, "2026-12-29"),
    ("2026-12-24", 1, "2026-12-29"),
    ("2026-12-25", 1, "2026-12-29"),
    ("2026-12-31", 1, "2027-01-04"),
    ("2026-12-18", 20, "2027-01-20"),
    # Christmas 2027: Saturday and Sunday, so Monday and Tuesday
    ("2027-12-24", 1, "2027-12-29"),
    ("2027-12-31", 1, "2028-01-04"),
    # Easter 2026: Friday 3 and Monday 6 April
    ("2026-04-02", 1, "2026-04-07"),
    ("2026-04-01", 2, "2026-04-07"),
    ("2026-03-30", 20, "2026-04-29"),
    # Easter 2027, when the clocks change on Easter Sunday
    ("2027-03-25", 1, "2027-03-30"),
    ("2027-03-25", 2, "2027-03-31"),
    # May 2026, both bank holidays
    ("2026-05-01", 1, "2026-05-05"),
    ("2026-05-01", 20, "2026-06-02"),
    # the clocks change on Sunday 29 March and Sunday 25 October 2026
    ("2026-03-27", 1, "2026-03-30"),
    ("2026-10-23", 1, "2026-10-26"),
    ("2026-10-19", 20, "2026-11-16"),
    # a Thursday and a Friday off in June 2022
    ("2022-06-01", 1, "2022-06-06"),
]


@pytest.mark.parametrize(("start", "count", "end"), ADDED)
def test_working_days_after_a_date_are_as_counted_by_hand(start, count, end):
    assert add_working_days(day(start), count) == day(end)
    assert working_days_between(day(start), day(end)) == count
    assert working_days_between(day(end), day(start)) == -count


@pytest.mark.parametrize(
    ("end", "count", "start"),
    [
        ("2026-11-09", 1, "2026-11-06"),
        ("2026-11-09", 0, "2026-11-09"),
        ("2026-11-08", 1, "2026-11-06"),
        ("2026-12-29", 1, "2026-12-24"),
        ("2027-01-04", 4, "2026-12-24"),
        ("2026-04-07", 1, "2026-04-02"),
        ("2026-05-05", 1, "2026-05-01"),
    ],
)
def test_working_days_before_a_date_are_as_counted_by_hand(end, count, start):
    assert subtract_working_days(day(end), count) == day(start)


@pytest.mark.parametrize(
    ("meeting", "count", "last"),
    [
        # Friday 13 November: Thursday, Wednesday, Tuesday, Monday, Friday are clear, so papers go out on Thursday
        ("2026-11-13", 5, "2026-11-05"),
        ("2026-11-13", 3, "2026-11-09"),
        ("2026-11-13", 0, "2026-11-12"),
        ("2027-01-06", 5, "2026-12-24"),
        ("2026-04-09", 5, "2026-03-30"),
        ("2026-11-16", 1, "2026-11-12"),
    ],
)
def test_clear_days_count_neither_end(meeting, count, last):
    assert clear_days_before(day(meeting), count) == day(last)


@pytest.mark.parametrize("text", ["2026-12-25", "2026-12-26", "2026-12-28", "2026-11-07", "2026-11-08", "2022-09-19"])
def test_weekends_and_bank_holidays_are_not_working_days(text):
    assert not is_working_day(day(text))


@pytest.mark.parametrize("text", ["2026-12-24", "2026-12-29", "2026-12-31", "2026-11-09"])
def test_christmas_eve_and_the_days_between_are_working_days(text):
    assert is_working_day(day(text))


def test_a_holiday_of_scotland_alone_is_a_working_day():
    assert is_working_day(day("2026-01-02"))
    assert is_working_day(day("2026-08-03"))


DATES = st.dates(dt.date(2015, 1, 1), dt.date(2040, 12, 31))


@given(DATES, st.integers(1, 60))
def test_a_deadline_falls_on_a_working_day(start, count):
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert working_days_between(start, end) == count


@given(DATES, st.integers(-60, 60))
def test_negative_count_goes_backwards(start, count):
    assert add_working_days(start, count) == subtract_working_days(start, -count)
