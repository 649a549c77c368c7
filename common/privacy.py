"""Personal data, declared beside the models that hold it (UK GDPR, articles 5, 13, 15, 17 and 30).

An app's `privacy.py` is read when Django starts, and says of each of its models what it holds of whom:

    holds(
        IssueLink,
        _("links to an issue that were e-mailed"),
        of=Whose.FAMILY,
        why=_("so that a parent finds their issue again"),
        gathered=Gathered.MADE_HERE,
        seen_by=_("nobody: it is stored as a hash"),
        kept="issues.links",
        rows=lambda subject: IssueLink.objects.filter(issue__in=subject.keys("issues.issue")),
        erased=Fate.DELETED,
        nobody=("secret_hash",),
    )

With `told` it also says how its person reads it (`common/told.py`).

From the declarations come the record of processing, the table on the privacy page, what is held of one person, and
its erasure. `tests/partnership/test_privacy.py` fails on a text, address, file or key of a person that is not declared.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.references import typed_reference
from common.registry import Registry, Sources
from common.told import Told

Text = str | Promise


class Whose(models.TextChoices):
    """Whose data a table holds."""

    FAMILY = "family", _("families: parents, carers, children and young people")
    MEMBER = "member", _("members of the group, and those who come for them")
    STAFF = "staff", _("people who sign in to work here, and officers of agencies")
    ANYBODY = "anybody", _("anybody who signs in or writes to the group")
    NOBODY = "nobody", _("nobody")


class Gathered(models.TextChoices):
    """How it is gathered (article 13 where the person gave it, 14 where somebody else did)."""

    FROM_THEM = "from them", _("from the person, on a form")
    FOR_THEM = "for them", _("from the person, entered by the co-ordinator")
    BY_OTHERS = "by others", _("from somebody else")
    MADE_HERE = "made here", _("by the portal itself, from what they do")


class Fate(models.TextChoices):
    """What an erasure does with a row."""

    DELETED = "deleted", _("deleted")
    BLANKED = "blanked", _("kept, without what identifies somebody")
    KEPT = "kept", _("kept")


class Part(models.TextChoices):
    """What a field holds."""

    IDENTIFIES = "identifies", _("identifies them")
    SAYS = "says", _("their own words")
    OTHERS = "others", _("what others wrote: not in the copy for the person")
    KEY = "key", _("points at a person")
    NOBODY = "nobody", _("nothing personal")


# Grounds on which something is kept although its person asks for erasure (UK GDPR, article 17(3)).
MINUTES = _(
    "approved minutes and what was agreed stay as they were, because they are the public record of what the group "
    "did (UK GDPR, article 17(3)(d))"
)
ACCOUNTABLE = _(
    "who did what stays on record as long as the record itself, so that a complaint or a claim can be answered "
    "(UK GDPR, article 17(3)(e))"
)
PUBLIC_TASK = _(
    "an agency's formal answer stays, because the agency gave it as a public body (UK GDPR, article 17(3)(b))"
)

ERASED = "[erased]"
WHO_DID_IT = "who did it"  # the name of declarations of who worked with a record, and is not its person
FOR_EVER = _("for ever")
WITH_ITS_RECORD = _("as long as the record it is part of")


@dataclass(frozen=True)
class Subject:
    """Somebody whose data is looked for: e-mail addresses, and keys of rows by the model's label.

    Each app adds what it knows (`follows`), until nothing more is found. An address that several people use is in
    `shared`: it leads nowhere, and whoever looks has to name a row of this person instead.
    """

    emails: frozenset[str] = frozenset()
    rows: Mapping[str, frozenset[Any]] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    def keys(self, label: str) -> frozenset[Any]:
        """Return the primary keys of the rows of a model ("issues.issue") that are this person's own."""
        return self.rows.get(label, frozenset())

    def with_emails(self, emails: Iterable[str]) -> "Subject":
        """Add addresses, but for those that are known to be shared."""
        return replace(self, emails=self.emails | ({email.lower() for email in emails if email} - self.shared))

    def with_keys(self, label: str, keys: Iterable[Any]) -> "Subject":
        found = self.keys(label) | frozenset(keys)
        return replace(self, rows={**self.rows, label: found}) if found else self

    def meets(self, other: "Subject") -> bool:
        """Say whether two are about one person: an address or a row is of both."""
        share_rows = any(keys & other.keys(label) for label, keys in self.rows.items())
        return bool(self.emails & other.emails) or share_rows

    def at(self, *fields: str) -> Q:
        """Return the condition that one of these fields holds an address of theirs; never true without one."""
        matches = Q(pk__in=[])
        for name in fields:
            for email in self.emails:
                matches |= Q(**{f"{name}__iexact": email})
        return matches

    def without_shared(self, shared: Collection[str]) -> "Subject":
        return replace(self, emails=self.emails.difference(shared), shared=self.shared.union(shared))


Rows = Callable[[Subject], models.QuerySet]


def found_by(model: type[models.Model], *emails: str, **keys: str | tuple[str, ...]) -> Rows:
    """Return what finds the rows of a person: by fields that hold an address, or that point at a row of theirs.

    A row of theirs is named by its model, with "__" for the dot: `accounts__user="reporter"`.
    """

    def rows(subject: Subject) -> models.QuerySet:
        matches = subject.at(*emails)
        for label, fields in keys.items():
            for name in (fields,) if isinstance(fields, str) else fields:
                matches |= Q(**{f"{name}__in": subject.keys(label.replace("__", "."))})
        return model._default_manager.filter(matches)

    return rows


def found_by_secret(model: type[models.Model]) -> Rows:
    """Return what finds nobody's rows: each lies behind a secret, and names nobody."""
    return lambda _subject: model._default_manager.none()


@dataclass(frozen=True)
class Holding:
    """What one model holds, of whom, why, and what becomes of it.

    `kept` names a rule of retention, or says in words how long. `parts` says of each field what it holds, `grounds`
    why it outlasts an erasure, `instead` what stands there after one where that is not nothing. `rows` finds the rows
    of a person, and is None where a model holds nobody's data.
    """

    model: type[models.Model]
    what: Text
    of: Whose
    why: Text
    gathered: Gathered
    seen_by: Text
    kept: Text
    erased: Fate
    parts: Mapping[str, Part]
    grounds: Mapping[str, Text]
    rows: Rows | None = None
    instead: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    name: str = ""
    told: Told | None = None

    @property
    def key(self) -> str:
        """Return under what it is registered: the model, and the name where a row holds data of several people."""
        return f"{self.label}:{self.name}" if self.name else self.label

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def rule(self) -> str:
        """Return the name of the rule of retention it is kept under, or nothing where words say how long."""
        return self.kept if isinstance(self.kept, str) else ""

    def fields(self, *parts: Part) -> list[models.Field]:
        """Return the fields that hold one of these, in the order of the model."""
        return [one for one in self.model._meta.concrete_fields if self.parts.get(one.name) in parts]

    def blanked(self) -> list[models.Field]:
        """Return the fields that an erasure blanks."""
        held = self.fields(Part.IDENTIFIES, Part.SAYS, Part.OTHERS, Part.KEY)
        return [one for one in held if one.name not in self.grounds]

    @property
    def fate(self) -> Fate:
        """What an erasure does, as its person sees it: kept, where all that identifies them stays for a ground."""
        told = {one.name for one in self.fields(Part.IDENTIFIES, Part.SAYS)}
        return Fate.KEPT if self.erased is Fate.BLANKED and told and told <= self.grounds.keys() else self.erased

    def of_subject(self, subject: Subject) -> models.QuerySet:
        """Return the rows that hold data of one person."""
        rows = self.model._default_manager
        if not self.rows:
            return rows.none()
        return rows.filter(pk__in=self.rows(subject).order_by().values("pk")).order_by("pk")


holdings: Registry[Holding] = Registry("declarations of personal data")
_followers: Sources[str, Callable[[Subject], Subject]] = Sources()
follows = _followers.register("subject")
_names: Sources[str, Callable[[Collection[str]], Iterable[tuple[str, str | None]]]] = Sources()
names_at = _names.register("names")  # (emails): each with a name that stands beside it, None where many use it


def holds(
    model: type[models.Model],
    what: Text,
    *,
    name: str = "",
    of: Whose = Whose.NOBODY,
    why: Text = "",
    gathered: Gathered = Gathered.MADE_HERE,
    seen_by: Text = "",
    kept: Text = WITH_ITS_RECORD,
    rows: Rows | None = None,
    erased: Fate = Fate.KEPT,
    identifies: Iterable[str] = (),
    says: Iterable[str] = (),
    others: Iterable[str] = (),
    keys: Iterable[str] = (),
    nobody: Iterable[str] = (),
    grounds: Mapping[str, Text] | None = None,
    instead: Mapping[str, Callable[[Any], Any]] | None = None,
    told: Told | None = None,
) -> None:
    """Declare what a model holds, under a `name` of its own where a row holds data of several people.

    Raises ImproperlyConfigured where the declaration does not fit the model or itself.
    """
    named = {Part.IDENTIFIES: identifies, Part.SAYS: says, Part.OTHERS: others, Part.KEY: keys, Part.NOBODY: nobody}
    parts = {name: part for part, names in named.items() for name in names}
    words = (what, of, why, gathered, seen_by, kept, erased)
    holding = Holding(model, *words, parts, grounds or {}, rows, instead or {}, name, told)
    if wrong := "; ".join(_faults(holding, sum(len(tuple(names)) for names in named.values()))):
        raise ImproperlyConfigured(f"{holding.key}: {wrong}.")
    holdings.add(holding.key, holding)


def _faults(holding: Holding, named: int) -> Iterator[str]:
    known = {one.name for one in holding.model._meta.concrete_fields}
    if unknown := sorted({*holding.parts, *holding.grounds, *holding.instead} - known):
        yield f"has no field {', '.join(unknown)}"
    if named != len(holding.parts):
        yield "a field is named twice"
    is_somebodys = holding.of != Whose.NOBODY
    if holding.told and (unknown := sorted(one for one in holding.told.paths() if not hasattr(holding.model, one))):
        yield f"tells of {', '.join(unknown)}, which it has not"
    if is_somebodys != bool(holding.rows):
        yield "whose it is and how it is found go together"
    if is_somebodys and not (holding.why and holding.seen_by):
        yield "say why it is kept and who sees it"
    if is_somebodys and holding.erased is Fate.KEPT and (bare := [one.name for one in holding.blanked()]):
        yield f"kept without a ground: {', '.join(bare)}"


def follow(subject: Subject) -> Subject:
    """Return a person with everything that leads to them: what one app finds may be a lead for another.

    An address under which different names stand is set aside before it can lead from one person to another.
    """
    found = _set_shared_aside(subject)
    while True:
        before = found
        for grow in _followers.of("subject"):
            found = _set_shared_aside(grow(found), known=found.emails)
        if found == before:
            return found


def _set_shared_aside(subject: Subject, known: frozenset[str] = frozenset()) -> Subject:
    return subject.without_shared(shared_among(subject.emails - known))


def shared_among(emails: Collection[str]) -> frozenset[str]:
    """Return those of some addresses that several people use, as far as the names beside them tell."""
    names: dict[str, set[str | None]] = {email: set() for email in emails}
    for name_them in _names.of("names") if emails else ():
        for email, name in name_them(emails):
            names.setdefault(email.lower(), set()).add(name)
    return frozenset(email for email, there in names.items() if not _are_one(there))


def _are_one(names: Collection[str | None]) -> bool:
    return None not in names and all(agree(one or "", other or "") for one, other in combinations(names, 2))


TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})


def agree(one: str, other: str) -> bool:
    """Say whether two names may be one person's: each word of the shorter is in the longer, or is its initial.

    "Priya", "P Shah" and "Mrs Priya Shah" may be one; "Dev Shah" and "Priya Shah" are two.
    """
    shorter, longer = sorted((_words_of(one), _words_of(other)), key=len)
    return all(any(_is_same(word, there) for there in longer) for word in shorter)


def _words_of(name: str) -> list[str]:
    return [word for word in name.lower().replace(".", " ").split() if word not in TITLES]


def _is_same(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


_known_by: Sources[str, Callable[[str], Subject | None]] = Sources()
known_by = _known_by.register("reference")


def known_by_reference(model: type[models.Model], prefix: str = "") -> None:
    """Say that a reference, however it was typed, names the row that has it; a bare number takes the prefix."""

    @known_by
    def row_of(text: str) -> Subject | None:
        keys = model._default_manager.filter(reference=typed_reference(text, prefix)).values_list("pk", flat=True)
        return Subject().with_keys(model._meta.label_lower, keys) if keys else None


def named_by(text: str) -> Subject | None:
    """Return what a reference or an e-mail address names, and nothing that it leads to; None where it is unknown."""
    if "@" in text:
        return Subject().with_emails([text.strip()])
    found = [each for find in _known_by.of("reference") if (each := find(text))]
    return found[0] if found else None


def known_as(text: str) -> Subject | None:
    """Return whose data a reference or an e-mail address leads to, or None where nothing is found."""
    subject = named_by(text)
    return follow(subject) if subject else None


_withheld: Sources[str, Callable[[Mapping[str, list[Any]], Any], Iterable[models.Model]]] = Sources()
withholds = _withheld.register("rows")  # (found, user): rows that are kept from somebody who hands a copy over


def withheld_from(found: Mapping[str, list[Any]], user: Any) -> list[models.Model]:
    """Return the rows among those found of a person that are kept from `user`."""
    return [row for find in _withheld.of("rows") for row in find(found, user)]


_hindrances: Sources[str, Callable[[Subject, dt.datetime, Any], Iterable[Text]]] = Sources()
# (subject, now, reader): why what is held of somebody may not be erased now; `reader` is None where they read it.
hinders = _hindrances.register("subject")


def hindrances(subject: Subject, now: dt.datetime, reader: Any = None) -> list[Text]:
    """Return why what is held of somebody may not be erased now; empty where it may.

    In words for themselves; or for a `reader` of the team, without what that reader may not know of.
    """
    return [words for find in _hindrances.of("subject") for words in find(subject, now, reader)]
