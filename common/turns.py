"""What turns something takes that a person follows: each app tells its own, so that one e-mail a day can tell them all.

An app's `turns.py` is read when Django starts:

    @turns.source(Issue)
    def presented(since, until): ...    # yields each Turn of these days, also one that was told before

A source reads records and writes nothing. Whoever tells the turns keeps which keys were told.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from common.registry import Sources


@dataclass(frozen=True)
class Turn:
    """One turn of `about`: what happened, and what happens next and when. `key` is the same each time it is read."""

    about: Any
    key: str
    on: dt.date
    title: str
    text: str
    what_next: str


TurnsOf = Callable[[dt.date, dt.date], Iterable[Turn]]  # (since, until), both included
_sources: Sources[type, TurnsOf] = Sources()


def source(model: type[models.Model]) -> Callable[[TurnsOf], TurnsOf]:
    """Register a function `(since, until) -> turns` about objects of `model`."""
    return _sources.register(model)


def between(model: type[models.Model], since: dt.date, until: dt.date) -> list[Turn]:
    """Return the turns of these days by day, those of one day in the order of the apps; each key of an object once."""
    found: dict[tuple[object, str], Turn] = {}
    for turns_of in _sources.of(model):
        for turn in turns_of(since, until):
            found.setdefault((turn.about.pk, turn.key), turn)
    return sorted(found.values(), key=lambda turn: turn.on)
