"""The embedded default with nothing to do: it leaves no files behind and hardly uses the processor."""

import os
import time
from pathlib import Path

import pytest

from partnership.bootstrap.places import find_places
from partnership.bootstrap.run import job_programs
from tests.faults.arena import until

# The figure holds over minutes; a short look is given twice as much, for what a start leaves to do.
SECONDS, LONG = 20, 180
SHARE, LONG_SHARE = 0.02, 0.01
TICKS = os.sysconf("SC_CLK_TCK")


def seconds_used(group):
    """Return the processor time of every process of a group, from /proc."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def files_of(broker):
    return sorted(path.name for path in broker.iterdir())


@pytest.fixture
def worker(make_arena):
    """The worker of `./run`, by its very command line, on the portal's own settings."""
    arena = make_arena(has_portal=True)
    arena.environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    arena.run("-m", "django", "migrate", "--verbosity", "0")
    worker, _beat = job_programs(find_places({}), {}, is_production_like=False)
    return arena, arena.begin(*worker.command[1:], name="worker")


def test_the_worker_at_rest_leaves_no_file_and_uses_hardly_any_of_the_processor(worker, is_full):
    arena, process = worker
    broker = arena.folder / "broker"
    until(broker.exists, "the worker's first look at the folder")
    time.sleep(5)  # it still reads its modules
    before = seconds_used(process.pid)
    time.sleep(LONG if is_full else SECONDS)
    share = (seconds_used(process.pid) - before) / (LONG if is_full else SECONDS)
    print(f"{share:.2%} of a core")
    assert files_of(broker) == []
    assert process.poll() is None
    assert share < (LONG_SHARE if is_full else SHARE)
