"""Compares the chain with the rows and files as they are now, and names what does not fit."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast

from common import clock
from common.chain.days import ByDay, last_day
from common.chain.forms import FIRST, digest_of, head_of
from common.chain.kinds import CHUNK, DAY, Kind, kinds
from common.models import ChainChange, ChainDay, ChainRow

Line = tuple[str, str]  # digest and salt
Read = tuple[str, str, str, str]  # kind and key, digest and salt
Lines = dict[tuple[str, str], Line]  # by kind and key
TOMBSTONES = "common.changes"


class What(Enum):
    """What does not fit."""

    CHANGED = "changed since its day was sealed"
    WENT = "went: it was sealed and is no longer there"
    CAME = "came: it carries this day, and was not there when the day was sealed"
    REDATED = "re-dated: it was sealed with another day"
    LOOK = "does not fit what belongs to it"
    STRAY = "a tombstone for a row that was not sealed with this day before"
    HEAD = "the head of the day does not fit its rows in the chain: one of these was changed, added or removed"
    LINK = "the head does not follow from the day before: a day was changed, added or removed"
    DAY_WENT = "the head of the day went"
    EARLY = "the day was sealed before it was over"
    FUTURE = "carries a day that has not come yet"
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


def verify(
    since: dt.date | None = None,
    until: dt.date | None = None,
    *,
    is_piece: bool = False,
    now: dt.datetime | None = None,
) -> Iterator[Finding]:
    """Yield what does not fit, in the order of days, from a day on or from the first one, to a day or to the last one.

    It holds one day of the chain at a time, whatever the number of rows. Days that are not sealed yet prove nothing,
    but no row and no tombstone may carry a day after today. A piece of a whole round leaves what another piece names to
    that one.
    """
    with _one_state_of_the_database():
        last = last_day()
        if last is not None:
            until = min(until or last.day, last.day)
            yield from _Comparison(since, until, last.day, clock.today(now), is_piece).findings()


def open_changes(now: dt.datetime | None = None) -> models.QuerySet[ChainChange]:
    """Return the tombstones that are not sealed yet: they excuse a change, and nothing proves them before the night."""
    last = last_day()
    if last is None:
        return ChainChange.objects.none()
    return ChainChange.objects.filter(changed_on__gt=last.day, changed_on__lte=clock.today(now)).order_by("pk")


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

    def __init__(self, since: dt.date | None, until: dt.date, last: dt.date, today: dt.date, is_piece: bool) -> None:
        self.since, self.until, self.today, self.is_piece = since, until, today, is_piece
        self.is_to_last = until == last
        self.days = ChainDay.objects.filter(day__lte=until).order_by("day")
        lines, changes = ChainRow.objects.order_by("day_id"), _known_changes(last, today)
        if since is not None:
            self.days = self.days.filter(day__gte=since)
            lines, changes = lines.filter(day__gte=since), changes.filter(of_day__gte=since)
        self.lines = ByDay(_pairs(lines.values_list("day_id", "kind", "key", "digest", "salt")))
        self.changes = ByDay(_pairs(changes.values_list("of_day", "changed_on", "kind", "key", "digest", "salt")))
        self.records = {name: ByDay(kind.records(since, until)) for name, kind in kinds.items()}
        self.gaps: list[tuple[dt.date, dt.date]] = []

    def findings(self) -> Iterator[Finding]:
        first = ChainDay.objects.order_by("day").first()
        before = ChainDay.objects.filter(day__lt=self.since).first() if self.since else None
        for day in self.days.iterator(CHUNK):
            lines = _lines(self.lines.until(day.day))
            if first and day.sealed_at != first.sealed_at:
                yield from self._of_gap(before, day)
            yield from _of_day(day, before, lines)
            if day.day >= self.today:
                yield Finding(day.day, What.EARLY)
            yield from self._of_rows(day.day, lines)
            before = day
        yield from self._lost_days()
        if self.is_to_last:
            yield from (Finding(day, What.STRAY, *at[1:3]) for day, at in self.changes.until(dt.date.max))
            yield from self._of_the_future()

    def _of_gap(self, before: ChainDay | None, day: ChainDay) -> Iterator[Finding]:
        """Name the days between two that follow each other; the first time alone, days without rows are left out."""
        if before and day.day - before.day > clock.DAY:
            start, end = before.day + clock.DAY, day.day - clock.DAY
            self.gaps.append((start, end))
            yield Finding(start, What.DAY_WENT, more="" if start == end else f"and every day up to {end}")

    def _lost_days(self) -> Iterator[Finding]:
        """Name the days whose rows are in the chain and whose head is not."""
        lost = ChainRow.objects.exclude(day_id__in=ChainDay.objects.values("day"))
        if self.since is not None:
            lost = lost.filter(day_id__gte=self.since)
        if not self.is_to_last:
            lost = lost.filter(day_id__lte=self.until)
        for day in lost.order_by("day_id").values_list("day_id", flat=True).distinct():
            if not any(start <= day <= end for start, end in self.gaps):
                yield Finding(day, What.DAY_WENT, more="its rows are there")

    def _of_the_future(self) -> Iterator[Finding]:
        for name, kind in kinds.items():
            later = kind.dated().filter(**{f"{DAY}__gt": self.today}).order_by(DAY, "pk")
            for day, key in later.values_list(DAY, "pk").iterator(CHUNK):
                yield Finding(day, What.FUTURE, name, str(key))

    def _of_rows(self, day: dt.date, lines: Lines) -> Iterator[Finding]:
        changes: Lines = {}
        for of_day, (changed_on, *at, digest, salt) in self.changes.until(day):
            if of_day == day < changed_on:
                changes[at[0], at[1]] = (digest, salt)
            else:
                yield Finding(of_day, What.STRAY, *at)
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


def _known_changes(last: dt.date, today: dt.date) -> models.QuerySet[ChainChange]:
    """Return the tombstones that count: those in the chain of their day, and those of days that are not sealed yet."""
    sealed = ChainRow.objects.filter(
        kind=TOMBSTONES, key=Cast(OuterRef("pk"), models.CharField(max_length=40)), day_id=OuterRef("changed_on")
    )
    known = ChainChange.objects.filter(Exists(sealed) | Q(changed_on__gt=last), changed_on__lte=today)
    return known.order_by("of_day", "changed_on", "pk")


def _pairs(rows: models.QuerySet[Any, Any]) -> Iterator[tuple[dt.date, Any]]:
    return ((row[0], row[1:]) for row in rows.iterator(CHUNK))


def _lines(rows: Iterator[tuple[dt.date, Read]]) -> Lines:
    """Return the digest and salt of each row, by kind and key."""
    return {(kind, key): (digest, salt) for _on, (kind, key, digest, salt) in rows}


def _of_day(day: ChainDay, before: ChainDay | None, lines: Lines) -> Iterator[Finding]:
    if day.previous != (before.head if before else FIRST):
        yield Finding(day.day, What.LINK, more=f"the one before it in the chain is {before.day}" if before else "")
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
