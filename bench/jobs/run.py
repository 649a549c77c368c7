"""`./run` on a folder of its own: cold, again, and what all its processes hold once they have settled."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager

from bench.jobs.apart import data_folder
from bench.jobs.memory import tree_mb
from bench.jobs.workers import until
from partnership.bootstrap.environment import NOT_FOR_US
from partnership.bootstrap.health import status_of
from partnership.bootstrap.places import ROOT
from partnership.bootstrap.services import free_port

OURS = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "BROKER_URL", "SECRET_KEY_FILE", "PORTAL_SAMPLE_DATA"}
COLD, AGAIN, SETTLED = 600, 60, 30  # seconds at most; seconds after which it has settled
AGAINS = 3


def measure():
    with running() as (_process, port, began):
        cold = seconds_to_first_page(port, began, COLD)
    times = []
    for _time in range(AGAINS):
        with running() as (process, port, began):
            times.append(seconds_to_first_page(port, began, AGAIN))
            if len(times) == AGAINS:
                time.sleep(SETTLED)
                held = tree_mb(process.pid)
    return {"cold": cold, "again": sorted(times)[AGAINS // 2], "mb": held}


@contextmanager
def running():
    """Start `./run` as a person does; its packages and libraries are there, its data is its own."""
    port, folder = free_port(), data_folder() / "run"
    kept = {name: value for name, value in os.environ.items() if name not in OURS | NOT_FOR_US}
    env = kept | {"PORTAL_DATA_DIR": str(folder)}
    began = time.monotonic()
    with (data_folder() / "run.log").open("w") as log:
        process = subprocess.Popen(
            ["./run", "--port", str(port)], cwd=ROOT, env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    try:
        yield process, port, began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def seconds_to_first_page(port, began, most):
    until(lambda: status_of(port) == 200, "the first page of ./run", most)
    return time.monotonic() - began
