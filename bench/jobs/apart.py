"""A function in a process of its own, so that what it takes is its own: `python -m bench.jobs.apart MODULE FUNCTION`.

What it returns is printed as JSON; everything else that is printed goes to the log.
"""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import django

from partnership.bootstrap.reporting import Problem


class LeftOut(Exception):
    """This cannot be measured here, for the reason given."""


def call(module, function, *words, env=None):
    """Call `bench.jobs.MODULE.FUNCTION(*words)` apart; raise LeftOut where it does, Problem where it fails."""
    command = [sys.executable, "-m", "bench.jobs.apart", module, function, *map(json.dumps, words)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    if done.returncode:
        raise Problem(f"{module}.{function} could not be measured.\n{done.stderr[-3000:]}")
    answer = json.loads(done.stdout)
    if "left_out" in answer:
        raise LeftOut(answer["left_out"])
    return answer["found"]


def data_folder():
    """Return the folder of this process's data."""
    return Path(os.environ["PORTAL_DATA_DIR"])


def main(module, function, *words):
    answers, sys.stdout = sys.stdout, sys.stderr
    django.setup()
    try:
        found = getattr(importlib.import_module(f"bench.jobs.{module}"), function)(*map(json.loads, words))
        answer = {"found": found}
    except LeftOut as reason:
        answer = {"left_out": str(reason)}
    print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    # Under its own name, for the exception that a job raises is that of this module and not of `__main__`.
    importlib.import_module("bench.jobs.apart").main(*sys.argv[1:])
