"""Dates are read as people write them, the day first, and what is none is said in words."""

import datetime as dt

import pytest

from common.errors import DomainError
from common.imports.days import read_day

TODAY = dt.date(2026, 6, 1)
THIRD = dt.date(2026, 9, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("3/9/26", "03/09/2026", "3.9.2026", "3-9-26", "3 9 2026", "3 / 9 / 26", "2026-09-03", "2026/9/3", "20260903"),
        *("3 Sept 2026", "3 September 2026", "3rd September 2026", "3 sep 26", "03-Sep-26", "3 Sept. '26"),
        *("September 3, 2026", "Sept 3rd 2026", "Thursday 3 September 2026", "Thu, 3 Sep 2026", "3rd of Sept 2026"),
        *("2026-09-03 00:00:00", "2026-09-03T10:30", "3/9/2026 6:30 pm", "46268"),
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert read_day(text, TODAY) == THIRD


@pytest.mark.parametrize(
    ("text", "year"), [("1/1/46", 2046), ("1/1/47", 1947), ("1/1/99", 1999), ("1/1/00", 2000), ("29/2/24", 2024)]
)
def test_a_year_of_two_figures_is_at_most_twenty_years_ahead(text, year):
    assert read_day(text, TODAY).year == year


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/2/26", "February 2026 has no day 31."),
        ("29/2/2025", "February 2025 has no day 29."),
        ("9/25/26", "There is no month 25. The day comes first: write 25/9/26."),
        ("32/13/26", "There is no month 13."),
        ("0/1/26", "January 2026 has no day 0."),
        ("3/9", "Give the day, the month and the year"),
        ("9/2026", "Give the day, the month and the year"),
        ("3 Sept", "Give the year as well"),
        ("Sept 2026", "Give the day as well"),
        ("2026", "This is only a year."),
        ("3/9/202", "Give the year with two or four figures"),
        ("3/9/6", "Give the year with two or four figures"),
        ("123/9/2026", "Write the day first"),
        ("1/1/1826", "The year 1826 cannot be right."),
        ("0", "This is not a date."),
        ("tomorrow", "This is not a date."),
        ("3 Octember 2026", "This is not a date."),
        ("", "This is not a date."),
        ("١٢/٣/٢٠٢٦x", "This is not a date."),
        ("99999999999999999999", "This is not a date."),
    ],
)
def test_what_is_no_day_is_said_in_words(text, words):
    with pytest.raises(DomainError) as refused:
        read_day(text, TODAY)
    assert words in str(refused.value.message)
