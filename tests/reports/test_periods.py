"""Periods of reports: named years, London time and part months."""

import datetime as dt

import pytest

from common.errors import DomainError
from common.periods import Period
from reports.periods import check_begun, check_period, parse_period

D = dt.date


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-09-01..2026-08-31", D(2025, 9, 1), D(2026, 8, 31)),
        ("academic:2026", D(2025, 9, 1), D(2026, 8, 31)),
        ("financial:2026", D(2025, 4, 1), D(2026, 3, 31)),
        ("calendar:2026", D(2026, 1, 1), D(2026, 12, 31)),
        ("2024-02-29..2024-02-29", D(2024, 2, 29), D(2024, 2, 29)),
        ("financial:2024", D(2023, 4, 1), D(2024, 3, 31)),
    ],
)
def test_a_period_is_read(text, start, end):
    assert parse_period(text) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    ["", "2026", "school:2026", "academic:", "academic:twenty", "academic:0", "academic:99999", "academic:٢٠٢٦x",
     "2026-08-31..2025-09-01", "2026-02-30..2026-03-01", "2025-09-01", "2025-09-01..", "..2026-08-31", "a..b"],
)  # fmt: skip
def test_an_invalid_period_is_refused_with_a_plain_message(text):
    with pytest.raises(DomainError, match="academic:2026"):
        parse_period(text)


@pytest.mark.parametrize(
    ("start", "end", "first_moment", "moment_after"),
    [
        (D(2026, 1, 1), D(2026, 1, 31), "2026-01-01T00:00Z", "2026-02-01T00:00Z"),
        (D(2026, 7, 1), D(2026, 7, 31), "2026-06-30T23:00Z", "2026-07-31T23:00Z"),
        (D(2026, 3, 29), D(2026, 3, 29), "2026-03-29T00:00Z", "2026-03-29T23:00Z"),  # the clocks go forward
        (D(2026, 10, 25), D(2026, 10, 25), "2026-10-24T23:00Z", "2026-10-26T00:00Z"),  # and back
    ],
)
def test_a_period_begins_and_ends_at_midnight_in_london(start, end, first_moment, moment_after):
    period = Period(start, end)
    assert period.starts_at == dt.datetime.fromisoformat(first_moment)
    assert period.ends_at == dt.datetime.fromisoformat(moment_after)


def test_every_month_of_a_period_is_listed():
    months = Period(D(2025, 11, 21), D(2026, 2, 1)).months()
    assert months == [D(2025, 11, 1), D(2025, 12, 1), D(2026, 1, 1), D(2026, 2, 1)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (D(2025, 9, 1), D(2026, 8, 31), False),
        (D(2024, 2, 1), D(2024, 2, 29), False),
        (D(2024, 2, 1), D(2024, 2, 28), True),
        (D(2025, 9, 2), D(2026, 8, 31), True),
    ],
)
def test_part_months_are_recognised(start, end, expected):
    assert Period(start, end).has_part_months is expected


def test_a_reversed_period_is_refused_at_its_field():
    with pytest.raises(DomainError) as refused:
        check_period(D(2026, 2, 2), D(2026, 2, 1))
    assert refused.value.field == "period_end"


def test_a_period_can_be_two_years_at_most():
    check_period(D(2024, 9, 1), D(2026, 8, 31))
    with pytest.raises(DomainError):
        check_period(D(2024, 9, 1), D(2026, 9, 5))


def test_a_future_period_is_refused():
    check_begun(D(2026, 9, 1), D(2026, 9, 1))
    with pytest.raises(DomainError, match="has not started"):
        check_begun(D(2026, 9, 2), D(2026, 9, 1))
