"""Dates as people write them in a spreadsheet, the day first: 3/9/26, 3 Sept 2026, 2026-09-03, or Excel's own number.

What is not a date, or could be two, is said in words and never guessed.
"""

import calendar
import datetime as dt
import re

from django.utils.translation import gettext as _

from common.errors import DomainError

MONTHS = [name.casefold() for name in calendar.month_name]
# Excel counts the days from here; what is read as one of its numbers lies between 1954 and 2064.
EXCEL_EPOCH, EXCEL_DAYS = dt.date(1899, 12, 30), range(20_000, 60_000)
EARLIEST_YEAR, YEARS_AHEAD = 1900, 20
WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+", re.IGNORECASE)
TIME = re.compile(r"[t\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?z?$", re.IGNORECASE)
YEAR_FIRST = re.compile(r"^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$")
NUMBERS = re.compile(r"^(\d{1,4})\s*[-/. ]\s*(\d{1,4})\s*[-/. ]\s*(\d{1,4})$")
DAY_MONTH = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?([a-z]{3,9})\.?(?:[\s.,/-]+'?(\d{1,4}))?$")
MONTH_DAY = re.compile(r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+'?(\d{1,4}))?$")
MONTH_YEAR = re.compile(r"^([a-z]{3,9})\.?[\s,/-]+'?(\d{2}|\d{4})$")
TWO_NUMBERS = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,4})$")
EXAMPLE = {"example": "3/9/2026"}


def read_day(text, today):
    """Return the day a text means. Raises DomainError, in words, for what is no date, half a date or an impossible one.

    A year of two figures is the nearest that is not more than 20 years ahead.
    """
    text = TIME.sub("", WEEKDAY.sub("", text.strip().casefold())).strip()
    if text.isdecimal():
        return _of_number(text)
    if found := YEAR_FIRST.match(text):
        return _day(*(int(part) for part in found.groups()))
    if found := NUMBERS.match(text):
        return _of_numbers(*found.groups(), today)
    if (found := DAY_MONTH.match(text)) and (month := month_of(found[2])):
        return _day(_year(found[3], today), month, int(found[1]))
    if (found := MONTH_DAY.match(text)) and (month := month_of(found[1])):
        return _day(_year(found[3], today), month, int(found[2]))
    if (found := MONTH_YEAR.match(text)) and month_of(found[1]):
        raise DomainError(_("Give the day as well as the month and year, for example %(example)s.") % EXAMPLE)
    if found := TWO_NUMBERS.match(text):
        raise DomainError(_("Give the day, the month and the year, for example %(example)s.") % EXAMPLE)
    raise DomainError(_("This is not a date. Write it like %(example)s or 3 September 2026.") % EXAMPLE)


def month_of(word):
    """Return the number of a month by its name or its first three letters or more; 0 for no month."""
    return next((number for number, name in enumerate(MONTHS) if number and name.startswith(word)), 0)


def _of_number(text):
    """Read a cell that holds nothing but figures: one of Excel's numbers, or 20260903."""
    number = int(text)
    if number in EXCEL_DAYS:
        return EXCEL_EPOCH + dt.timedelta(days=number)
    if len(text) == 8:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 4:
        raise DomainError(_("This is only a year. Give the day and the month too, for example %(example)s.") % EXAMPLE)
    raise DomainError(_("This is not a date. Write it like %(example)s or 3 September 2026.") % EXAMPLE)


def _of_numbers(day, month, year, today):
    if len(day) > 2 or len(month) > 2:
        raise DomainError(_("Write the day first, then the month, then the year, for example %(example)s.") % EXAMPLE)
    if int(month) > 12 and int(day) <= 12:
        words = _(
            "There is no month %(month)s. The day comes first: write %(turned)s. If this column has the month "
            "first, turn its other dates too."
        )
        raise DomainError(words % {"month": month, "turned": f"{month}/{day}/{year}"})
    return _day(_year(year, today), int(month), int(day))


def _year(text, today):
    if not text:
        raise DomainError(_("Give the year as well, for example %(example)s.") % EXAMPLE)
    if len(text) == 2:
        year = today.year // 100 * 100 + int(text)
        return year - 100 if year > today.year + YEARS_AHEAD else year
    if len(text) != 4:
        raise DomainError(_("Give the year with two or four figures, for example %(example)s.") % EXAMPLE)
    return int(text)


def _day(year, month, day):
    if not 1 <= month <= 12:
        raise DomainError(_("There is no month %(month)s. Write it like %(example)s.") % {"month": month, **EXAMPLE})
    if not EARLIEST_YEAR <= year < dt.MAXYEAR:
        raise DomainError(_("The year %(year)s cannot be right.") % {"year": year})
    try:
        return dt.date(year, month, day)
    except ValueError:
        words = _("%(month)s %(year)s has no day %(day)s.")
        raise DomainError(words % {"month": calendar.month_name[month], "year": year, "day": day}) from None
