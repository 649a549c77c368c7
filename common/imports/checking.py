"""What would become of each row of a file: every fault with its column, or what the row makes and changes."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.errors import DomainError
from common.imports.cells import FORMULA, check_cell
from common.imports.kinds import WHOLE_ROW, Taken
from common.rules import RowFate


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, or in a row where no column is named; `typed` is what the file has there."""

    column: str
    words: str
    typed: str = ""


@dataclass
class ReadRow:
    """One line of a file, with the values that could be read and the faults of those that could not."""

    number: int
    values: dict
    typed: dict
    faults: list = field(default_factory=list)
    bad: set = field(default_factory=set)

    def add(self, kind, name, words):
        """Note a fault of a column, at most one for each."""
        if name != WHOLE_ROW and name in self.bad:
            return
        self.bad.add(name)
        self.faults.append(Fault(kind.label(name), str(words), self.typed.get(name, "").removeprefix(FORMULA)))


@dataclass(frozen=True)
class CheckedRow:
    """One line of a file, and what became of it."""

    number: int
    taken: Taken
    faults: tuple = ()

    @property
    def fate(self):
        return self.taken.fate


def read_rows(kind, lines, names):
    """Yield each line [(number, cells)] with its cells read; `names` are the columns, "" for one left out."""
    for number, cells in lines:
        typed = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        row = ReadRow(number, {}, typed)
        if any(cells[len(names) :]):
            row.add(kind, WHOLE_ROW, _("This row has more cells than there are headings: a cell may have slipped."))
        for name, one in kind.fields.items():
            _read_cell(kind, row, name, one)
        yield row


def _read_cell(kind, row, name, one):
    try:
        check_cell(row.typed.get(name, ""))
        row.values[name] = one.clean(row.typed.get(name, ""))
    except ValidationError as error:
        row.add(kind, name, " ".join(error.messages))


def take_rows(kind, taker, rows):
    """Take every row that has no fault, in the transaction that is open; return what became of each."""
    taker.begin([row.values for row in rows])
    checked = [_take(kind, taker, row) for row in rows]
    taker.finish()
    return checked


def _take(kind, taker, row):
    taker.number = row.number
    for name, words in taker.faults(row.values, frozenset(row.bad)):
        row.add(kind, name, words)
    taken = None
    if not row.faults:
        try:
            taken = taker.take(row.values)
        except DomainError as error:
            row.add(kind, error.field if error.field in kind.fields else WHOLE_ROW, error.message)
    return CheckedRow(row.number, taken or Taken(RowFate.REFUSED), tuple(row.faults))


def count_fates(checked):
    """Return {fate: how many}, in the order of the fates."""
    counts = Counter(row.fate.value for row in checked)
    return {fate.value: counts[fate.value] for fate in RowFate if counts[fate.value]}


def count_words(counts):
    """Return "3 created, 1 unchanged"."""
    return ", ".join(f"{counts[fate.value]:,} {fate.label}" for fate in RowFate if fate.value in counts)
