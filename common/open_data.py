"""What anybody may take away as a file: each app declares what it offers beside the page that shows the same rows.

An app's `open_data.py` is read when Django starts:

    open_data.declare(DataSet("answers", _("Answers of agencies"), page=..., fields=..., rows=..., newest=...))
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from common.registry import Registry

CHUNK = 500
Words = str | Promise


@dataclass(frozen=True)
class Field:
    """A column: its name, which stays, what it says in words, and its value in a row as everybody may read it."""

    name: str
    words: Words
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class DataSet:
    """Rows that a public page shows.

    `name` is its address, which stays; `page` names the page that shows them; `newest` gives the last day on which one
    of them came or was changed.
    """

    name: str
    title: Words
    about: Words
    page: str
    fields: tuple[Field, ...]
    rows: Callable[[], Any]
    newest: Callable[[], dt.date | None]

    @property
    def header(self) -> list[str]:
        return [field.name for field in self.fields]

    def cells(self) -> Iterator[list[Any]]:
        """Yield the cells of each row; no more than some hundred rows are in memory at once."""
        for row in self.rows().iterator(chunk_size=CHUNK):
            yield [field.value(row) for field in self.fields]


known: Registry[DataSet] = Registry("data sets")


def declare(*data_sets: DataSet) -> None:
    for one in data_sets:
        known.add(one.name, one)


def latest(days: Iterable[dt.date | None]) -> dt.date | None:
    """Return the last of some days, of which any may be missing."""
    return max(filter(None, days), default=None)
