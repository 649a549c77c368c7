"""A period: the days a figure is about."""

import calendar
import datetime as dt
from dataclasses import dataclass

from common import clock


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included; a day is a day in London."""

    start: dt.date
    end: dt.date

    @property
    def starts_at(self) -> dt.datetime:
        return clock.at(self.start, dt.time())

    @property
    def ends_at(self) -> dt.datetime:
        """The moment after the last day."""
        return clock.at(self.end + clock.DAY, dt.time())

    def months(self) -> list[dt.date]:
        """Return the first day of every month that the period touches."""
        first = self.start.replace(day=1)
        months: list[dt.date] = []
        while first <= self.end:
            months.append(first)
            first = (first + dt.timedelta(days=32)).replace(day=1)
        return months

    @property
    def has_part_months(self) -> bool:
        """Say whether its first or last month is not whole, so that months cannot be compared."""
        return self.start.day != 1 or self.end.day != calendar.monthrange(self.end.year, self.end.month)[1]
