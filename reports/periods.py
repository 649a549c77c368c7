"""Which periods a report may be about, and the years people name them by."""

import datetime as dt

from django.utils.translation import gettext as _

from common import clock
from common.errors import DomainError
from common.periods import Period

# The day each kind of year begins on; it is named by the calendar year in which it ends.
YEARS = {"calendar": (1, 1), "financial": (4, 1), "academic": (9, 1)}
EARLIEST, LATEST = 1900, 2999
LONGEST = 2 * 366  # days


def named_year(kind, year):
    """Return the calendar, financial or academic year that ends in `year`."""
    month, day = YEARS[kind]
    start = dt.date(year if (month, day) == (1, 1) else year - 1, month, day)
    return Period(start, start.replace(year=start.year + 1) - clock.DAY)


def parse_period(text):
    """Read `2025-09-01..2026-08-31`, or `academic:2026`. Raises DomainError for anything else."""
    kind, _colon, year = text.partition(":")
    if kind in YEARS and year.isdecimal() and EARLIEST <= int(year) <= LATEST:
        return named_year(kind, int(year))
    first, dots, last = text.partition("..")
    try:
        period = Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    except ValueError:
        dots = ""
    if not dots or period.end < period.start:
        raise DomainError(_("Give two days, 2025-09-01..2026-08-31, or academic:2026, financial:2026, calendar:2026."))
    return period


def check_period(start, end):
    """Raise DomainError for a period that runs backwards, or is longer than two years."""
    if end < start:
        raise DomainError(_("The period must end after it starts."), field="period_end")
    if (end - start).days > LONGEST:
        raise DomainError(_("A report covers two years at most."), field="period_end")


def check_begun(start, today):
    """Raise DomainError for a period that is wholly to come."""
    if start > today:
        raise DomainError(_("The period has not started, so there is nothing to count yet."))
