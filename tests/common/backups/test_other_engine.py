"""From PostgreSQL to SQLite and back: every row is the same, to the last."""

import contextlib
import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings

from tests.common.backups.hashes import files_now, rows_now

pytestmark = pytest.mark.services


@contextlib.contextmanager
def on_sqlite(folder):
    """Use a SQLite that lies in a folder, without any tables yet."""
    usual, settings = connections["default"], connections.settings["default"]
    options = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;"}
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "portal.sqlite3"), "OPTIONS": options}
    connections.settings["default"] = {**usual.settings_dict, **engine, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    del connections["default"]
    ContentType.objects.clear_cache()
    try:
        with override_settings(MEDIA_ROOT=folder / "files", DATA_DIR=folder):
            yield
    finally:
        connections["default"].close()
        connections.settings["default"] = settings
        connections["default"] = usual
        ContentType.objects.clear_cache()


def run(*words, **options):
    call_command(*map(str, words), stdout=io.StringIO(), **options)


def test_the_sample_year_goes_from_postgresql_to_sqlite_and_back(year, sample_year, tmp_path):
    assert connection.vendor == "postgresql"
    rows, files = rows_now(), files_now()
    run("backup", tmp_path / "there.backup")
    folder = tmp_path / "sqlite"
    folder.mkdir()
    with on_sqlite(folder):
        run("restore", tmp_path / "there.backup", without_erasures=True)
        assert connection.vendor == "sqlite"
        assert (rows_now(), files_now()) == (rows, files)
        run("backup", tmp_path / "back.backup")
    with sample_year.copied(sample_year.empty) as copy, copy.opened():
        run("restore", tmp_path / "back.backup", without_erasures=True)
        assert connection.vendor == "postgresql"
        assert (rows_now(), files_now()) == (rows, files)
