"""Objects that many tests walk to are walked to once in a run, and their rows copied from then on.

`@walked` on a factory keeps the rows that its real services wrote, and what it returned. They are copied where the same
walk is asked for in the same state: by the same words, at the same second, after the same other walks and nothing else
(a row that a test writes by itself ends that). So a copied object cannot be told from one that was walked to again.
"""

import datetime as dt
import enum
import functools
import pickle
import re
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field

import time_machine
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connections, models

from common import clock
from common.models import Document
from tests.factories.numbering import Numbering

WRITES = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?')
PLAIN = (str, int, float, bool, bytes, dt.date, dt.time, dt.timedelta, enum.Enum, type(None))


class NotToldApart(Exception):
    """Raised where two calls of a walk could not be told apart by what they were given."""


@dataclass(frozen=True)
class Walk:
    """What one walk did: by table the keys that went and the rows that came; files, the numbers used, the result."""

    rows: dict
    files: dict
    numbers: list
    made: bytes


@dataclass
class History:
    """What was done to the tables since a test began: a row of walks, or None once anything else was written."""

    done: tuple | None = None
    touched: dict | None = None  # while a walk is kept: by table the rows before it
    is_copying: bool = False
    kept: dict = field(default_factory=dict)

    @contextmanager
    def begin(self):
        """Watch the connection of one test, whose tables are as the migrations left them."""
        self.done, self.touched = (), None
        try:
            with connections[DEFAULT_DB_ALIAS].execute_wrapper(self.watch):
                yield
        finally:
            self.done = None

    def watch(self, execute, sql, params, many, context):
        if not self.is_copying and (found := WRITES.match(sql)):
            if self.touched is None:
                self.done = None
            elif found[1] not in self.touched:
                self.touched[found[1]] = rows_of(found[1]) if model_of(found[1]) else None
        return execute(sql, params, many, context)

    @contextmanager
    def elsewhere(self):
        """Copy nothing from here on: where more than rows and files is watched, such as what runs on commit."""
        self.done = None
        yield

    def take(self, make, args, kwargs):
        """Return what a walk makes: copied where it was walked before from here, and else walked and kept."""
        connection = connections[DEFAULT_DB_ALIAS]
        if self.touched is not None or self.done is None or self.watch not in connection.execute_wrappers:
            return make(*args, **kwargs)
        given = [value for value in (*args, *kwargs.values()) if isinstance(value, models.Model)]
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        try:
            key = (
                now,
                clock.now().replace(microsecond=0),
                self.done,
                make.__module__,
                make.__qualname__,
                told_apart((args, kwargs)),
            )
        except NotToldApart:
            return make(*args, **kwargs)
        if key in self.kept:
            result = self.copy(self.kept[key], given)
        else:
            with time_machine.travel(now, tick=False):  # what is copied must not lie in the future of its test
                result = self.keep(key, make, args, kwargs, given)
        self.done = key if key in self.kept else None
        return result

    def keep(self, key, make, args, kwargs, given):
        self.touched = {}
        try:
            result = make(*args, **kwargs)
            before = self.touched
        finally:
            self.touched = None
        if None not in before.values():  # a table of no model, such as the cache's, is not copied
            changed = {table: difference(rows, rows_of(table)) for table, rows in before.items()}
            numbers = [(numbering, copy(numbering.numbers)) for numbering in Numbering.made]
            self.kept[key] = Walk(changed, files_among(changed), numbers, pickle.dumps((result, given)))
        return result

    def copy(self, walk, given):
        """Put the rows of a walk in their tables; what it was given becomes what the walk made of it."""
        self.is_copying = True
        try:
            for table, (gone, come) in walk.rows.items():
                replace_rows(table, gone, come)
        finally:
            self.is_copying = False
        for name, content in walk.files.items():
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(content))
        for numbering, numbers in walk.numbers:  # of a factory first imported since, the walk used none
            numbering.numbers = copy(numbers)
        result, given_then = pickle.loads(walk.made)
        for before, after in zip(given, given_then, strict=True):
            before.__dict__.update(after.__dict__)
        return next((before for before, after in zip(given, given_then, strict=True) if after is result), result)


history = History()


def walked(make):
    """Keep what a factory walks to; see above."""

    @functools.wraps(make)
    def factory(*args, **kwargs):
        return history.take(make, args, kwargs)

    return factory


def told_apart(value):
    """Return a value as words that two different ones do not share. Raises NotToldApart where it has none."""
    if isinstance(value, dict):
        return tuple((name, told_apart(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(told_apart, value))
    if isinstance(value, models.Model):
        fields = value._meta.concrete_fields
        return (value._meta.label, *(told_apart(value.__dict__.get(each.attname)) for each in fields))
    if isinstance(value, PLAIN):
        return repr(value)
    raise NotToldApart


@functools.cache
def model_of(table):
    """Return the model of a table, or None."""
    every = apps.get_models(include_auto_created=True)
    return next((model for model in every if model._meta.db_table == table), None)


@functools.cache
def columns_of(table):
    """Return the names of a table's columns, its key first."""
    key = model_of(table)._meta.pk
    others = [each.column for each in model_of(table)._meta.concrete_fields if each is not key and not each.generated]
    return [key.column, *others]


def rows_of(table):
    """Return the rows of a table by key, each as values that can be put back."""
    connection = connections[DEFAULT_DB_ALIAS]
    cast = "::text" if connection.vendor == "postgresql" else ""
    names = ", ".join(f'"{name}"{cast}' for name in columns_of(table))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table}"')
        return {row[0]: tuple(map(stored, row)) for row in cursor.fetchall()}


def stored(value):
    return str(value) if isinstance(value, dt.date | dt.time) else value


def difference(before, after):
    """Return the keys of the rows that went or changed, and the rows that came or changed."""
    gone = [(key,) for key, row in before.items() if after.get(key) != row]
    return gone, [row for key, row in after.items() if before.get(key) != row]


def replace_rows(table, gone, come):
    names = columns_of(table)
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join(["%s"] * len(names))
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        if gone:
            cursor.executemany(f'DELETE FROM "{table}" WHERE "{names[0]}" = %s', gone)
        if come:
            cursor.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', come)


def files_among(changed):
    """Return the content of every file that came with the rows, by name."""
    _gone, come = changed.get(Document._meta.db_table, ((), ()))
    place = columns_of(Document._meta.db_table).index("file")
    return {row[place]: content_of(row[place]) for row in come}


def content_of(name):
    with default_storage.open(name) as file:
        return file.read()
