"""Dates and times as people say them: 3 August 2026, 10:30am."""

import datetime as dt

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from common import clock


def in_london(value):
    return clock.london(value) if isinstance(value, dt.datetime) and value.tzinfo else value


def day(value):
    """3 August 2026; a moment is the day it was in London."""
    value = in_london(value)
    return f"{value.day} {MONTHS[value.month]} {value.year}" if value else ""


def weekday(value):
    """Monday 3 August 2026."""
    value = in_london(value)
    return f"{WEEKDAYS[value.weekday()]} {day(value)}" if value else ""


def hour(value):
    """2pm, 10:30am, midday: a time of day, or a moment's time in London."""
    value = in_london(value)
    if not value:
        return "" if value is None or value == "" else _("midnight")
    if (value.hour, value.minute) in {(12, 0), (0, 0)}:
        return _("midday") if value.hour else _("midnight")
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


def moment(value):
    """3 August 2026, 10:30am."""
    return f"{day(value)}, {hour(value)}" if value else ""


def value_in_words(value):
    """A moment, a date or a time as people say it, and anything else as its text with one kind of line break."""
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return day(value)
    return hour(value) if isinstance(value, dt.time) else str(value).replace("\r\n", "\n")
