"""Zipped SQLite databases: packing one small, taking it out again, counting its rows."""

import contextlib
import sqlite3
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent
INSIDE = "portal.sqlite3"
# What belongs to the day and not to the group: emptied before a database is packed.
PASSING = ("django_session", "django_cache", "common_ratecount")


def released():
    """Return the zips of the releases, the oldest name first."""
    return sorted(FOLDER.glob("*.zip"))


def pack(database, target, folder):
    """Write a database into a zip, vacuumed and as small as it gets; `folder` is room for the copy."""
    copy = Path(folder, INSIDE)
    with opened(database) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with opened(copy) as connection:
        for table in set(PASSING) & set(tables(connection)):
            connection.execute(f"DELETE FROM {quoted(table)}")
        connection.commit()
        connection.execute("VACUUM")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as packed:
        packed.write(copy, INSIDE)
    copy.unlink()


def unpack(source, folder):
    """Take the database out of a zip, and return where it lies."""
    with zipfile.ZipFile(source) as packed:
        return Path(packed.extract(INSIDE, folder))


def row_counts(database):
    """Return {table: how many rows}."""
    with opened(database) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0]
            for table in tables(connection)
        }


def tables(connection):
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in rows]


def quoted(table):
    return '"{}"'.format(table.replace('"', '""'))


def opened(database):
    return contextlib.closing(sqlite3.connect(database))
