"""Working days: Monday to Friday less the bank holidays of England and Wales; the day of receipt is day 0."""

import datetime as dt
import functools

import holidays

DAY = dt.timedelta(days=1)


@functools.cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """Return the dates of the bank holidays of England and Wales in `year`."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def _step(day: dt.date, count: int, direction: dt.timedelta) -> dt.date:
    if count < 0:
        count, direction = -count, -direction
    while count:
        day += direction
        count -= is_working_day(day)
    return day


def add_working_days(day: dt.date, count: int) -> dt.date:
    """Return the date `count` working days after `day`, which is day 0 and need not be a working day itself."""
    return _step(day, count, DAY)


def subtract_working_days(day: dt.date, count: int) -> dt.date:
    """Return the date `count` working days before `day`."""
    return _step(day, count, -DAY)


def clear_days_before(day: dt.date, count: int) -> dt.date:
    """Return the last working day that leaves `count` clear working days before `day`: neither end counts."""
    return _step(day, count + 1, -DAY)


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Count the working days after `start` up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + DAY * n) for n in range(1, (end - start).days + 1))
