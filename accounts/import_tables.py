"""The columns of imports, of the rows of a file, and of what is wrong in it."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.dates import moment
from common.pages.columns import Column, StatusColumn, Table
from common.tones import status_tag

LONGEST = 150  # of what was typed, on the page


def as_typed(text):
    """Draw words of a file by themselves: a long one breaks, and letters from right to left turn nothing around."""
    return format_html("<bdi>{}</bdi>", text)


class ImportTable(Table):
    kind = Column(gettext_lazy("List"), linkify=True)
    status = StatusColumn(gettext_lazy("State"))
    when = Column(gettext_lazy("When"), empty_values=())
    by = Column(gettext_lazy("By"))
    counted = Column(gettext_lazy("Rows"), default="")

    def value_kind(self, record):
        return str(record)

    def value_when(self, record):
        return moment(record.imported_at or record.begun_at)

    render_kind, render_when = value_kind, value_when


class FaultTable(Table):
    number = Column(gettext_lazy("Row"))
    column = Column(gettext_lazy("Column"), default=gettext_lazy("(whole row)"))
    words = Column(gettext_lazy("What is wrong"))
    typed = Column(gettext_lazy("What the file says"), default=gettext_lazy("(empty)"))

    def value_column(self, value):
        return value or _("(whole row)")

    def render_number(self, value):
        return _("Row\N{NO-BREAK SPACE}%d") % value

    def render_typed(self, value):
        return as_typed(value if len(value) <= LONGEST else f"{value[:LONGEST]}…")

    def render_words(self, value):
        return as_typed(value)


class RowTable(Table):
    number = Column(gettext_lazy("Row"))
    fate = Column(gettext_lazy("Result"), default="")
    typed = Column(gettext_lazy("In the file"), empty_values=())

    def render_number(self, value):
        return _("Row\N{NO-BREAK SPACE}%d") % value

    def render_fate(self, record):
        tag, words = status_tag(record.fate, record.get_fate_display()), self._words(record)
        return format_html("{} {}", tag, as_typed(words)) if words else tag

    def value_fate(self, record):
        return " ".join(filter(None, [record.get_fate_display(), self._words(record)]))

    def _words(self, record):
        """Say before the import what would change, and after it is undone why a row stays."""
        return record.kept_because if record.of.was_imported else record.note

    def render_typed(self, value):
        """Show each cell as it is, and what a date, a time, yes or no was understood as."""
        return format_html_join(
            "", "{}: {}{}<br>", ((as_typed(heading), as_typed(cell), self._read(read)) for heading, cell, read in value)
        )

    def value_typed(self, value):
        return "; ".join(f"{heading}: {cell}{self._read(read)}" for heading, cell, read in value)

    def _read(self, words):
        return _(" (read as %(words)s)") % {"words": words} if words else ""
