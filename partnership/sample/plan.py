"""When everything in the sample year happens, counted from the day it is shown on."""

import datetime as dt
import hashlib
import itertools

from common import clock
from common.working_days import add_working_days, is_working_day
from meetings.rules import MeetingKind

MONTHS = {MeetingKind.SPRING: (2, 9), MeetingKind.SUMMER: (6, 9), MeetingKind.AUTUMN: (10, 6)}
TUESDAY = 1


def tuesday_from(day):
    """Return the first Tuesday on or after a day that is a working day."""
    while day.weekday() != TUESDAY or not is_working_day(day):
        day += clock.DAY
    return day


def usual_meetings(from_year, to_year):
    """Return [(date, kind)] of the usual meetings of some years (T1)."""
    return sorted(
        (tuesday_from(dt.date(year, month, day)), kind)
        for year in range(from_year, to_year + 1)
        for kind, (month, day) in MONTHS.items()
    )


def meetings_around(as_of):
    """Return five meetings that were held and one to come, as [(date, kind)]: four usual ones and an additional."""
    usual = usual_meetings(as_of.year - 3, as_of.year + 1)
    held = [one for one in usual if one[0] < as_of][-4:]
    to_come = next(one for one in usual if one[0] > as_of)
    between = held[1][0] + (held[2][0] - held[1][0]) * 3 / 5
    held.insert(2, (tuesday_from(between), MeetingKind.ADDITIONAL))
    return [*held, to_come]


def moment(day, hour=10, minute=0):
    return clock.at(day, dt.time(hour, minute))


def working(day, count=0):
    """Return the working day `count` after a day; with 0 the first working day from it on."""
    if count:
        return add_working_days(day, count)
    while not is_working_day(day):
        day += clock.DAY
    return day


def salts(moment):
    """Return what gives the salts of the record for a moment: the same ones each time, as nothing here is secret."""
    numbers = itertools.count()
    return lambda: hashlib.sha256(f"{moment.isoformat()} {next(numbers)}".encode()).hexdigest()[:32]
