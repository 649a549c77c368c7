"""The clock of the terms: reviewed every year (E1)."""

import datetime as dt


def review_due(day):
    """Return the same day of the next year; 28 February for the 29th."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else dt.date(day.year + 1, 2, 28)
