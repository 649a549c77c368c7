"""The side of a check that runs in its own process: it limits itself, reads a file, answers, and ends."""

import dataclasses
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from common.file_checks.findings import Refused, Sound

ENDLESS = "too_much"


def answer(check: Callable[[bytes, dict], Sound]) -> None:
    """Check the file on standard input and write to standard output one line of JSON, then the bytes to store.

    The first line of the input holds the limits and what is asked. Running out of memory is an answer too; running out
    of time kills the process, and `apart` sees it.
    """
    asked = json.loads(sys.stdin.buffer.readline())
    _limit(asked)
    data = sys.stdin.buffer.read()
    found, kept = {}, b""
    try:
        sound = check(data, asked)
        found, kept = {"key": sound.key, "pages": sound.pages}, sound.data
    except Refused as refused:
        found = {"refused": [dataclasses.asdict(finding) for finding in refused.findings]}
    except (MemoryError, RecursionError):
        found = {"refused": [{"code": ENDLESS}]}
    used = resource.getrusage(resource.RUSAGE_SELF)
    found |= {"seconds": used.ru_utime + used.ru_stime, "memory": _highest_memory()}
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
    sys.stdout.buffer.write(kept)
    sys.stdout.buffer.flush()


def _highest_memory() -> int:
    """Return the most bytes this process held; `ru_maxrss` counts those of the server it was started from too."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _limit(asked: dict) -> None:
    """Bound the seconds of processor and the bytes of data of this process; no crash of it leaves a core file."""
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (asked["memory"], asked["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
