"""Promise 10 of docs/safety.md: a backup of the running portal is one moment of it, restored as it was saved."""

import concurrent.futures
import itertools
import json
import secrets
import threading
import time
from pathlib import Path

import pytest

from tests.faults.arena import until
from tests.faults.web import Web

SUBMISSIONS, POSTERS, MEGABYTES = 200, 4, 40
# Measured beside the submissions, on two cores: see docs/backups.md. The bounds are for a machine with much else to do.
MOST_SECONDS, MOST_MEGABYTES = 120, 300
OF_THE_DAY = {"sessions.Session", "common.RateCount", "common.Backup"}


@pytest.fixture
def arena(make_arena):
    """A portal with 40 MB of rows and files, and a key for its backups."""
    arena = make_arena(has_portal=True)
    arena.environment["PORTAL_BACKUP_KEY_FILE"] = str(arena.folder / "backup-key")
    (arena.folder / "backup-key").write_text(secrets.token_hex(32))
    return arena


def measured(arena, *words):
    """Run a command; return its seconds, and the megabytes that it or a process of its own had in memory at most."""
    begun, most = time.monotonic(), 0.0
    process = arena.begin("-m", "django", *words, name=words[0])
    while process.poll() is None:
        most = max(most, *map(megabytes_of, family_of(process.pid)))
        time.sleep(0.02)
    assert process.returncode == 0, arena.logs()
    return time.monotonic() - begun, most


def family_of(pid):
    """Return the numbers of a process and of those it began."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return [pid, *map(int, children)]


def megabytes_of(pid):
    """Return what a process had in memory at most since it began its program; nothing once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0.0)


def stored(arena, **environment):
    """Return what a portal holds now: this one, or another by its environment."""
    usual = arena.environment
    arena.environment = {**usual, **environment}
    try:
        return json.loads(arena.run("-m", "tests.faults.stored"))
    finally:
        arena.environment = usual


def backed_up_meanwhile(arena, web):
    """Make a backup while submissions come in, 200 or more and the last once it is made.

    Return the references acknowledged before it began, all of them, and what it took.
    """
    numbers, is_made, acknowledged = itertools.count(), threading.Event(), []

    def submit_until_it_is_made():
        while (number := next(numbers)) < SUBMISSIONS or not is_made.is_set():
            address = f"10.1.{number // 250}.{number % 250}"
            acknowledged.append(web.raise_issue(secrets.token_urlsafe(12), address))

    with concurrent.futures.ThreadPoolExecutor(POSTERS) as posters:
        waiting = [posters.submit(submit_until_it_is_made) for _poster in range(POSTERS)]
        try:
            until(lambda: len(acknowledged) >= 20, "the first submissions")
            before = list(acknowledged)
            took = measured(arena, "backup", "--folder", str(arena.folder / "backups"))
        finally:
            is_made.set()
        for one in waiting:
            one.result()
    assert len(set(acknowledged)) == len(acknowledged) >= SUBMISSIONS
    return before, acknowledged, took


def test_a_backup_made_while_submissions_come_in_is_restored_on_an_empty_machine(arena, is_full):
    """On SQLite, so in CI, where the portal is on PostgreSQL, on the other engine; with --full back, and as a drill."""
    web = Web(arena)
    arena.run("-m", "tests.faults.stored", "fill", str(MEGABYTES))
    before, acknowledged, (seconds, megabytes) = backed_up_meanwhile(arena, web)
    source = stored(arena)

    folder = arena.folder / "new"
    restoring = measured(arena, "restore", str(arena.folder / "backups"), "--into", str(folder), "--without-erasures")
    place = {"PORTAL_DATA_DIR": str(folder), "DATABASE_URL": ""}
    restored = stored(arena, **place)

    print(f"backup {seconds:.1f} s, {megabytes:.0f} MB; restore {restoring[0]:.1f} s, {restoring[1]:.0f} MB")
    check_one_moment(source, restored, before, acknowledged)
    assert seconds < MOST_SECONDS
    assert max(megabytes, restoring[1]) < MOST_MEGABYTES
    if is_full:
        check_drill(arena)
    if is_full and arena.server_url:
        restore_on_postgresql(arena, restored, place)


def check_one_moment(source, restored, before, acknowledged):
    """Every row and file restored is one of the source; what was acknowledged before is there, and no issue by half."""
    rows = restored["rows"]
    for table in rows.keys() - OF_THE_DAY - {"common.ReferenceCounter"}:  # one row, which each submission changes
        assert set(rows[table]) <= set(source["rows"][table]), table
    assert restored["files"] == source["files"]
    assert set(before) <= set(restored["references"])
    assert len(before) <= len(rows["issues.Issue"]) < len(acknowledged)
    assert len(rows["issues.Issue"]) == len(rows["common.Submission"])
    # Nobody but parents wrote: all other rows are the same to the last.
    assert rows["common.Document"] == source["rows"]["common.Document"]
    assert len(rows["common.Document"]) == MEGABYTES // 2


def restore_on_postgresql(arena, restored, place):
    """Back up what was restored on SQLite, and restore that on PostgreSQL: the same to the last row."""
    usual = arena.environment
    url = arena._make_database(None)
    archive, folder = str(arena.folder / "back.backup"), str(arena.folder / "back")
    try:
        arena.environment = {**usual, **place}
        measured(arena, "backup", archive)
        measured(arena, "restore", archive, "--into", folder, "--into-database", url, "--without-erasures")
        arena.environment = usual
        again = stored(arena, PORTAL_DATA_DIR=folder, DATABASE_URL=url)
    finally:
        arena._on_server(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")
    for table in again["rows"].keys() - OF_THE_DAY:
        assert again["rows"][table] == restored["rows"][table], table
    assert again["files"] == restored["files"]


def check_drill(arena):
    """A drill restores beside the portal, is on the row of its backup, and leaves nothing behind."""
    assert arena.value("SELECT last_drill_at FROM common_backup") is None
    measured(arena, "restore", str(arena.folder / "backups"), "--drill")
    assert arena.value("SELECT last_drill_at FROM common_backup") is not None
    assert not (arena.folder / "drill").exists()
