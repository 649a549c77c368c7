"""Tombstones: what changes a sealed row with good reason says so in the chain itself."""

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from common import clock, search
from common.chain.days import last_day
from common.chain.forms import digest_of, new_salt
from common.chain.kinds import CHUNK, Kind, kinds
from common.models import ChainChange, ChainRow
from common.rules import Why

Rows = models.QuerySet[Any] | Iterable[models.Model]


@dataclass(frozen=True)
class Sealed:
    """A row of the chain, and the newest digest and salt it must fit."""

    kind: Kind
    key: str
    day: dt.date
    digest: str
    salt: str

    def fits(self, row: models.Model | None) -> bool:
        return row is not None and digest_of(self.kind.whole_form(row), self.salt) == self.digest


@contextlib.contextmanager
def changing(rows: Rows, why: Why, *, now: dt.datetime | None = None) -> Iterator[None]:
    """Let rows be changed or deleted; those that were sealed get a tombstone of today, which is chained itself.

    `rows` are a queryset or rows of any models, chained or not; call it in the transaction of the change. The salts go,
    so that nobody can try out what a row said before. A row that did not fit the chain before gets no tombstone: an
    alteration cannot be made good by a redaction that follows. What can be found of the rows goes with the change.
    """
    found = search.keys_of(rows)
    sealed = [one for few in _by_model(rows) for one in _sealed(*few)]
    yield
    search.refresh_keys(found)
    replaced = [(one, row) for one, row in _read_again(sealed) if not one.fits(row)]
    on = _first_open_day(clock.today(now)) if replaced else None
    for one, row in replaced:
        _replace(one, row, why, on)


def _by_model(rows: Rows) -> Iterator[tuple[type[models.Model], list[object]]]:
    """Yield (model, keys) of the rows whose model is chained, or part of what is."""
    watched = {model for kind in kinds.values() for model in (kind.model, *dict(kind.parts))}
    if isinstance(rows, models.QuerySet):
        if rows.model in watched:
            yield rows.model, list(rows.order_by().values_list("pk", flat=True))
        return
    keys: dict[type[models.Model], list[object]] = {}
    for row in rows:
        if type(row) in watched:
            keys.setdefault(type(row), []).append(row.pk)
    yield from keys.items()


def _sealed(model: type[models.Model], keys: list[object]) -> Iterator[Sealed]:
    """Yield the sealed rows that are these rows, or hold them, and that fit the chain now."""
    for kind in kinds.values():
        way = kind.way_to(model)
        for start in range(0, len(keys) if way else 0, CHUNK):
            some = keys[start : start + CHUNK]
            of_kind = some if way == "pk" else kind.rows().filter(**{f"{way}__in": some}).values_list("pk", flat=True)
            found = list(_newest(kind, {str(key) for key in of_kind}))
            yield from (one for one, row in _read_again(found) if one.fits(row))


def _newest(kind: Kind, keys: set[str]) -> Iterator[Sealed]:
    of_kind = {"kind": kind.name, "key__in": keys}
    found = ChainRow.objects.filter(**of_kind).values_list("key", "day_id", "digest", "salt") if keys else ()
    rows = {key: (day, digest, salt) for key, day, digest, salt in found}
    if rows:
        until = _first_open_day(clock.today())  # a tombstone with a later day is forged
        for change in ChainChange.objects.filter(**of_kind, changed_on__lte=until).order_by("changed_on"):
            rows[change.key] = (change.of_day, change.digest, change.salt)
    yield from (Sealed(kind, key, *newest) for key, newest in rows.items() if newest[1])


def _read_again(sealed: list[Sealed]) -> Iterator[tuple[Sealed, models.Model | None]]:
    """Yield each sealed row with the row itself as the database has it now, or None where it is gone."""
    for kind in {one.kind.name: one.kind for one in sealed}.values():
        of_kind = [one for one in sealed if one.kind is kind]
        for start in range(0, len(of_kind), CHUNK):
            some = of_kind[start : start + CHUNK]
            rows = {str(row.pk): row for row in kind.rows().filter(pk__in=[one.key for one in some])}
            yield from ((one, rows.get(one.key)) for one in some)


def _first_open_day(today: dt.date) -> dt.date:
    """Return today, or the first day that is not sealed: a tombstone never enters a day that has its head."""
    last = last_day()
    return max(today, last.day + clock.DAY) if last else today


def _replace(one: Sealed, row: models.Model | None, why: Why, on: dt.date | None) -> None:
    """Throw the old salts away and keep what the row must fit from now on: one tombstone a row and day."""
    ChainRow.objects.filter(kind=one.kind.name, key=one.key).update(salt="")
    ChainChange.objects.filter(kind=one.kind.name, key=one.key).update(salt="")
    salt = new_salt() if row is not None else ""
    digest = digest_of(one.kind.whole_form(row), salt) if row is not None else ""
    ChainChange.objects.update_or_create(
        kind=one.kind.name,
        key=one.key,
        changed_on=on,
        defaults={"of_day": one.day, "why": why, "digest": digest, "salt": salt},
    )
