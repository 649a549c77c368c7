"""The register of exceptions: what is overdue, not kept or escalated on a day, whatever its clock.

An app's `exceptions.py` is read when Django starts:

    @exceptions_register.kind("commitments.late", _("late commitments"), shown=entry_of)
    def late_commitments(today): return Commitment.objects.late(today)

Each kind names the clocks it watches: the fields that hold a deadline (`issues.Issue.present_by_on`) and the functions
that work one out (`meetings.rules.minutes_due`). A test finds every clock there is, and fails for one that no kind
names, so that a new clock cannot be forgotten. Rows are as they stood at the end of a day, also of a day long past.

Who asks how many asks the same question as who lists them: Today, the evidence and, for its own period, the board's
report. On the front page an exception is said once: the register says what is late, and a task of `tasks_today.py`
counts only what is still in time (`in_time`).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from common.counting import Found, Wanted, count_all
from common.registry import Registry


@dataclass(frozen=True)
class Entry:
    """One exception: what it is about, who owes it, and since which day."""

    title: str
    since: dt.date
    owner: str | Promise = ""
    url: str = ""


RowsOn = Callable[[dt.date], QuerySet[Any]]


@dataclass(frozen=True)
class ExceptionKind:
    """A kind in words, `(today) -> queryset` of the rows, `row -> Entry`, and the list that shows them.

    `part_of` is the milder kind whose rows these are too; together, each is shown as the graver one alone. `clocks` are
    the deadlines it watches. One that `is_private` is told outside by its number alone; one that is `read_by` a role
    stands on no other front page than that role's.
    """

    name: str
    words: str | Promise
    rows: RowsOn
    shown: Callable[[Any], Entry]
    listed_at: str = ""
    part_of: str = ""
    clocks: tuple[str, ...] = ()
    is_private: bool = False
    read_by: str = ""


kinds: Registry[ExceptionKind] = Registry("kinds of exceptions")


def kind(
    name: str,
    words: str | Promise,
    *,
    shown: Callable[[Any], Entry],
    listed_at: str = "",
    part_of: str = "",
    clocks: tuple[str, ...] = (),
    is_private: bool = False,
    read_by: str = "",
) -> Callable[[RowsOn], RowsOn]:
    """Register a function `(today) -> queryset`. Raises ImproperlyConfigured for a name used twice."""

    def register(rows: RowsOn) -> RowsOn:
        kinds.add(name, ExceptionKind(name, words, rows, shown, listed_at, part_of, clocks, is_private, read_by))
        return rows

    return register


def rows(name: str, today: dt.date) -> QuerySet[Any]:
    """Return the rows that are exceptions of a kind on a day: a queryset, to be counted or narrowed."""
    return kinds[name].rows(today)


def entries(name: str, today: dt.date) -> list[Entry]:
    """Return the exceptions of a kind, the oldest first; one query."""
    return _shown(name, rows(name, today))


def _shown(name: str, found: Iterable[Any]) -> list[Entry]:
    return sorted((kinds[name].shown(row) for row in found), key=lambda entry: entry.since)


def collect(today: dt.date, names: Collection[str] | None = None) -> dict[str, list[Entry]]:
    """Return {kind: entries} of everything, or of what is named, that is an exception on a day; one query a kind."""
    return {name: entries(name, today) for name in kinds if names is None or name in names}


def collect_once(today: dt.date, names: Collection[str] | None = None) -> dict[str, list[Entry]]:
    """Return what `collect` does, each exception under its gravest kind alone.

    One query says which kinds there are on the day; then one query a kind, and none for the others.
    """
    wanted = wanted_once(today, names)
    return entries_once(wanted, count_all(wanted))


def wanted_once(today: dt.date, names: Collection[str] | None = None) -> dict[str, Wanted]:
    """Return {kind: rows to be counted}, for `entries_once`: a page counts them together with other rows."""
    return {name: Wanted(rows_once(name, today)) for name in kinds if names is None or name in names}


def entries_once(wanted: Mapping[str, Wanted], found: Mapping[str, Found]) -> dict[str, list[Entry]]:
    """Return {kind: entries} of what was counted; no query for a kind of which there are none."""
    return {name: _shown(name, one.rows if found[name].count else ()) for name, one in wanted.items()}


def rows_once(name: str, today: dt.date) -> QuerySet[Any]:
    """Return the rows of a kind without those of a graver kind: as many as `collect_once` has of it."""
    graver = [kind.name for kind in kinds.values() if kind.part_of == name]
    return in_time(rows(name, today), today, *graver)


def in_time(queryset: QuerySet[Any], today: dt.date, *names: str) -> QuerySet[Any]:
    """Leave out of a queryset the rows that are exceptions of these kinds on a day."""
    for name in names:
        queryset = queryset.exclude(pk__in=rows(name, today).order_by().values("pk"))
    return queryset
