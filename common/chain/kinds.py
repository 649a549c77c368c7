"""Which rows are chained: each app says so in its `record.py`."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from common.registry import Registry

DAY = "chain_day"
CHUNK = 500

Form = Callable[[Any], Mapping[str, Any]]
Look = Callable[[Any], str]


@dataclass(frozen=True)
class Kind:
    """One kind of chained row.

    `parts` are models whose rows stand in its form, with the way from it to them. `look` says what is wrong with what
    belongs to a row and is no column, such as the bytes of its file.
    """

    name: str
    label: str | Promise
    rows: Callable[[], models.QuerySet[Any]]
    day: str | Combinable
    form: Form
    parts: tuple[tuple[type[models.Model], str], ...] = ()
    look: Look | None = None

    @property
    def model(self) -> type[models.Model]:
        return self.rows().model

    def dated(self) -> models.QuerySet[Any]:
        """Return its rows with the day they are sealed with."""
        day = F(self.day) if isinstance(self.day, str) else self.day
        return self.rows().annotate(**{DAY: day})

    def records(self, since: dt.date | None, until: dt.date) -> Iterator[tuple[dt.date, models.Model]]:
        """Yield (day, row) from one day to another, both included, without keeping them."""
        rows = self.dated().filter(**{f"{DAY}__lte": until})
        if since is not None:
            rows = rows.filter(**{f"{DAY}__gte": since})
        for row in rows.order_by(DAY, "pk").iterator(CHUNK):
            yield getattr(row, DAY), row

    def whole_form(self, row: models.Model) -> dict[str, Any]:
        """Return the form of a row with its kind and key, so that two rows cannot change places."""
        return {**self.form(row), "_kind": self.name, "_key": str(row.pk)}

    def way_to(self, model: type[models.Model]) -> str | None:
        """Return how rows of a model are found from rows of this kind, or None where they are no part of it."""
        return "pk" if model is self.model else dict(self.parts).get(model)


kinds: Registry[Kind] = Registry("kinds of chained rows")


def kind(
    name: str,
    label: str | Promise,
    rows: Callable[[], models.QuerySet[Any]],
    *,
    day: str | Combinable,
    parts: Mapping[type[models.Model], str] | None = None,
    look: Look | None = None,
) -> Callable[[Form], Form]:
    """Register the form of a kind of row: a function that returns plain typed values by name."""

    def register(form: Form) -> Form:
        kinds.add(name, Kind(name, label, rows, day, form, tuple((parts or {}).items()), look))
        return form

    return register
