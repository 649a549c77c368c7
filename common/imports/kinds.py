"""The lists that can be imported: each app declares its own in its `imports.py`, which is read when Django starts.

    @imported
    class PeopleList(ImportKind):
        name, permission, row_form = "members.people", "members.manage_membership", PersonRowForm
        taker = PeopleTaker

A taker is made once for each file, and looks up once whatever its rows need. Of each row it says all that is wrong
(`faults`), and else takes it (`take`) by calling services; `finish` writes what it has put by.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import search
from common.imports.sheets import MOST_ROWS
from common.registry import Registry
from common.rules import RowFate

Text = str | Promise
WHOLE_ROW = ""


@dataclass(frozen=True)
class Change:
    """One field of a row that was there before, as it was and as it became."""

    row: models.Model
    field: str
    before: Any
    after: Any

    @property
    def in_words(self) -> str:
        name = str(self.row._meta.get_field(self.field).verbose_name)
        said = {"name": capfirst(name), "before": self._shown(self.before), "after": self._shown(self.after)}
        return _("%(name)s: %(before)s becomes %(after)s") % said

    def _shown(self, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        choices = dict(self.row._meta.get_field(self.field).flatchoices)
        return str(choices.get(value, value)) or _("nothing")


@dataclass(frozen=True)
class Taken:
    """What became of one row of a file: what it made and changed, why it cannot be undone, and what to say of it."""

    fate: RowFate
    made: tuple[models.Model, ...] = ()
    changed: tuple[Change, ...] = ()
    stays: Text = ""
    note: Text = ""

    @property
    def in_words(self) -> str:
        """Return what to say of it before it is imported: what would change, from what to what."""
        changes = [one.in_words for one in self.changed]
        return "; ".join(str(text) for text in (*changes, self.note or self.stays) if text)


@dataclass
class Taker:
    """Takes the rows of one file, in their order, for `by`, with the choices made beside the file."""

    by: Any
    now: Any
    options: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0  # of the row that is being taken

    def begin(self, rows: list[Mapping[str, Any]]) -> None:
        """Look up once what all the rows need; `rows` hold the values that could be read."""

    def faults(self, fields: Mapping[str, Any], bad: frozenset[str]) -> Iterable[tuple[str, Text]]:
        """Yield (field, words) of whatever is wrong beside the cells in `bad`, which could not be read."""
        return ()

    def take(self, fields: Mapping[str, Any]) -> Taken:
        """Do one row. Raises DomainError where a rule refuses it."""
        raise NotImplementedError

    def finish(self) -> None:
        """Write what was put by."""


class ImportKind:
    """A list that can be imported; its columns are the fields of `row_form`, and `also_called` their other headings."""

    name: str
    heading: Text
    lead: Text = ""
    rows_are: Text = ""  # what each row is, where a sheet of another shape is usual
    permission: str
    start: str = ""  # the name of the address where it begins
    most_rows = MOST_ROWS
    row_form: type[forms.Form]
    taker: type[Taker] = Taker
    also_called: Mapping[str, tuple[str, ...]] = {}
    # Rows that belong to what was made, and go with it: {"meetings.meeting": ("items", "attendance")}.
    parts: Mapping[str, tuple[str, ...]] = {}
    is_undone_by_importer = False  # and by nobody else who may import the list
    stays_because: Text = ""  # the one reason for every row that stays, where its own would tell too much

    def __init__(self) -> None:
        self.fields = dict(self.row_form.base_fields)
        self.labels = {name: str(one.label) for name, one in self.fields.items()}

    def headings(self) -> dict[str, list[str]]:
        """Return all headings by which each column is known, our own first."""
        return {name: [str(one.label), *self.also_called.get(name, ())] for name, one in self.fields.items()}

    def label(self, name: str) -> str:
        """Return what a column is called, or nothing for the whole row."""
        return str(self.fields[name].label) if name in self.fields else ""

    def missing(self, names: Iterable[str]) -> list[str]:
        """Return the labels of the columns that a file must have and that are not among `names`."""
        return [str(one.label) for name, one in self.fields.items() if one.required and name not in names]

    def kept_apart(self, made: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
        """Return which of the rows that were made, as (model, key), are taken back by no undo."""
        return set()

    def remove(self, rows: list[models.Model], *, by: Any, now: Any) -> None:
        """Remove rows of one model that an import made and nothing rests on, with what services do besides."""
        keys = search.keys_of(rows)
        type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
        search.refresh_keys(keys)


kinds: Registry[ImportKind] = Registry("kinds of imports")


def imported(kind: type[ImportKind]) -> type[ImportKind]:
    """Register a list that can be imported."""
    if kind.name not in kinds:
        kinds.add(kind.name, kind())
    return kind
