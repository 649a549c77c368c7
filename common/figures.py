"""Figures for a period: each app counts its own, beside its records, and reports and pages read the same ones.

An app's `figures.py` is read when Django starts:

    @figures.figure("raised", _("issues raised in the period"), rows=raised_in)
    def raised(period, figures): return {"all": ..., "by_kind": ...}

A figure is plain data, so that a report can freeze it: dates are ISO text, counts whole numbers, shares whole
percentages. It shows the position when the period ended, whatever happened later.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from common.periods import Period
from common.registry import Registry

Count = Callable[[Period, "Figures"], Any]
RowsIn = Callable[[Period], Any]


@dataclass(frozen=True)
class Figure:
    """A name, its base in words, how it is counted, and `(period) -> rows behind it` where there are some."""

    name: str
    base: str | Promise
    count: Count
    rows: RowsIn | None = None


known: Registry[Figure] = Registry("figures")


class Figures(Mapping[str, Any]):
    """The figures of one period; each is counted when it is first asked for, and once."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self._counted: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._counted:
            self._counted[name] = known[name].count(self.period, self)
        return self._counted[name]

    def __iter__(self) -> Iterator[str]:
        return iter(known)

    def __len__(self) -> int:
        return len(known)


def figure(name: str, base: str | Promise, *, rows: RowsIn | None = None) -> Callable[[Count], Count]:
    """Register `(period, figures) -> plain data`; `figures` are the others of that period, for one that needs another.

    Raises ImproperlyConfigured for a name used twice.
    """

    def register(count: Count) -> Count:
        known.add(name, Figure(name, base, count, rows))
        return count

    return register


def share(count: int, base: int) -> int | None:
    """Return a whole percentage, halves rounded up; None where there is no base."""
    return (200 * count + base) // (2 * base) if base else None


def on_time(dates: Iterable[tuple[dt.date, dt.date | None]], period: Period) -> dict[str, int | None]:
    """Count how a clock was kept by the end of a period, from the date each was due and the date it was done, or None.

    The share in time is of those `due`: done, or overdue when the period ended.
    """
    found = {"in_time": 0, "late": 0, "overdue": 0, "to_come": 0}
    for due_on, done_on in dates:
        if done_on is not None and done_on <= period.end:
            found["in_time" if done_on <= due_on else "late"] += 1
        else:
            found["overdue" if due_on < period.end else "to_come"] += 1
    due = sum(found.values()) - found["to_come"]
    return {**found, "due": due, "share": share(found["in_time"], due)}


def average(numbers: Collection[int]) -> int | None:
    """Return the average as a whole number, halves rounded up; None where there is none."""
    return (2 * sum(numbers) + len(numbers)) // (2 * len(numbers)) if numbers else None
