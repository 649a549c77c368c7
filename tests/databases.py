"""Databases that are made once in a test run, whichever worker needs them first, and copied for all.

A copy is used by pointing the default connection of every thread at it: see `Copy.opened`.
"""

import contextlib
import fcntl
import hashlib
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
        """Make the tables by all migrations, and no rows but theirs."""
        self.drop()
        self.files.mkdir()
        if not self.is_file:
            run_sql(f'CREATE DATABASE "{self.name}"')
        with self.opened():
            call_command("migrate", verbosity=0, run_syncdb=True)
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
class Shared:
    """A folder that all workers of a run share, and this worker's name."""

    folder: Path
    worker: str

    @classmethod
    def of_run(cls, tmp_path_factory, name):
        """Return the folder NAME of this run."""
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        base = tmp_path_factory.getbasetemp()
        folder = (base.parent if worker else base) / name
        folder.mkdir(exist_ok=True)
        return cls(folder, worker or "main")

    @contextlib.contextmanager
    def used(self, build, drop):
        """Build unless another worker has; the last one out drops what is not a file (the files go with the folder)."""
        with self._alone():
            if not (self.folder / "built").exists():
                build()
                (self.folder / "built").touch()
            (self.folder / f"used-by-{self.worker}").touch()
        try:
            yield
        finally:
            with self._alone():
                (self.folder / f"used-by-{self.worker}").unlink(missing_ok=True)
                if not list(self.folder.glob("used-by-*")):
                    drop()
                    (self.folder / "built").unlink(missing_ok=True)

    @contextlib.contextmanager
    def _alone(self):
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_blocker):
    """A database that all migrations made, to be copied: they take some ten seconds, and run once for all workers."""
    shared = Shared.of_run(tmp_path_factory, "migrated")
    with django_db_blocker.unblock():
        copy = Copy.at(shared.folder, "migrated")
        with shared.used(copy.make_empty, copy.drop):
            yield copy


@pytest.fixture(scope="session")
def copied_tables(migrated):
    """Let Django begin its test database as a copy of `migrated`, so that its own `migrate` finds nothing to do."""
    connection = connections["default"]
    if not migrated.is_file:
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.name
        yield
        return
    address = connection.creation._get_test_db_name()
    assert connection.creation.is_in_memory_db(address)
    with contextlib.closing(sqlite3.connect(address, uri=True)) as memory:  # it is there as long as one is connected
        with contextlib.closing(sqlite3.connect(migrated.name)) as source:
            source.backup(memory)
        yield
