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
    """A version as a file has it; `clauses` are (identifier, part, text, kind of evidence or nothing)."""

    slug: str
    title: str
    number: int
    in_force_on: dt.date | None
    review_on: dt.date | None
    clauses: tuple

    @property
    def texts(self):
        """The words of each clause: {identifier: text}."""
        return {identifier: text for identifier, _part, text, _kind in self.clauses}


def read_version(text, *, title="", in_force_on=None):
    """Return the version that a TOML text holds; `title` and `in_force_on` go before what it says itself.

    Raises DomainError where something is missing, of the wrong
    kind, or has a name that is none of the format's: a slip of the pen would otherwise be lost without a word.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DomainError(_("This is not valid TOML: %(error)s") % {"error": error}) from error
    rows = _of_kind(found, "clauses", list) or []
    if not rows:
        raise DomainError(_("A version needs at least one clause, each under [[clauses]]."))
    _check_names(found, {"slug", "title", "number", "in_force_on", "review_on", "clauses"}, _("at the top"))
    title = title or _needed(found, "title", str, _("at the top"))
    return VersionRead(
        slug=_slug(found, title),
        title=title,
        number=_needed(found, "number", int, _("at the top")),
        in_force_on=in_force_on or _of_kind(found, "in_force_on", dt.date),
        review_on=_of_kind(found, "review_on", dt.date),
        clauses=tuple(_clause(row, place) for place, row in enumerate(rows, 1)),
    )


def _slug(found, title):
    """Return the document's own slug; a title given beside the file makes it another document."""
    own = _of_kind(found, "slug", str) if title == found.get("title") else ""
    return own or slug_of(GoverningDocument, title)


def _clause(row, place):
    where = _("in clause %(place)s") % {"place": place}
    if not isinstance(row, dict):
        raise DomainError(_("A clause must be under [[clauses]]: %(where)s.") % {"where": where})
    _check_names(row, {"identifier", "part", "text", "evidence"}, where)
    needed = [_needed(row, name, str, where) for name in ("identifier", "part", "text")]
    return (*needed, _of_kind(row, "evidence", str) or "")


def _check_names(table, known, where):
    if strange := sorted(set(table) - known):
        raise DomainError(_("“%(name)s” is not a known name %(where)s.") % {"name": strange[0], "where": where})


def _needed(table, name, kind, where):
    value = _of_kind(table, name, kind)
    if value is None or value == "":
        raise DomainError(_("“%(name)s” is missing %(where)s.") % {"name": name, "where": where})
    if kind is str and "\0" in value:
        raise DomainError(
            _("“%(name)s” holds a character that cannot be stored %(where)s.") % {"name": name, "where": where}
        )
    return value


def _of_kind(table, name, kind):
    """Return a value of a table, or None. Raises DomainError for one of another kind; a moment is no date."""
    value = table.get(name)
    if value is None or type(value) is kind:
        return value
    words = {str: _("a text in quotes"), int: _("a whole number"), dt.date: _("a date like 2026-04-01"), list: "[[…]]"}
    raise DomainError(_("“%(name)s” must be %(kind)s.") % {"name": name, "kind": words[kind]})
