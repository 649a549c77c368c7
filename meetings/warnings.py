"""Warnings that never block; no queries and no clock."""

import datetime as dt
import re
from collections import defaultdict

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from common.dates import day as in_words
from common.working_days import bank_holidays
from meetings.rules import MeetingKind

MONTHS_IN_TERM = {
    MeetingKind.SPRING: range(1, 5),
    MeetingKind.SUMMER: range(5, 9),
    MeetingKind.AUTUMN: range(9, 13),
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WRITTEN_DATE = re.compile(
    rf"\b({'|'.join(DAYS)}),?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(MONTH_NAMES)}),?\s+(\d{{4}})\b",
    re.IGNORECASE,
)


def date_warnings(kind, day, *, year=None, others=()):
    """Return warnings about a date: weekend, bank holiday, clash, outside its term or year (T1).

    `others` are [(name, date)] of the meetings there are already.
    """
    named = in_words(day)
    warnings = []
    if day.weekday() > 4:
        warnings.append(_("%(date)s is a %(weekday)s.") % {"date": named, "weekday": WEEKDAYS[day.weekday()]})
    if day in bank_holidays(day.year):
        warnings.append(_("%(date)s is a bank holiday.") % {"date": named})
    if year is not None and day.year != year:
        warnings.append(_("%(date)s is not in %(year)s.") % {"date": named, "year": year})
    if kind in MONTHS_IN_TERM and day.month not in MONTHS_IN_TERM[kind]:
        label = MeetingKind(kind).label
        warnings.append(_("%(date)s is not usual for the %(kind)s meeting.") % {"date": named, "kind": label})
    clashes = [name for name, other in others if other == day]
    return warnings + [
        _("There is already a meeting on %(date)s: %(name)s.") % {"date": named, "name": one} for one in clashes
    ]


def weekday_warnings(text):
    """Return a warning for each date written with a weekday that it does not fall on, or that does not exist."""
    warnings = []
    for match in WRITTEN_DATE.finditer(text):
        weekday, number, month, year = match.groups()
        written = " ".join(match.group(0).split())
        try:
            real = dt.date(int(year), MONTH_NAMES.index(month.capitalize()) + 1, int(number))
        except ValueError:
            warnings.append(_("“%(written)s” is not a real date.") % {"written": written})
            continue
        if DAYS[real.weekday()] != weekday.capitalize():
            parts = {"written": written, "date": f"{real.day} {MONTHS[real.month]}", "day": WEEKDAYS[real.weekday()]}
            warnings.append(_("“%(written)s”: %(date)s that year is a %(day)s.") % parts)
    return warnings


def twice_warnings(entries):
    """Return a warning for each person listed more than once.

    `entries` are [(list, name)]; capitals and spaces make no difference. A person with two seats is
    named too: their apologies are two memberships and one person.
    """
    places, shown = defaultdict(list), {}
    for place, name in entries:
        plain = " ".join(name.split())
        if plain:
            shown.setdefault(plain.casefold(), plain)
            places[plain.casefold()].append(str(place))
    return [
        _("%(name)s is named %(count)d times: %(places)s.")
        % {"name": shown[key], "count": len(found), "places": ", ".join(found)}
        for key, found in places.items()
        if len(found) > 1
    ]
