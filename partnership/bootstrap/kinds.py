"""What the database in the data folder says of itself, read before there is Django."""

import sqlite3
from contextlib import closing
from pathlib import Path

from .places import Places


def marked_as_sample(places: Places) -> bool | None:
    """Return whether the database is marked as sample data or as real data; None where it has no mark."""
    marks = rows_of(places, "common_installation", "SELECT is_sample FROM common_installation")
    return bool(marks[0][0]) if marks else None


def is_of_real_people(places: Places, cluster: Path) -> bool:
    """Return whether the data is marked as real; of our own PostgreSQL, not started yet, the note beside it says so."""
    note = places.data / "sample-data"
    is_noted = cluster.exists() and note.is_file() and note.read_text(encoding="utf-8").strip() == "false"
    return marked_as_sample(places) is False or is_noted


def may_be_made_again(places: Places) -> bool:
    """Return whether the database can be thrown away unasked: it is marked as sample data, or nobody is in it."""
    mark = marked_as_sample(places)
    return not rows_of(places, "accounts_user", "SELECT id FROM accounts_user LIMIT 1") if mark is None else mark


def rows_of(places: Places, table: str, query: str) -> list[tuple[object, ...]]:
    """Return what a query of a table finds, or nothing where there is no such table; any other error is raised."""
    path = places.data / "portal.sqlite3"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchall():
            return []
        return database.execute(query).fetchall()
