"""What can be found: each app says it in its `search.py`, and the index follows what its services write.

An app's `search.py` is read when Django starts:

    @search.kind("themes", _("Themes"), Theme, visible=themes_to_read)
    def theme(row):
        return Entry(row.name, row.summary, row.created_on, row.get_absolute_url())

`visible(user)` returns the rows whose entry somebody may find; without it, the model's own `visible_to`. Words that
others may read than the rest of a row are an entry of a kind of their own. None, or no words, is no entry.

    @search.follows(Person)
    def memberships(keys): yield Membership.objects.filter(person__in=keys)
"""

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import translation

from common.models import SearchEntry
from common.registry import Registry, Sources
from common.search.words import folded

SQLITE_WORDS = "common_searchwords"  # the table of FTS5, and what the names of its parts begin with
LONGEST = 200_000  # characters of one entry: a vector of PostgreSQL holds a megabyte
AT_ONCE = 500
MARKUP = re.compile(r"^[#>*-]+\s+|\*\*", re.MULTILINE)  # of headings and lists, as people type them


@dataclass(frozen=True)
class Entry:
    """What is found of a row, as whoever finds it may read it: title, words, day and address of its page."""

    title: str
    text: str
    on: dt.date
    address: str


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be found; several may share a label, by which people filter."""

    name: str
    label: Any
    model: type[models.Model]
    entry: Callable[[Any], Entry | None]
    visible: Callable[[Any], models.QuerySet]
    with_rows: tuple[str, ...]
    has_begun: Callable[[Any], bool]

    def rows(self) -> models.QuerySet:
        rows = _all(self.model)
        return rows.select_related(*self.with_rows) if self.with_rows else rows


def _all(model: type[models.Model]) -> models.QuerySet:
    return model._base_manager.all()


kinds: Registry[Kind] = Registry("kinds of what can be found")
Following = Callable[[list[Any]], Iterable[models.QuerySet]]
Keys = list[tuple[type[models.Model], Any]]
_following: Sources[type, tuple[Following, bool]] = Sources()


def follows(model: type[models.Model], *, is_always: bool = True) -> Callable[[Following], Following]:
    """Register a function `(keys)` that yields the rows whose entries say something of those rows of `model`.

    They are written again whenever one of those is; or only where its own entry changed, which is less work.
    """

    def add(function: Following) -> Following:
        _following.register(model)((function, is_always))
        return function

    return add


def kind(
    name: str,
    label: Any,
    model: type[models.Model],
    *,
    visible: Callable[[Any], models.QuerySet] | None = None,
    with_rows: Iterable[str] = (),
    has_begun: Callable[[Any], bool] = lambda row: True,
) -> Callable[[Callable[[Any], Entry | None]], Kind]:
    """Register a function `(row)` that returns the entry of a row of `model`, or None.

    `has_begun(row)` says of a row in hand whether it can have had an entry at all: raising an issue costs no query of
    the search. It never turns back to no.
    """
    seen = visible or (lambda user: model._default_manager.all().visible_to(user))
    return lambda entry: kinds.add(name, Kind(name, label, model, entry, seen, tuple(with_rows), has_begun))


def keys_of(rows: Iterable[models.Model]) -> Keys:
    """Return the model and key of each row that has an entry, or that another entry says something of."""
    if isinstance(rows, models.QuerySet) and not _is_watched(rows.model):
        return []
    return [(type(row), row.pk) for row in rows if _is_watched(type(row), row)]


def _is_watched(model: type[models.Model], row: models.Model | None = None) -> bool:
    return model in _following or any(
        one.model is model and (row is None or one.has_begun(row)) for one in kinds.values()
    )


def refresh(*rows: models.Model) -> None:
    """Write the entries of rows that were written, and of those that follow them, in the same transaction."""
    refresh_keys(keys_of(rows))


def refresh_keys(pairs: Keys) -> None:
    """The same for rows that may be deleted by now (`keys_of`)."""
    by_model = defaultdict(list)
    for model, key in pairs:
        by_model[model].append(key)
    for model, keys in by_model.items():
        with transaction.atomic(savepoint=False):
            _refresh_model(model, keys)


def _refresh_model(model: type[models.Model], keys: list[Any]) -> None:
    changed = {key for one in kinds.values() if one.model is model for key in _write(one, keys)}
    for following, is_always in _following.of(model):
        wanted = keys if is_always else sorted(changed)
        for rows in following(wanted) if wanted else ():
            if others := list(rows.order_by().values_list("pk", flat=True)):
                _refresh_model(rows.model, others)


def _write(kind: Kind, keys: list[Any]) -> set[Any]:
    """Bring the entries of some rows of a kind to what the rows say; return the keys of those that were wrong."""
    stored = {one.key: one for one in SearchEntry.objects.filter(kind=kind.name, key__in=keys)}
    with translation.override(settings.LANGUAGE_CODE):
        fresh = {row.pk: found for row in kind.rows().filter(pk__in=keys) if (found := _entry(kind, row))}
    changed = {key: new for key, new in fresh.items() if key not in stored or _values(stored[key]) != _values(new)}
    gone = stored.keys() - fresh.keys()
    if gone:
        SearchEntry.objects.filter(kind=kind.name, key__in=gone).delete()
    if changed:
        SearchEntry.objects.bulk_create(
            changed.values(), update_conflicts=True, unique_fields=["kind", "key"], update_fields=VALUES
        )
    return changed.keys() | gone


VALUES = ["title", "text", "folded_title", "folded", "on", "address"]


def _values(entry: SearchEntry) -> list[Any]:
    return [getattr(entry, name) for name in VALUES]


def _entry(kind: Kind, row: models.Model) -> SearchEntry | None:
    found = kind.entry(row)
    if found is None or not f"{found.title}{found.text}".strip():
        return None
    title, text = (unicodedata.normalize("NFC", str(one)) for one in (found.title, found.text))
    text = MARKUP.sub("", text.replace("\0", " "))[:LONGEST]
    title = title[: SearchEntry._meta.get_field("title").max_length]
    words = {"folded_title": folded(title), "folded": folded(f"{title}\n{text}")}
    return SearchEntry(kind=kind.name, key=row.pk, title=title, text=text, on=found.on, address=found.address, **words)


def repair() -> int:
    """Compare the whole index with the rows it is made of, and mend it; return how many entries were wrong."""
    gone, _by_model = SearchEntry.objects.exclude(kind__in=list(kinds)).delete()
    count = gone + sum(_repair(one) for one in kinds.values())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO common_searchwords(common_searchwords) VALUES ('optimize')")
    return count


def _repair(kind: Kind) -> int:
    keys = list(_all(kind.model).order_by("pk").values_list("pk", flat=True))
    count, _by_model = (
        SearchEntry.objects.filter(kind=kind.name).exclude(key__in=_all(kind.model).values("pk")).delete()
    )
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            count += len(_write(kind, keys[start : start + AT_ONCE]))
    return count
