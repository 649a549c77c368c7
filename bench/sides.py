"""The two processes that are measured in turn, without a web server."""

import json
import subprocess
from contextlib import contextmanager, suppress

from bench.data import environment
from bench.results import Round
from partnership.bootstrap.programs import tail
from partnership.bootstrap.reporting import Problem

MODULES = {"floor": "bench.floor.calls", "ours": "bench.ours"}


class Side:
    """A process that answers what it is asked (`bench/worker.py`)."""

    def __init__(self, process, log):
        self.process, self.log = process, log

    def ask(self, do, **words):
        with suppress(BrokenPipeError):  # then it has ended, and its log says why
            print(json.dumps({"do": do, **words}), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise Problem(f"The measurement ended at {words}.\n{tail(self.log)}")
        return json.loads(answer)

    def milliseconds(self, row, seconds):
        return self.ask("measure", row=row, seconds=seconds)["milliseconds"]


@contextmanager
def started(places, side, data, address="", module=""):
    """Start the process of a side and end it with the block; `module` has other requests than its own."""
    log = data / f"{side}.log"
    command = [str(places.python), "-m", "bench.worker", module or MODULES[side]]
    env, pipe = environment(side, data, address), subprocess.PIPE
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, env=env, cwd=places.root, stdin=pipe, stdout=pipe, stderr=errors, text=True
        ) as process,
    ):
        yield Side(process, log)  # it ends where there is nothing more to read


def times_of(row, floor, ours, rounds, seconds):
    """Measure floor and ours in turn."""
    return [
        Round(floor.milliseconds(row.floor, seconds), ours.milliseconds(row.name, seconds)) for _round in range(rounds)
    ]
