"""The sealed days as they are read, and rows of several tables read side by side, day by day."""

import datetime as dt
from collections.abc import Iterator
from typing import Generic, TypeVar

from common import clock
from common.chain.kinds import DAY, kinds
from common.models import ChainDay

LATE = 2 * clock.DAY  # a day is sealed two hours after it ended: for longer no last head is older than the day before

Row = TypeVar("Row")


def last_day() -> ChainDay | None:
    """Return the last day that is sealed, or None before the first."""
    return ChainDay.objects.order_by("day").last()


def is_overdue(now: dt.datetime | None = None) -> bool:
    """Say whether the last head is older than it can be: days after it were removed, or what seals them has stopped.

    Before the first day is sealed, whether rows are there that should have been.
    """
    oldest = clock.today(now) - LATE
    if (last := last_day()) is not None:
        return bool(last.day < oldest)
    earlier = {f"{DAY}__lt": oldest}
    return any(kind.dated().filter(**earlier).exists() for kind in kinds.values())


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
