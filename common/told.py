"""How somebody reads what is held of them (UK GDPR, articles 12(1) and 15): on which page, under which plain words.

An app's `privacy.py` says it in each declaration that a person is shown:

    told=Told(
        _("Your replies to invitations"),
        {"meeting": _("Meeting"), "kind": _("Your reply"), "reason": _("What you wrote")},
        newest="meeting.starts_at",
    )

A line comes from a field, from what a row points at ("meeting.venue"), or from a function of the row. The first names
the record. This is the one place of labels; what is not in it is not in the copy.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import clock
from common.dates import value_in_words
from common.models import Document

Text = str | Promise
Source = str | Callable[[Any], Any]


@dataclass(frozen=True)
class Told:
    """The page of one declaration: its title, a label for each line, and by what its records stand newest first.

    A function may give several lines of its own, as {label: value}. `only` leaves out what stands on another page;
    `is_table` is for many short records of few lines.
    """

    page: Text
    lines: Mapping[Source, Text]
    newest: str = "pk"
    only: Callable[[Any], bool] = lambda _row: True
    is_table: bool = False

    def paths(self) -> set[str]:
        """Return the names of the model that lines and order begin with."""
        return {one.split(".")[0] for one in (*self.lines, self.newest) if isinstance(one, str)}

    def sorted(self, rows: list[Any]) -> list[Any]:
        """Return the rows of the page, newest first, before them what has no date yet."""
        by_number = sorted(filter(self.only, rows), key=lambda row: row.pk, reverse=True)
        return sorted(by_number, key=self._age, reverse=True)

    def _age(self, row: Any) -> tuple[bool, Any]:
        value = value_at(row, self.newest)
        return value is None, value

    def told(self, row: models.Model) -> list[tuple[str, Any]]:
        """Return (label, value) of one row, in words; what is empty is left out."""
        return list(self._told(row))

    def _told(self, row: models.Model) -> Iterator[tuple[str, Any]]:
        for source, label in self.lines.items():
            value = source(row) if callable(source) else shown_at(row, source)
            for name, one in value.items() if isinstance(value, dict) else [(label, value)]:
                if (words := in_words(one)) not in ("", None):
                    yield str(name), words


def value_at(row: Any, path: str) -> Any:
    """Return what a path of names leads to from a row ("meeting.starts_at"), None where it ends before."""
    return reduce(lambda one, name: None if one is None else getattr(one, name), path.split("."), row)


def shown_at(row: Any, path: str) -> Any:
    """Return the same as a person reads it: a choice, or an entry of a list, by its name."""
    owner_path, _dot, name = path.rpartition(".")
    owner = value_at(row, owner_path) if owner_path else row
    if owner is None:
        return None
    value = getattr(owner, f"get_{name}_display")() if _is_choice(owner, name) else getattr(owner, name)
    is_words = isinstance(value, str | Promise) and (owner is not row or _is_choice(owner, name))
    return capfirst(value) if is_words else value


def _is_choice(owner: Any, name: str) -> bool:
    try:
        return bool(owner._meta.get_field(name).choices)
    except FieldDoesNotExist:
        return False


def in_words(value: Any) -> Any:
    """Return a value as people say it; a file stays what it is."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return value_in_words(clock.london(value))
    return value if isinstance(value, Document) else value_in_words(value)
