"""Runs a check in a process of its own, so that no file can hang, crash or fill the server."""

import dataclasses
import json
import logging
import subprocess
import sys
from pathlib import Path

from common.file_checks.findings import Finding, Refused, Sound

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEMORY = 2, 200_000_000  # of processor and of data, for any file but a picture
PICTURE_SECONDS, PICTURE_MEMORY = 3, 500_000_000
# A machine that is busy with others gives a process a part of its time: only a file that hangs waits this long.
PATIENCE = 20


@dataclasses.dataclass(frozen=True)
class Cost:
    """What a check used: seconds of processor, and bytes of memory at its highest."""

    seconds: float
    memory: int


def check_apart(module, data, *, seconds=SECONDS, memory=MEMORY, patience=PATIENCE, **asked):
    """Return the sound file and what its check cost; raises Refused, with code "too_much" where it ran out.

    The process gets no environment: neither the secret key nor the address of the database is in its reach.
    """
    first = json.dumps(asked | {"seconds": seconds, "memory": memory}).encode() + b"\n"
    command = [sys.executable, "-m", f"common.file_checks.{module}"]
    try:
        done = subprocess.run(
            command, input=first + data, capture_output=True, cwd=ROOT, env={}, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(Finding("too_much")) from error
    line, _newline, kept = done.stdout.partition(b"\n")
    try:
        found = json.loads(line)
    except ValueError as error:  # it was killed, or crashed over the file
        logger.warning(
            "The check of a file ended with %s: %s", done.returncode, done.stderr[-2000:].decode(errors="replace")
        )
        raise Refused(Finding("too_much")) from error
    if "refused" in found:
        raise Refused(*(Finding(**finding) for finding in found["refused"]))
    return Sound(kept, found["key"], found["pages"]), Cost(found["seconds"], found["memory"])
