"""A worker as `./run` starts it, for what is measured of its work."""

import os
import time
from contextlib import contextmanager

from bench.jobs.apart import data_folder
from partnership.bootstrap.places import find_places
from partnership.bootstrap.programs import end_group, tail
from partnership.bootstrap.reporting import Problem
from partnership.bootstrap.run import job_programs
from partnership.bootstrap.supervisor import Program, start


def until(condition, what, seconds=120):
    """Return what `condition` gives as soon as it is true; raise Problem where it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.01)
    raise Problem(f"Still waiting for {what} after {seconds} s.\n{tail(data_folder() / 'worker.log')}")


@contextmanager
def worker(*options, is_production_like, **variables):
    """Run the worker with more options of its own than `./run` gives it, until the block ends."""
    shipped = job_programs(find_places(dict(os.environ)), os.environ, is_production_like=is_production_like)[0]
    log = data_folder() / "worker.log"
    process = start(Program("worker", [*shipped.command, *options], os.environ | variables, log, shipped.cwd))
    try:
        yield process
    finally:
        end_group(process)
