"""Rows in one form for both engines: the same row is the same line, whichever database it was read from."""

import base64
import datetime as dt
import hashlib
import uuid
from decimal import Decimal

from django.db import models
from django.utils.duration import duration_string

from common.backups.streams import as_line

# From here on a float is written with an exponent, which PostgreSQL's JSON turns into a whole number.
LARGE = 1e16


def columns_of(model):
    """Return the columns of a model's own table by name, in one order."""
    return {field.attname: field for field in sorted(model._meta.concrete_fields, key=lambda field: field.attname)}


def written(field, value):
    """Return a value of a column as JSON can hold it. Raises TypeError for a kind of value that nobody thought of."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(field, models.JSONField):
        return value
    return _WRITTEN[type(value)](field, value)


def read(field, value):
    """Return what `written` wrote as the column takes it."""
    if value is None or isinstance(field, models.JSONField):
        return value
    return field.to_python(value)


def _number(field, value):
    places = field.decimal_places
    return f"{value:.{places}f}"


_WRITTEN = {
    dt.datetime: lambda _field, value: value.astimezone(dt.UTC).isoformat(timespec="microseconds"),
    dt.date: lambda _field, value: value.isoformat(),
    dt.time: lambda _field, value: value.isoformat(timespec="microseconds"),
    dt.timedelta: lambda _field, value: duration_string(value),
    Decimal: _number,
    float: lambda _field, value: value,
    uuid.UUID: lambda _field, value: str(value),
    bytes: lambda _field, value: base64.b64encode(value).decode(),
    memoryview: lambda _field, value: base64.b64encode(value).decode(),
}


class RowHash:
    """The hash of a table's rows in their order. In JSON the order of names does not count: PostgreSQL keeps none."""

    def __init__(self):
        self._hash = hashlib.sha256()
        self.rows = 0

    def add(self, row):
        self._hash.update(as_line([_plain(value) for value in row], is_sorted=True) + b"\n")
        self.rows += 1

    def hexdigest(self):
        return self._hash.hexdigest()


def _plain(value):
    """Return JSON with its numbers as they come back from either engine."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return int(value) if abs(value) >= LARGE and value.is_integer() else value + 0.0
    return value
