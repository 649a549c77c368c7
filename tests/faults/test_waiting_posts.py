"""SQLite under a lock: who reads never waits for who writes, and nobody else on the machine reads the files."""

import concurrent.futures
import contextlib
import secrets
import sqlite3
import stat
import time

import pytest

from tests.faults.slow_clients import seconds_of
from tests.faults.web import Web

PAGES = ("/", "/issues/", "/meetings/")


@pytest.fixture
def web(make_arena):
    web = Web(make_arena(has_portal=True, database_url=""))
    for path in PAGES * 4:
        assert web.ask("GET", path)[0] == 200
    yield web
    web.stop()


def test_pages_are_read_while_two_posts_wait_for_a_lock_and_both_posts_are_kept(web):
    alone = max(seconds_of(lambda path=path: web.ask("GET", path)) for path in PAGES * 2)
    with (
        contextlib.closing(sqlite3.connect(web.arena.folder / "arena.sqlite3", isolation_level=None)) as other,
        concurrent.futures.ThreadPoolExecutor(2) as posters,
    ):
        other.execute("BEGIN IMMEDIATE")
        posts = [posters.submit(web.raise_issue, secrets.token_urlsafe(12), f"10.0.0.{number}") for number in (1, 2)]
        time.sleep(1)
        assert not any(post.done() for post in posts)
        beside = max(seconds_of(lambda path=path: web.ask("GET", path)) for path in PAGES * 2)
        other.execute("COMMIT")
        assert len({post.result() for post in posts}) == 2
    assert beside < max(1, 2 * alone)
    assert readable_by_others(web.arena.folder) == []


def readable_by_others(folder):
    """Return the files the portal wrote that somebody else may read; the test's own logs are no files of the portal."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".log")
    return [path.name for path in found if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
