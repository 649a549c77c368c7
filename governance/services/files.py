"""Reading a version of a document from a file; docs/governance.md describes the format."""

import datetime as dt
import tomllib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.errors import DomainError
from common.slugs import slug_of
from governance.models import GoverningDocument


@dataclass(frozen=True)
class VersionRead:
    """A version as a file has it; `clauses` are (identifier, part, text, kind of evidence or nothing).

    `faults` says in words what the file lacks or has wrong; what cannot be read is empty then.
    """

    slug: str
    title: str
    number: int | None
    in_force_on: dt.date | None
    review_on: dt.date | None
    clauses: tuple
    faults: tuple = ()

    @property
    def texts(self):
        """The words of each clause: {identifier: text}."""
        return {identifier: text for identifier, _part, text, _kind in self.clauses}


def read_version(text, *, title="", in_force_on=None):
    """Return the version that a TOML text holds; `title` and `in_force_on` go before what it says itself.

    What is missing, of the wrong kind, or has a name that is none of the format's (a slip of the pen would otherwise
    be lost without a word) is in its `faults`. Raises DomainError for a text that is not TOML.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DomainError(_("This is not valid TOML: %(error)s") % {"error": error}) from error
    faults = []
    top = _Table(found, _("at the top"), faults)
    rows = top.value("clauses", list) or []
    if not rows:
        faults.append(_("A version needs at least one clause, each under [[clauses]]."))
    top.check_names({"slug", "title", "number", "in_force_on", "review_on", "clauses"})
    title = title or top.needed("title", str) or ""
    return VersionRead(
        slug=_slug(top, title),
        title=title,
        number=top.needed("number", int),
        in_force_on=in_force_on or top.value("in_force_on", dt.date),
        review_on=top.value("review_on", dt.date),
        clauses=tuple(_clause(row, place, faults) for place, row in enumerate(rows, 1)),
        faults=tuple(faults),
    )


def _slug(top, title):
    """Return the document's own slug; a title given beside the file makes it another document."""
    own = top.value("slug", str) if title == top.found.get("title") else ""
    return own or slug_of(GoverningDocument, title)


def _clause(row, place, faults):
    where = _("in clause %(place)s") % {"place": place}
    if not isinstance(row, dict):
        faults.append(_("A clause must be under [[clauses]]: %(where)s.") % {"where": where})
        return ("", "", "", "")
    table = _Table(row, where, faults)
    table.check_names({"identifier", "part", "text", "evidence"})
    needed = [table.needed(name, str) or "" for name in ("identifier", "part", "text")]
    return (*needed, table.value("evidence", str) or "")


@dataclass(frozen=True)
class _Table:
    """A table of the file and where it stands; what is wrong with it goes to `faults`, and reading goes on."""

    found: dict
    where: str
    faults: list

    def check_names(self, known):
        for name in sorted(set(self.found) - known):
            self._fault(_("“%(name)s” is not a known name %(where)s."), name)

    def needed(self, name, kind):
        """Return a value that must be there, or None where it is not or cannot be stored."""
        value = self.value(name, kind)
        if value == "" or self.found.get(name) is None:
            self._fault(_("“%(name)s” is missing %(where)s."), name)
        elif kind is str and value and "\0" in value:
            self._fault(_("“%(name)s” holds a character that cannot be stored %(where)s."), name)
            return None
        return value

    def value(self, name, kind):
        """Return a value, or None where there is none or one of another kind; a moment is no date."""
        value = self.found.get(name)
        if value is None or type(value) is kind:
            return value
        words = {
            str: _("a text in quotes"),
            int: _("a whole number"),
            dt.date: _("a date like 2026-04-01"),
            list: "[[…]]",
        }
        self._fault(_("“%(name)s” must be %(kind)s %(where)s."), name, kind=words[kind])
        return None

    def _fault(self, words, name, **more):
        self.faults.append(words % {"name": name, "where": self.where, **more})
