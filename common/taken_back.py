"""Withdrawing something everywhere: each app clears its own copies, in the same transaction.

An app's `taken_back.py` is read when Django starts:

    @taken_back.copies_of(Issue)
    def clear(issue, now): ...
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import models

from common.registry import Sources

Clearing = Callable[[Any, dt.datetime | None], object]  # (obj, now)
_clearings: Sources[type, Clearing] = Sources()


def copies_of(model: type[models.Model]) -> Callable[[Clearing], Clearing]:
    """Register a function `(obj, now)` that is called when an object of `model` is withdrawn."""
    return _clearings.register(model)


def take_back(obj: models.Model, *, now: dt.datetime | None = None) -> None:
    """Let every app clear its copies of a withdrawn object."""
    for clear in _clearings.of(type(obj)):
        clear(obj, now)
