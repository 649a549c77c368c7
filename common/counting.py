"""How many rows there are of several kinds, and the first day of each: one statement for all of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Min, QuerySet, Value
from django.db.models.functions import Cast

NO_DAY = Min(Cast(Value(None), DateField()))  # typed, because PostgreSQL puts no days under texts


@dataclass(frozen=True)
class Wanted:
    """Rows to be counted: by what (`of`), and the field whose earliest day is asked for too, if any."""

    rows: QuerySet[Any]
    first: str = ""
    of: Any = "pk"


@dataclass(frozen=True)
class Found:
    """How many there are, and the earliest of their days where one was asked for."""

    count: int = 0
    first: dt.date | None = None


def count_all(wanted: Mapping[str, Wanted]) -> dict[str, Found]:
    """Return {name: how many and since when} of everything wanted, in one statement."""
    asked = [_counted(name, one) for name, one in wanted.items()]
    rows = asked[0].union(*asked[1:], all=True) if asked else ()
    return dict.fromkeys(wanted, Found()) | {name: Found(count, first) for name, count, first in rows}


def _counted(name: str, wanted: Wanted) -> QuerySet[Any, Any]:
    plain = wanted.rows.order_by().prefetch_related(None).annotate(counted_as=Value(name)).values_list("counted_as")
    day = Min(wanted.first) if wanted.first else NO_DAY
    return plain.annotate(counted=Count(wanted.of, distinct=True), counted_first=day)
