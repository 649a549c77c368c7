"""What is said to the person at the keyboard: one line a step, and plain words when something is missing."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 28


class Problem(Exception):
    """Set-up cannot go on; the message says in plain words what is missing and what to do."""


class Progress:
    """Prints a line for each step. With `is_quiet`, steps that have nothing to do say nothing."""

    def __init__(self, stream: TextIO | None = None, *, is_quiet: bool = False) -> None:
        self.stream = stream or sys.stdout
        self.is_quiet = is_quiet

    def say(self, text: str = "") -> None:
        print(text, file=self.stream, flush=True)

    def ready(self, title: str, note: str = "ready") -> None:
        """Say that a step had nothing to do."""
        if not self.is_quiet:
            self.say(f"{title} ".ljust(WIDTH, ".") + f" {note}")

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Print TITLE, do the step, and print the seconds it took."""
        print(f"{title} ".ljust(WIDTH, "."), end=" ", file=self.stream, flush=True)
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self.say("stopped")
            raise
        self.say(f"{time.monotonic() - began:.1f} s")
