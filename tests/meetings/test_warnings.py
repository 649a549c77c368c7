"""Warnings that never block."""

import datetime as dt

import pytest

from meetings.warnings import date_warnings, twice_warnings, weekday_warnings

DATES = [
    ("spring", (2026, 3, 10), []),
    ("spring", (2026, 3, 14), ["14 March 2026 is a Saturday."]),
    ("spring", (2026, 4, 6), ["6 April 2026 is a bank holiday."]),
    ("summer", (2026, 3, 10), ["10 March 2026 is not usual for the Summer meeting."]),
    ("autumn", (2027, 10, 12), ["12 October 2027 is not in 2026."]),
    ("spring", (2026, 3, 24), ["There is already a meeting on 24 March 2026: Additional meeting of 24 March 2026."]),
    ("additional", (2026, 12, 27), ["27 December 2026 is a Sunday."]),
    ("additional", (2026, 12, 28), ["28 December 2026 is a bank holiday."]),
]


@pytest.mark.parametrize(("kind", "day", "expected"), DATES)
def test_each_date_gives_the_warnings_in_the_table(kind, day, expected):
    others = [("Additional meeting of 24 March 2026", dt.date(2026, 3, 24))]
    found = date_warnings(kind, dt.date(*day), year=2026, others=others)
    assert found == expected


def test_a_date_can_give_several_warnings():
    found = date_warnings("summer", dt.date(2026, 12, 27), year=2026)
    assert found == ["27 December 2026 is a Sunday.", "27 December 2026 is not usual for the Summer meeting."]


WEEKDAYS = [
    ("Minutes of Thursday 2 July 2010", ["“Thursday 2 July 2010”: 2 July that year is a Friday."]),
    ("Minutes of Friday 2 July 2010", []),
    ("on friday, 2nd July, 2010", []),
    ("Monday 31 February 2026", ["“Monday 31 February 2026” is not a real date."]),
    (
        "Monday 1 June 2026, then Tuesday 3 June 2026",
        ["“Tuesday 3 June 2026”: 3 June that year is a Wednesday."],
    ),
    ("2 July 2010", []),
]


@pytest.mark.parametrize(("text", "expected"), WEEKDAYS)
def test_a_date_on_the_wrong_weekday_is_a_warning(text, expected):
    """S4: "Thursday 2 July 2010" is a Friday."""
    assert weekday_warnings(text) == expected


def test_a_name_listed_twice_is_flagged_once_whatever_the_case():
    entries = [("apologies", "Ann Lowe"), ("apologies", "ann  lowe "), ("in the room", "Ben Roe"), ("apologies", "")]
    assert twice_warnings(entries) == ["Ann Lowe is named 2 times: apologies, apologies."]


def test_someone_both_present_and_sending_apologies_is_flagged():
    entries = [("in the room", "Ann Lowe"), ("apologies", "Ann Lowe")]
    assert twice_warnings(entries) == ["Ann Lowe is named 2 times: in the room, apologies."]
