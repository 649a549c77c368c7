"""Running other programs during set-up."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from .reporting import Problem

TAIL_LINES = 15


class Owner(NamedTuple):
    """The user and group that a process runs as, where we are root and it must not be."""

    user: int
    group: int


def as_owner(owner: Owner | None) -> dict[str, Any]:
    """Return what subprocess needs to run as OWNER; None is ourselves."""
    return {"user": owner.user, "group": owner.group, "extra_groups": []} if owner else {}


def tail(log: Path, lines: int = TAIL_LINES) -> str:
    """Return the last LINES of a log, indented for showing under a message."""
    if not log.is_file():
        return ""
    text = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in text[-lines:])


@contextmanager
def logged(
    command: Sequence[str | Path],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    owner: Owner | None = None,
) -> Iterator[subprocess.Popen]:
    """Start COMMAND with its output in LOG; leaving this by an exception ends it, and all that it started."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        output.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        output.flush()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env=env, cwd=cwd, start_new_session=True, **as_owner(owner),
        )  # fmt: skip
    try:
        yield process
    except BaseException:
        end_group(process)
        raise


def run_logged(
    command: Sequence[str | Path],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    owner: Owner | None = None,
) -> bool:
    """Run COMMAND with its output in LOG and say whether it succeeded; stopping us stops all of it."""
    try:
        with logged(command, log, env=env, cwd=cwd, owner=owner) as process:
            return process.wait() == 0
    except OSError as error:
        with log.open("a", encoding="utf-8") as output:
            output.write(f"{error}\n")
        return False


def must_run(
    command: Sequence[str | Path],
    log: Path,
    message: str,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    owner: Owner | None = None,
) -> None:
    """Run COMMAND, or raise Problem with MESSAGE and the end of its output."""
    if not run_logged(command, log, env=env, cwd=cwd, owner=owner):
        raise Problem(f"{message}\n{tail(log)}\n    (all of it: {log})")


def output_of(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> str | None:
    """Return what COMMAND prints, or None if it failed or is not there."""
    try:
        done = subprocess.run(
            [str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, env=env, check=False
        )
    except OSError:
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def end_group(process: subprocess.Popen, how: signal.Signals = signal.SIGKILL) -> None:
    """Send a signal to a process and to everything it started; the process leads a group of its own."""
    try:
        os.killpg(process.pid, how)
    except (ProcessLookupError, PermissionError):
        return
    finally:
        if how == signal.SIGKILL:
            process.wait()
