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

    `name` is its address, which stays; `page` names the page that shows them; `rows` gives a queryset, or a list where
    there are few; `newest` the last day on which one of them came or was changed. `filterset` is that of the page.
    """

    name: str
    title: Words
    about: Words
    page: str
    fields: tuple[Field, ...]
    rows: Callable[[], Any]
    newest: Callable[[], dt.date | None]
    filterset: Any = None

    @property
    def header(self) -> list[str]:
        return [field.name for field in self.fields]

    def rows_for(self, request: Any) -> Any:
        """Return the rows that an address asks for: those of its page's filter; none for what that does not know."""
        rows = self.rows()
        if self.filterset is None:
            return rows
        asked = self.filterset(request.GET, queryset=rows, request=request)
        return asked.qs if asked.is_valid() else rows.none()

    def cells(self, rows: Any) -> Iterator[list[Any]]:
        """Yield the cells of each row; no more than some hundred rows are in memory at once."""
        for row in rows.iterator(chunk_size=CHUNK) if hasattr(rows, "iterator") else rows:
            yield [field.value(row) for field in self.fields]


known: Registry[DataSet] = Registry("data sets")


def declare(*data_sets: DataSet) -> None:
    for one in data_sets:
        known.add(one.name, one)


def latest(days: Iterable[dt.date | None]) -> dt.date | None:
    """Return the last of some days, of which any may be missing."""
    return max(filter(None, days), default=None)
