"""The sample year, built once in a test run and copied for whoever needs it; the workers of xdist share it.

A copy is used by pointing the default connection of every thread at it: see `Copy.opened`.
"""

import contextlib
import datetime as dt
import fcntl
import hashlib
import io
import itertools
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

AS_OF = dt.date(2026, 11, 21)
numbers = itertools.count(1)


@contextlib.contextmanager
def database(name):
    """Point the default connection of every thread at the database NAME, and leave the usual one untouched."""
    usual, settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = {**usual.settings_dict, "NAME": str(name), "CONN_MAX_AGE": 0}
    del connections["default"]
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = settings
        connections["default"] = usual
        ContentType.objects.clear_cache()


def run_sql(*statements):
    """Run statements about whole databases, on PostgreSQL and outside of all of them."""
    with connections["default"]._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@dataclass(frozen=True)
class Copy:
    """One database and its folder of files."""

    name: str
    files: Path

    @classmethod
    def at(cls, folder, what):
        """Return where a copy lies: a file on SQLite, on PostgreSQL a database named after the folder."""
        if connections["default"].vendor == "sqlite":
            return cls(str(folder / f"{what}.sqlite3"), folder / f"{what}-files")
        run = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        return cls(f"portal_{run}_{what}".replace("-", "_"), folder / f"{what}-files")

    @property
    def is_file(self):
        return connections["default"].vendor == "sqlite"

    @contextlib.contextmanager
    def opened(self, **settings):
        """Use this database and these files in every thread, as a portal with sample data."""
        chosen = {"MEDIA_ROOT": self.files, "SAMPLE_DATA": True, "EMAIL_BACKEND": "common.outbox.OutboxBackend"}
        with override_settings(**{**chosen, **settings}), database(self.name):
            yield self

    def make_empty(self):
        """Make the tables, and nothing in them."""
        self.drop()
        self.files.mkdir()
        if not self.is_file:
            run_sql(f'CREATE DATABASE "{self.name}"')
        with self.opened():
            call_command("migrate", verbosity=0)
            call_command("createcachetable")

    def copy_to(self, other):
        other.drop()
        if self.is_file:
            with contextlib.closing(sqlite3.connect(self.name)) as connection:
                connection.execute("VACUUM INTO ?", (other.name,))
        else:
            run_sql(f'CREATE DATABASE "{other.name}" TEMPLATE "{self.name}"')
        shutil.copytree(self.files, other.files)
        return other

    def drop(self):
        if self.is_file:
            for end in ("", "-wal", "-shm"):
                Path(self.name + end).unlink(missing_ok=True)
        else:
            run_sql(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        shutil.rmtree(self.files, ignore_errors=True)


@dataclass(frozen=True)
class SampleYear:
    """What all workers share: the tables without a row, and the whole year, both to be copied."""

    folder: Path
    worker: str

    @property
    def empty(self):
        return Copy.at(self.folder, "empty")

    @property
    def full(self):
        return Copy.at(self.folder, "full")

    @contextlib.contextmanager
    def copied(self, template=None):
        """Lend a copy of the year, or of another template, and throw it away afterwards."""
        copy = Copy.at(self.folder, f"{self.worker}-{next(numbers)}")
        (template or self.full).copy_to(copy)
        try:
            yield copy
        finally:
            copy.drop()

    def build(self):
        self.empty.make_empty()
        self.empty.copy_to(self.full)
        with self.full.opened():
            call_command("sample_year", as_of=AS_OF, stdout=io.StringIO())

    def join(self):
        """Build unless another worker has, and say that this one uses it too."""
        with self._alone():
            if not (self.folder / "built").exists():
                self.build()
                (self.folder / "built").touch()
            (self.folder / f"used-by-{self.worker}").touch()

    def leave(self):
        """The last one out drops what is not a file; the files go with pytest's folder."""
        with self._alone():
            (self.folder / f"used-by-{self.worker}").unlink(missing_ok=True)
            if not list(self.folder.glob("used-by-*")):
                self.empty.drop()
                self.full.drop()
                (self.folder / "built").unlink(missing_ok=True)

    @contextlib.contextmanager
    def _alone(self):
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@pytest.fixture(scope="session")
def sample_year(tmp_path_factory, django_db_blocker):
    """The sample year as of `AS_OF`, to be copied: `with sample_year.copied() as copy, copy.opened(): ...`."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if worker else base) / "sample-year"
    folder.mkdir(exist_ok=True)
    year = SampleYear(folder, worker or "main")
    with django_db_blocker.unblock():
        year.join()
    yield year
    with django_db_blocker.unblock():
        year.leave()
