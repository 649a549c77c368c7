"""The way in from `start`."""

import signal
import sys
from types import FrameType

from .benching import bench
from .ci import ci
from .manage import manage
from .reporting import Problem
from .run import run
from .testing import test

COMMANDS = {"run": run, "test": test, "manage": manage, "ci": ci, "bench": bench}


def main() -> None:
    """Do the command that the first argument names, and exit with its code; a Problem is told in plain words."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell script's background jobs begin deaf to it
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    try:
        sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
    except Problem as problem:
        sys.exit(str(problem))
    except OSError as error:
        sys.exit(f"This machine does not let us go on: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def leave(number: int, _frame: FrameType | None) -> None:
    """End as Ctrl-C would, so that what we started is ended too."""
    raise SystemExit(128 + number)
