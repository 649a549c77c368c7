"""`bench/run`: sets up, then measures the portal beside a bare Django project (docs/measuring.md)."""

import os
from collections.abc import Sequence
from typing import NoReturn

from .environment import NOT_FOR_US, set_up
from .places import find_places
from .reporting import Progress


def bench(words: Sequence[str]) -> NoReturn:
    """Do `bench/run WORDS`: become the program that measures."""
    environ = dict(os.environ)
    places = find_places(environ)
    libraries = set_up(places, Progress(is_quiet=True), environ, "requirements.txt")
    kept = {name: value for name, value in environ.items() if name not in NOT_FOR_US}
    os.chdir(places.root)
    command = [str(places.python), "-m", "bench", *words]
    os.execve(command[0], command, {**kept, **libraries})  # so that keyboard, signals and exit code are its own
