"""What a chart shows: titles, rows and numbers, apart from how it is drawn."""

import dataclasses
import numbers
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from common.charts.bars import draw_bars, draw_progress
from common.charts.lines import draw_lines

# The width of the drawing in its own units; type is 14 units high. On a phone 360 of them make 11 pixels of 14.
WEB = 360
PRINT = 640
LARGE_PRINT = 360
MOST_SERIES = 5
MONEY = ("£", "€", "$")
DESCRIPTION_LENGTH = 480
DRAWN_BY = {"bars": draw_bars, "lines": draw_lines, "progress": draw_progress}


class Table(NamedTuple):
    """The figures of a chart as text, for the table next to it."""

    header: list[str]
    rows: list[list[str]]


@dataclasses.dataclass(frozen=True)
class Chart:
    """One drawing. Printed in a template it is its SVG."""

    kind: str
    title: str
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]
    series: tuple[str, ...]
    label_name: str = ""
    unit: str = ""
    width: int = WEB
    description: str = ""

    def __post_init__(self):
        values = [value for _label, row in self.rows for value in row if value is not None]
        if any(not isinstance(value, numbers.Real) or value < 0 for value in values):
            raise ValueError("A chart shows numbers of zero or more, and None for a figure that is not shown.")
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"More than {MOST_SERIES} series cannot be told apart in grey.")
        if any(len(row) != len(self.series) for _label, row in self.rows):
            raise ValueError("Each row needs one number for each series.")
        if not self.description:
            object.__setattr__(self, "description", self._figures_in_words())

    def __html__(self):
        return DRAWN_BY[self.kind](self)

    def __str__(self):
        return self.__html__()

    def amount(self, value):
        """Return one figure as people write it: 1,204, 41%, £50.48."""
        if value is None:
            return _("not shown")
        if not isinstance(value, numbers.Integral) and not float(value).is_integer():
            text = number_format(value, 2 if self.unit in MONEY else 1, force_grouping=True)
        else:
            text = number_format(int(value), force_grouping=True)
        return f"{self.unit}{text}" if self.unit in MONEY else f"{text}{self.unit}"

    def as_table(self):
        """Return the same figures as header and rows of text."""
        rows = [[label, *map(self.amount, row)] for label, row in self.rows]
        return Table([self.label_name, *self.series], rows)

    def _figures_in_words(self):
        """Say the figures themselves, as many as an alternative text holds (WCAG 1.1.1)."""
        said = ""
        for label, row in self.rows:
            figures = ", ".join(
                f"{name} {self.amount(value)}" if len(self.series) > 1 else self.amount(value)
                for name, value in zip(self.series, row, strict=True)
            )
            longer = f"{said}{'; ' if said else ''}{label}: {figures}"
            if len(longer) > DESCRIPTION_LENGTH:
                return _("%s; and more in the table.") % said if said else _("The figures are in the table.")
            said = longer
        return f"{said}." if said else _("There are no figures yet.")


def bar_chart(data, *, title, description="", series=(), label_name="", value_name="", unit="", width=WEB):
    """Return bars of (label, number), or stacked bars of (label, [numbers]) with the names of the `series`."""
    names = tuple(series) or (value_name or _("Number"),)
    return Chart("bars", str(title), _rows(data), names, str(label_name), unit, width, str(description))


def line_chart(data, *, title, description="", series=(), label_name="", value_name="", unit="", width=WEB):
    """Return a line over (label, number), or one for each of the `series` over (label, [numbers])."""
    names = tuple(series) or (value_name or _("Number"),)
    return Chart("lines", str(title), _rows(data), names, str(label_name), unit, width, str(description))


def progress_chart(data, *, title, description="", label_name="", unit="", width=WEB):
    """Return bars of (label, reached, target) with the target marked."""
    rows = _rows((label, (reached, target)) for label, reached, target in data)
    names = (_("Reached"), _("Target"))
    return Chart("progress", str(title), rows, names, str(label_name), unit, width, str(description))


def _rows(data):
    """Return rows of one shape: a label and a tuple of numbers."""
    return tuple((str(label), tuple(value) if isinstance(value, list | tuple) else (value,)) for label, value in data)
