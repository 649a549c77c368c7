"""What may be written after `./run`, `./manage` and `./test`."""

import argparse
import secrets
from collections.abc import Sequence

COVERAGE = "--coverage"
RANDOM_ORDER = "--random-order"

RUN_EPILOG = """
environment:
  PORTAL_SAMPLE_DATA  false: begin without sample data (decided once, when the data is first made)
  PORTAL_DATA_DIR     where the data lies (default: var)
  PORTAL_APT          unpack: never install Debian packages, unpack them beside the project; never: not even that
  DATABASE_URL, BROKER_URL  with --production-like: a PostgreSQL and a Redis of yours

Everything is explained in docs/running.md.
"""


def port_number(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; it is a number from 1 to 65535")
    return int(text)


def parse_run(words: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of `./run`; print help or what is wrong, and exit, where argparse does."""
    parser = argparse.ArgumentParser(
        prog="./run",
        description="Sets the portal up and runs it until Ctrl-C: web server, worker and beat.",
        epilog=RUN_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=port_number, default=8000, metavar="N", help="port on 127.0.0.1 (default: 8000)")
    parser.add_argument("--fresh", action="store_true", help="throw the data away first, and begin again")
    parser.add_argument(
        "--production-like",
        action="store_true",
        help="on PostgreSQL and Redis, with a worker for each kind of job; data of its own",
    )
    return parser.parse_args(list(words))


def parse_manage(words: Sequence[str]) -> tuple[bool, list[str]]:
    """Split off a leading --production-like; all else belongs to manage.py."""
    if words and words[0] == "--production-like":
        return True, list(words[1:])
    return False, list(words)


def pytest_words(words: Sequence[str]) -> list[str]:
    """Return WORDS for pytest, on two processes unless they say otherwise or a debugger needs the keyboard.

    The one that is done takes tests from the other: those that kill processes mostly wait, and stand side by side.
    """
    has_own = any(
        word.startswith(("-n", "--numprocesses", "--dist", "--pdb", "--trace", "--collect-only", "--co", "--fixtures"))
        and word != COVERAGE
        for word in words
    )
    return [*([] if has_own else ["-n", "2", "--dist", "worksteal"]), *with_plugins(words)]


def with_plugins(words: Sequence[str]) -> list[str]:
    """Write what `--coverage` and `--random-order [SEED]` stand for; without a seed one is drawn."""
    found = []
    rest = iter(words)
    for word in rest:
        if word == COVERAGE:
            found += ["--cov", "--cov-report=term"]
        elif word == RANDOM_ORDER:
            after = next(rest, None)
            is_seed = after is not None and after.isdigit()
            seed = after if is_seed else str(secrets.randbelow(10**6))
            found += ["--random-order-bucket=global", f"--random-order-seed={seed}"]
            found += [] if is_seed or after is None else with_plugins([after])
        else:
            found.append(word)
    return found
