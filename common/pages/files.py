"""A list as a file: its headings, its rows as values, and the CSV that is sent while it is written.

`TableFile` reads any list by the columns of its table. `PlainFile` is for rows that a database can write itself: on
PostgreSQL by COPY, elsewhere row by row, to the same bytes (docs/exports.md).
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models, transaction
from django.db.models import Case, F, Func, QuerySet, Value, When

from common import clock
from common.pages import exports
from common.pages.paging import count_to

BATCH = 20_000  # rows of one COPY: a fifth of a second
NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)


class RowsFile:
    """Rows of values under their headings."""

    def __init__(self, header, rows):
        self._header, self.source = header, rows

    @property
    def header(self):
        return self._header

    def rows(self):
        """Yield the cells of each row as values."""
        return iter(self.source)

    def rows_in_pieces(self):
        """Yield the same, with no row still being read in the database whenever one is given."""
        return self.rows()

    def csv(self):
        """Yield the file in pieces."""
        return exports.csv_lines(self.header, self.rows())

    def count(self):
        return self.source.count() if hasattr(self.source, "query") else len(self.source)

    def count_to(self, limit):
        return count_to(limit, self.source)


class TableFile(RowsFile):
    """The rows of a list, by the columns of its table."""

    def __init__(self, table, rows):
        self.table, self.source = table, rows

    @property
    def header(self):
        return self.table.header_row()

    def rows(self):
        return self.table.value_rows(self.source)

    def rows_in_pieces(self):
        return self.table.value_rows(one_by_one(self.source) if hasattr(self.source, "query") else self.source)


def one_by_one(rows):
    """Yield the rows of a queryset in its order, some hundred asked for at a time by their keys."""
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), exports.BATCH):
        some = keys[start : start + exports.BATCH]
        found = {row.pk: row for row in rows.order_by().filter(pk__in=some)}
        yield from (found[key] for key in some if key in found)


class Moment(Func):
    """A moment as the date and minute in London."""

    output_field = models.DateTimeField()

    def as_sql(self, compiler, connection, **_more):
        return compiler.compile(self.source_expressions[0])

    def as_postgresql(self, compiler, connection, **_more):
        sql, params = compiler.compile(self.source_expressions[0])
        return f"to_char({sql} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI')", params


def in_words(name, words, otherwise=None):
    """Return an expression that puts each value of a field into its words; others are left as they are."""
    cases = [When(**{name: value}, then=Value(str(text))) for value, text in words]
    return Case(*cases, default=F(name) if otherwise is None else otherwise, output_field=models.TextField())


class PlainFile:
    """Rows newest first, whose cells are expressions by heading: texts, dates, whole numbers."""

    def __init__(self, rows: QuerySet, cells: Mapping[str, Any]) -> None:
        named = {f"cell_{number}": cell for number, cell in enumerate(cells.values())}
        self.header = [str(heading) for heading in cells]
        self.names = list(named)
        self.source = rows.order_by("-pk")
        self.cells = self.source.annotate(**named)

    def count(self) -> int:
        return self.source.count()

    def count_to(self, limit: int) -> int:
        return count_to(limit, self.source)

    def rows(self) -> Iterator[list[Any]]:
        """Yield the cells of each row as values."""
        for row in self.cells.values_list(*self.names).iterator(chunk_size=exports.BATCH):
            yield _shown(row)

    def rows_in_pieces(self) -> Iterator[list[Any]]:
        """Yield the same, with no row still being read in the database whenever one is given."""
        for between in self.pieces():
            for row in self.cells.filter(**between).values_list(*self.names):
                yield _shown(row)

    def csv(self) -> Iterator[str | bytes]:
        """Yield the file in pieces."""
        yield exports.BYTE_ORDER_MARK
        yield quoted([self.header])
        if connection.vendor == "postgresql":
            yield from self._copied()
        else:
            yield from self._written()

    def _written(self) -> Iterator[str]:
        for batch in exports.batches(self.rows()):
            yield quoted(batch)

    def _copied(self) -> Iterator[bytes]:
        """Let the database write some thousand rows at a time.

        No row is there twice, and none waits for another: the connection is free between two pieces, and a reader who
        goes away leaves nothing running.
        """
        for between in self.pieces():
            yield copy(self.sql(between))

    def pieces(self) -> Iterator[dict[str, Any]]:
        """Yield what filters each piece of at most `BATCH` rows, newest first."""
        return by_key(self.source)

    def sql(self, between: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]] | None:
        """Return the statement for the rows of a piece, with its parameters, or None where there are none."""
        try:
            rows = self.cells.filter(**between).order_by().values_list(self.source.model._meta.pk.name, *self.names)
            sql, params = rows.query.sql_with_params()
        except EmptyResultSet:
            return None
        cells = ", ".join(self._safe(name) for name in self.names)
        return f"SELECT {cells} FROM ({sql}) AS plain ORDER BY {self._key} DESC", params  # nosec B608 - names of ours

    @property
    def _key(self) -> str:
        return f'plain."{self.source.model._meta.pk.column}"'

    def _safe(self, name: str) -> str:
        """Return a cell as the text of a file, defused like `exports.defuse`; numbers are left alone."""
        cell = f'plain."{name}"'
        if isinstance(self.cells.query.annotations[name].output_field, NUMBERS):
            return f"COALESCE({cell}::text, '')"
        return defused_sql(f"{cell}::text")


def _shown(row: Iterable[Any]) -> list[Any]:
    return [minute(cell) if isinstance(cell, dt.datetime) else cell for cell in row]


def by_key(rows: QuerySet) -> Iterator[dict[str, Any]]:
    """Yield what filters rows into pieces of `BATCH`, from one key down to another."""
    below: dict[str, Any] = {}
    while True:
        rest = rows.filter(**below).order_by("-pk")
        last = rest.values_list("pk", flat=True)[BATCH - 1 : BATCH].first()
        yield below if last is None else {**below, "pk__gte": last}
        if last is None:
            return
        below = {"pk__lt": last}


def by_day(rows: QuerySet, day: str) -> Iterator[dict[str, Any]]:
    """Yield what filters rows into pieces of whole days, newest first; a day of more than `BATCH` is cut by key."""
    counted = rows.order_by(f"-{day}").values_list(day).annotate(rows=models.Count("pk"))
    days: list[dt.date] = []
    held = 0
    for on, number in counted:
        if days and held + number > BATCH:
            yield {f"{day}__range": (days[-1], days[0])}
            days, held = [], 0
        if number > BATCH:
            for piece in by_key(rows.filter(**{day: on})):
                yield {day: on, **piece}
        else:
            days, held = [*days, on], held + number
    if days:
        yield {f"{day}__range": (days[-1], days[0])}


def defused_sql(text: str) -> str:
    """Return the SQL that defuses a text, an expression of SQL, as `exports.defuse` does."""
    signs = set(exports.LIKE_A_FORMULA) - {"\0"}  # which no text of PostgreSQL holds
    starts = ", ".join(f"chr({ord(sign)})" for sign in sorted(signs))
    return f"CASE WHEN left({text}, 1) IN ({starts}) THEN '''' || {text} ELSE COALESCE({text}, '') END"


class _Lines(io.BytesIO):
    """What COPY writes: a row at a time, each of which is to end as everywhere else in a file."""

    def write(self, row: Any) -> int:
        return super().write(row[:-1] + b"\r\n")


def copy(statement: tuple[str, tuple[Any, ...]] | None) -> bytes:
    """Return the rows of a statement as the lines of a CSV file, every cell quoted."""
    lines = _Lines()
    if statement is not None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL jit = off")  # compiling each piece anew takes longer than running it
            sql = cursor.cursor.mogrify(*statement).decode()
            cursor.copy_expert(f"COPY ({sql}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)", lines)
    return lines.getvalue()


def quoted(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as lines in which every cell is quoted, as COPY writes them."""
    lines = io.StringIO()
    csv.writer(lines, quoting=csv.QUOTE_ALL).writerows(map(exports.defuse_row, rows))
    return lines.getvalue()


def minute(moment: dt.datetime) -> str:
    return f"{clock.london(moment):%Y-%m-%d %H:%M}"
