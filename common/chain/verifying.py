"""Compares the chain with the rows and files as they are now, and names what does not fit."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection, models, transaction

from common.chain.days import ByDay, last_day
from common.chain.forms import FIRST, digest_of, head_of
from common.chain.kinds import CHUNK, DAY, Kind, kinds
from common.models import ChainChange, ChainDay, ChainRow

Line = tuple[str, str]  # digest and salt
Read = tuple[str, str, str, str]  # kind and key, digest and salt
Lines = dict[tuple[str, str], Line]  # by kind and key


class What(Enum):
    """What does not fit."""

    CHANGED = "changed since its day was sealed"
    WENT = "went: it was sealed and is no longer there"
    CAME = "came: it carries this day, and was not there when the day was sealed"
    REDATED = "re-dated: it was sealed with another day"
    LOOK = "does not fit what belongs to it"
    STRAY = "a tombstone for a row that was never sealed with this day"
    HEAD = "the head of the day does not fit its rows in the chain: one of these was changed, added or removed"
    LINK = "the head does not follow from the day before: a day was changed, added or removed"
    DAY_WENT = "the head of the day went: its rows are there, and it is not"
    COUNTS = "the number of rows of the day does not fit its rows in the chain"


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit: the day, what it is, and the row if it is about one."""

    day: dt.date
    what: What
    kind: str = ""
    key: str = ""
    more: str = ""

    def __str__(self) -> str:
        row = f"{self.kind} {self.key}: " if self.kind else ""
        return f"{self.day} {row}{self.what.value}{f' ({self.more})' if self.more else ''}"


def verify(since: dt.date | None = None, until: dt.date | None = None, *, is_piece: bool = False) -> Iterator[Finding]:
    """Yield what does not fit, in the order of days, from a day on or from the first one, to a day or to the last one.

    It holds one day of the chain at a time, whatever the number of rows. Days that are not sealed yet prove nothing.
    A piece of a whole round leaves what another piece names to that one.
    """
    with _one_state_of_the_database():
        last = last_day()
        if last is not None:
            until = min(until or last.day, last.day)
            yield from _Comparison(since, until, until == last.day, is_piece).findings()


@contextlib.contextmanager
def _one_state_of_the_database() -> Iterator[None]:
    """Read everything as it was at one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


class _Comparison:
    """The chain, its tombstones and the rows themselves, read side by side."""

    def __init__(self, since: dt.date | None, until: dt.date, is_to_last: bool, is_piece: bool) -> None:
        self.since, self.until, self.is_to_last, self.is_piece = since, until, is_to_last, is_piece
        self.days = ChainDay.objects.filter(day__lte=until).order_by("day")
        lines, changes = ChainRow.objects.order_by("day_id"), ChainChange.objects.order_by("of_day", "changed_on", "pk")
        if since is not None:
            self.days = self.days.filter(day__gte=since)
            lines, changes = lines.filter(day__gte=since), changes.filter(of_day__gte=since)
        self.lines = ByDay(_pairs(lines.values_list("day_id", "kind", "key", "digest", "salt")))
        self.changes = ByDay(_pairs(changes.values_list("of_day", "kind", "key", "digest", "salt")))
        self.records = {name: ByDay(kind.records(since, until)) for name, kind in kinds.items()}

    def findings(self) -> Iterator[Finding]:
        previous = self._head_before()
        for day in self.days.iterator(CHUNK):
            lines = _lines(self.lines.until(day.day))
            yield from _of_day(day, previous, lines)
            yield from self._of_rows(day.day, lines)
            previous = day.head
        yield from (Finding(day, What.DAY_WENT) for day in self._lost_days())

    def _head_before(self) -> str:
        before = ChainDay.objects.filter(day__lt=self.since).first() if self.since else None
        return before.head if before else FIRST

    def _lost_days(self) -> models.QuerySet[Any, dt.date]:
        lost = ChainRow.objects.exclude(day_id__in=ChainDay.objects.values("day"))
        if self.since is not None:
            lost = lost.filter(day_id__gte=self.since)
        if not self.is_to_last:
            lost = lost.filter(day_id__lte=self.until)
        return lost.order_by("day_id").values_list("day_id", flat=True).distinct()

    def _of_rows(self, day: dt.date, lines: Lines) -> Iterator[Finding]:
        changes = _lines(self.changes.until(day))
        for name, stream in self.records.items():
            for on, row in stream.until(day):
                at = (name, str(row.pk))
                line = lines.pop(at, None) if on == day else None
                yield from self._of_row(kinds[name], row, on, changes.pop(at, line), is_sealed=line is not None)
        for name, key in lines:
            changed = changes.pop((name, key), None)
            if changed is None or changed[0]:
                yield _went(day, name, key)
        yield from (Finding(day, What.STRAY, *at) for at in changes)

    def _of_row(
        self, kind: Kind, row: models.Model, on: dt.date, line: Line | None, *, is_sealed: bool
    ) -> Iterator[Finding]:
        key = str(row.pk)
        if not is_sealed or line is None:
            yield from self._came(kind.name, key, on)
        elif not line[0]:
            yield Finding(on, What.CAME, kind.name, key, "a tombstone says that it was removed")
        elif not line[1] or digest_of(kind.whole_form(row), line[1]) != line[0]:
            yield Finding(on, What.CHANGED, kind.name, key)
        elif kind.look and (more := kind.look(row)):
            yield Finding(on, What.LOOK, kind.name, key, more)

    def _came(self, name: str, key: str, on: dt.date) -> Iterator[Finding]:
        """Say that a row came; one that was sealed with another day of this comparison is named at that day."""
        sealed = ChainRow.objects.filter(kind=name, key=key).order_by("day_id").values_list("day_id", flat=True).first()
        if sealed is None:
            yield Finding(on, What.CAME, name, key)
        elif self.since is not None and sealed < self.since and not self.is_piece:
            yield Finding(on, What.REDATED, name, key, f"sealed with {sealed}")


def _pairs(rows: models.QuerySet[Any, Any]) -> Iterator[tuple[dt.date, Read]]:
    return ((row[0], row[1:]) for row in rows.iterator(CHUNK))


def _lines(rows: Iterator[tuple[dt.date, Read]]) -> Lines:
    """Return what is read last of each row, by kind and key."""
    return {(kind, key): (digest, salt) for _on, (kind, key, digest, salt) in rows}


def _of_day(day: ChainDay, previous: str, lines: Lines) -> Iterator[Finding]:
    if day.previous != previous:
        yield Finding(day.day, What.LINK)
    if head_of(day.previous, day.day, ((*at, digest) for at, (digest, _salt) in lines.items())) != day.head:
        yield Finding(day.day, What.HEAD)
    counts: dict[str, int] = {}
    for kind, _key in lines:
        counts[kind] = counts.get(kind, 0) + 1
    if counts != day.counts:
        yield Finding(day.day, What.COUNTS)


def _went(day: dt.date, name: str, key: str) -> Finding:
    """Say of a sealed row that it is not there any more, or carries another day."""
    found = kinds[name].dated().filter(pk=key).values_list(DAY, flat=True).first() if name in kinds else None
    return Finding(day, What.REDATED, name, key, f"now {found}") if found else Finding(day, What.WENT, name, key)
