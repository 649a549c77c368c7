"""A disk that is really full: nothing is acknowledged that was not kept, people are told, and all goes on with room."""

import contextlib
import os
import secrets
import subprocess
import tempfile
from pathlib import Path

import pytest

from partnership.bootstrap.testing import is_ci
from tests.faults.arena import Arena, until
from tests.faults.own_database import OwnPostgres
from tests.faults.web import Web


@contextlib.contextmanager
def small_disk(megabytes):
    """A disk in memory, which only root may hang in; left out for others, but never in CI."""
    with tempfile.TemporaryDirectory(prefix="portal-small-disk-") as folder:
        words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", folder]
        if subprocess.run(words, check=False, capture_output=True).returncode:
            (pytest.fail if is_ci(os.environ) else pytest.skip)("needs the right to mount a disk")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@contextlib.contextmanager
def on_sqlite():
    with small_disk(24) as disk, contextlib.closing(Arena(disk)) as arena:
        yield arena, disk


@contextlib.contextmanager
def on_postgres():
    """The database alone on the small disk."""
    with small_disk(140) as disk, tempfile.TemporaryDirectory() as folder:
        server = OwnPostgres(disk)
        try:
            with contextlib.closing(Arena(Path(folder), server.url)) as arena:
                yield arena, disk
        finally:
            server.stop()


def fill(disk):
    """Take all room there is, to the last byte, and return the file that holds it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0" * 65536):
            pass
    with ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"\0"):
            pass
    return ballast


@pytest.mark.parametrize("place", [on_sqlite, pytest.param(on_postgres, marks=pytest.mark.services)])
def test_what_was_acknowledged_is_kept_and_all_goes_on_when_there_is_room(place):
    with place() as (arena, disk):
        web = Web(arena)
        acknowledged = [web.raise_issue(secrets.token_urlsafe(12), "10.0.0.1") for _number in range(3)]
        ballast = fill(disk)
        refused = []
        while len(refused) < 3:  # the database may have some room of its own left
            status, page, reference = web.send_issue(secrets.token_urlsafe(12), f"10.0.1.{len(acknowledged) % 250}")
            if reference:
                acknowledged.append(reference)
            else:
                refused.append((status, page))
            assert len(acknowledged) < 2000
        assert {status for status, _page in refused} == {503}
        assert all("try again" in page.lower() for _status, page in refused)
        ballast.unlink()
        until(web.is_up, "the portal, which nobody has restarted")
        acknowledged.append(web.raise_issue(secrets.token_urlsafe(12), "10.0.0.2"))
        kept = [reference for (reference,) in arena.rows("SELECT reference FROM issues_issue")]
        assert sorted(kept) == sorted(acknowledged)
