"""The sealed days as they are read, and rows of several tables read side by side, day by day."""

import datetime as dt
from collections.abc import Iterator
from typing import Generic, TypeVar

from common.models import ChainDay

Row = TypeVar("Row")


def last_day() -> ChainDay | None:
    """Return the last day that is sealed, or None before the first."""
    return ChainDay.objects.order_by("day").last()


class ByDay(Generic[Row]):
    """Rows in the order of their days, given out a day at a time."""

    def __init__(self, rows: Iterator[tuple[dt.date, Row]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    @property
    def next_day(self) -> dt.date | None:
        return self._next[0] if self._next else None

    def until(self, day: dt.date) -> Iterator[tuple[dt.date, Row]]:
        """Yield the rows up to a day, and with it, that were not given out before."""
        while self._next and self._next[0] <= day:
            yield self._next
            self._next = next(self._rows, None)
