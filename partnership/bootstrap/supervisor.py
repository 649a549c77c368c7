"""Keeps the portal's processes running: one that dies is started again, and all end when we do."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .programs import Owner, as_owner, end_group

# Seconds before the first, second, ... new start of a process that keeps dying.
DELAYS = (1, 2, 4, 8, 15, 30)
# A process that lived this many seconds had settled: its next death counts as the first.
SETTLED = 30
TICK = 0.1


@dataclass(frozen=True)
class Program:
    """A process to keep running. Those in a later `wave` start later and are stopped earlier."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    log: Path
    cwd: Path
    wave: int = 1
    stop_signal: signal.Signals = signal.SIGTERM
    owner: Owner | None = None


def end_with_parent() -> None:
    """Ask Linux to end this process when its parent dies, however it dies; elsewhere nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def start(program: Program) -> subprocess.Popen:
    """Start PROGRAM as the leader of its own process group, so that Ctrl-C reaches only us and we can end all of it."""
    program.log.parent.mkdir(parents=True, exist_ok=True)
    program.log.touch(mode=0o600)
    with program.log.open("ab") as log:
        return subprocess.Popen(
            list(program.command),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env=dict(program.env), cwd=program.cwd, start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - we start no threads
            **as_owner(program.owner),
        )  # fmt: skip


@dataclass
class Kept:
    """A program, its process, and when it may start again."""

    program: Program
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    deaths: int = 0
    last_code: int | None = None

    def delay_after_death(self, now: float) -> int:
        """Count one more death and return the seconds to wait."""
        self.deaths = 1 if now - self.started_at >= SETTLED else self.deaths + 1
        return DELAYS[min(self.deaths, len(DELAYS)) - 1]


@dataclass
class Supervisor:
    """Starts programs, looks after them and ends them. `say` gets a line for each death."""

    say: Callable[[str], None] = print
    clock: Callable[[], float] = time.monotonic
    kept: list[Kept] = field(default_factory=list)
    is_stopping: bool = False
    is_hurried: bool = False

    def add(self, programs: Iterable[Program]) -> None:
        """Start PROGRAMS now and keep them running."""
        for program in programs:
            self.kept.append(Kept(program, start(program), started_at=self.clock()))

    def look_after(self) -> None:
        """Notice what died, and start again what has waited long enough."""
        now = self.clock()
        for kept in self.kept:
            if kept.process is not None and kept.process.poll() is not None:
                self.note_death(kept, now)
            if kept.process is None and kept.start_at <= now:
                kept.process, kept.started_at = start(kept.program), now

    def note_death(self, kept: Kept, now: float) -> None:
        kept.last_code = kept.process.returncode
        end_group(kept.process)
        kept.process = None
        delay = kept.delay_after_death(now)
        kept.start_at = now + delay
        self.say(f"{kept.program.name} stopped ({kept.last_code}); starting it again in {delay} s. {kept.program.log}")

    def deaths_of(self, name: str) -> int:
        return next(kept.deaths for kept in self.kept if kept.program.name == name)

    def request_stop(self, *_signal: object) -> None:
        """Stop at the next look; asked a second time, stop without waiting for work in hand."""
        self.is_hurried = self.is_stopping
        self.is_stopping = True

    def watch_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.request_stop)

    def run(self, tick: float = TICK) -> None:
        """Look after the programs until somebody asks to stop."""
        while not self.is_stopping:
            self.look_after()
            time.sleep(tick)

    def stop(self, grace: float = 10) -> None:
        """End every process: the last wave first, each by its own signal, after GRACE seconds by force.

        Being asked again to stop no longer interrupts: it takes the waiting away.
        """
        self.is_stopping, self.is_hurried = True, False
        self.watch_signals()
        for wave in sorted({kept.program.wave for kept in self.kept}, reverse=True):
            self.stop_wave([kept for kept in self.kept if kept.program.wave == wave and kept.process], grace)
        self.kept.clear()

    def stop_wave(self, wave: Sequence[Kept], grace: float) -> None:
        for kept in wave:
            if kept.process.poll() is None:
                os.kill(kept.process.pid, kept.program.stop_signal)
        until = self.clock() + grace
        while any(kept.process.poll() is None for kept in wave) and self.clock() < until and not self.is_hurried:
            time.sleep(TICK / 5)
        for kept in wave:
            end_group(kept.process)
