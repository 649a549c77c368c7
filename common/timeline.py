"""The timeline of an object: each app adds its own entries, so that no lower app depends on a higher one.

An app's `timeline.py` is read when Django starts:

    @timeline.source(Issue)
    def entries_for(issue, user): ...    # at most one query, through visible_to(user)
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db import models

from common.registry import Sources


class Step(IntEnum):
    """Where an entry belongs within its day: most records keep a day and no time, and one event leads to the next."""

    BEGUN = 0  # raised, nominated, opened, announced
    READ = 1  # what the co-ordinator does with it before the group has it
    MEETING = 2  # the group met, and discussed it
    SENT = 3  # presented, circulated, and what else follows from a meeting
    RECEIVED = 4
    ANSWERED = 5
    DONE = 6  # a promise was moved, kept or not
    TOLD = 7  # what came of it was published
    ENDED = 8


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened or is to come; `at` is its moment, where one is known and may be shown.

    `step` is its place among the events of its day.

    `is_late` is said by its source, of what somebody was to do by a day that has passed: a meeting of yesterday whose
    minutes are not confirmed yet is not late. `kind` names what a page asks for ("agenda").
    """

    on: dt.date
    title: str
    text: str = ""
    url: str = ""
    is_done: bool = True
    at: dt.datetime | None = None
    is_late: bool = False
    kind: str = ""
    step: Step = Step.BEGUN


EntriesOf = Callable[[Any, Any], Iterable[TimelineEntry]]  # (obj, user)
_sources: Sources[type, EntriesOf] = Sources()


def source(model: type[models.Model]) -> Callable[[EntriesOf], EntriesOf]:
    """Register a function `(obj, user) -> list of TimelineEntry` for objects of `model` and its children."""
    return _sources.register(model)


def build(obj: models.Model, user: object) -> list[TimelineEntry]:
    """Return everything the user may see about `obj`: what is done by date, then what is to come by date.

    Each source is asked once. Entries of one date are in the order of their steps. Of one step, entries with a moment
    follow that; the others come before them, in the order of the apps.
    """
    entries = [entry for entries_for in _sources.of(*type(obj).__mro__) for entry in entries_for(obj, user)]
    return sorted(entries, key=_order)


def to_come(entries: Iterable[TimelineEntry], kind: str) -> TimelineEntry | None:
    """Return the first of the entries that is of a kind and to come, or None."""
    return next((entry for entry in entries if entry.kind == kind and not entry.is_done), None)


def _order(entry: TimelineEntry) -> tuple[bool, dt.date, Step, bool, dt.datetime]:
    moment = entry.at or dt.datetime.min.replace(tzinfo=dt.UTC)
    return (not entry.is_done, entry.on, entry.step, entry.at is not None, moment)
