"""`./test`: sets up with what the tests need, then runs pytest."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import NoReturn

from . import apt
from .arguments import pytest_words
from .environment import NOT_FOR_US, set_up
from .packages import prepare_axe
from .places import Places, find_places
from .programs import tail
from .reporting import Problem, Progress

# The tests choose these for themselves.
NOT_FOR_TESTS = NOT_FOR_US | {"PORTAL_DATA_DIR", "PORTAL_SAMPLE_DATA", "SECRET_KEY", "PORTAL_SITE_URL"}
# The one without a window draws the same pages in a quarter of the time.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")


def test(words: Sequence[str]) -> NoReturn:
    """Do `./test WORDS`: become pytest."""
    places = find_places(dict(os.environ))
    env = set_up_tests(places, Progress(), dict(os.environ))
    os.chdir(places.root)
    command = test_command(places, words)
    os.execve(command[0], command, env)  # so that keyboard, signals and exit code are its own


def is_ci(environ: Mapping[str, str]) -> bool:
    return environ.get("CI", "").lower() in {"1", "true", "yes"}


def set_up_tests(places: Places, progress: Progress, environ: dict[str, str]) -> dict[str, str]:
    """Get all that the tests need and return their environment. In CI nothing may be missing: raise Problem."""
    must_have = is_ci(environ)
    libraries = set_up(places, progress, environ, "requirements-dev.txt")
    if must_have:
        require_program(places, progress, environ, "Chromium", CHROMIUM, [["chromium-headless-shell"], ["chromium"]])
        require_program(places, progress, environ, "Npm", ("npm",), [["nodejs", "npm"]])
    prepare_axe(places, progress, is_required=must_have)
    if not any(map(shutil.which, CHROMIUM)):
        progress.ready("Chromium", "not installed: tests in the browser are left out")
    kept = {name: value for name, value in environ.items() if name not in NOT_FOR_TESTS}
    return {**kept, **libraries, "PORTAL_AXE": str(places.axe)}


def require_program(
    places: Places,
    progress: Progress,
    environ: Mapping[str, str],
    title: str,
    names: Sequence[str],
    choices: Sequence[Sequence[str]],
) -> None:
    """Install the first of CHOICES that comes unless the first of the programs NAMES is there.

    Where none comes, another of NAMES will do; raise Problem if there is none.
    """
    if shutil.which(names[0]):
        progress.ready(title)
        return
    with progress.step(title):
        means = apt.find_means(environ)
        came = any(apt.install(packages, means, places) for packages in choices)
        if not came and not any(map(shutil.which, names)):
            raise Problem(
                f"{title} is missing and cannot be installed here: apt-get install {' '.join(choices[-1])}\n"
                f"{tail(places.setup_log)}"
            )


def test_command(places: Places, words: Sequence[str]) -> list[str]:
    """Return what `./test WORDS` becomes: pytest, or after `--mutants` the run of mutants over the modules named."""
    if words and words[0] == "--mutants":
        return [str(places.python), "-m", "tests.mutants", *words[1:]]
    return pytest_command(places, words)


def pytest_command(places: Places, words: Sequence[str]) -> list[str]:
    return [str(places.python), "-m", "pytest", *pytest_words(words)]


def run_pytest(places: Places, env: Mapping[str, str], words: Sequence[str]) -> int:
    return subprocess.run(pytest_command(places, words), env=dict(env), cwd=places.root, check=False).returncode
