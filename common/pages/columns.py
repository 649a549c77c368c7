"""Columns of a list, declared once: the table, its stacked form on a narrow screen, and the files come from them.

`django_tables2` gives the rest: an accessor (`"seat__title"`), `linkify`, `render_<column>` for the page,
`value_<column>` for the files, `visible=False` for a column that is only in the files.
"""

import html

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.encoding import force_str
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django_tables2.rows import BoundRow

from common.dates import day
from common.tones import status_tag

FILE_CHUNK = 500


class Table(tables.Table):
    """The columns of one list. The first column heads its row; the order of rows is the list's."""

    class Meta:
        orderable = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for column in self.columns.iterall():  # markup of the page is no value: without a `value_...`, the column's own
            column.value = getattr(self, f"value_{column.name}", column.column.value)

    @classmethod
    def of(cls, records):
        """Return the table of the records of one page."""
        return cls(list(records))

    @classmethod
    def header_row(cls):
        return [force_str(column.header) for column in cls([])._columns_of_files()]

    @classmethod
    def value_rows(cls, rows):
        """Yield the cells of each row as values, for a file; a queryset of any length is read in pieces."""
        table = cls([])
        columns = table._columns_of_files()
        for record in rows.iterator(chunk_size=FILE_CHUNK) if hasattr(rows, "iterator") else rows:
            row = BoundRow(record, table=table)
            yield [_value_or_default(row.get_cell_value(column.name), column.column) for column in columns]

    def _columns_of_files(self):
        return [column for column in self.columns.iterall() if not column.column.exclude_from_export]


def _value_or_default(value, column):
    """Return what a file says of an empty cell: the column's own `default`, as on the page, but not the page's dash."""
    return column.default if value is None else value


class Column(tables.Column):
    """A text; with `linkify` a link to the row's page."""

    attrs = {"a": {"class": "govuk-link"}}

    def value(self, value):
        return value


class DayColumn(Column):
    """A date: 3 August 2026 on the page, a date in a file."""

    def render(self, value):
        return day(value)


class StatusColumn(Column):
    """A state: a word on its colour on the page, the word alone in a file."""

    def render(self, value, record, bound_column):
        return status_tag(bound_column.accessor.resolve(record), value)


class PartColumn(Column):
    """A cell drawn by a template that other pages draw it with, and in a file its words.

    The template finds the row as `name`.
    """

    empty_values = ()

    def __init__(self, header, *, part, name, **kwargs):
        super().__init__(header, accessor="pk", **kwargs)
        self.part, self.name = part, name

    def render(self, record):
        return render_to_string(self.part, {self.name: record})

    def value(self, record):
        return " ".join(html.unescape(strip_tags(self.render(record))).split())


class YesNoColumn(Column):
    """Whether something is so, in a word."""

    empty_values = ()

    def render(self, value):
        return _("yes") if value else _("no")

    value = render
