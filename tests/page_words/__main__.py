"""`python -m tests.page_words DIR`: the words of every page as each role; `--compare BEFORE AFTER`: what differs."""

import argparse
import sys
from pathlib import Path

from tests import standalone
from tests.page_words import snapshot
from tests.page_words.compare import Differences

# Who looks at the sample year: the beginning of their e-mail address.
PEOPLE = {
    "anyone": "",
    "parent": "rosa",
    "member": "devan",
    "chair": "grace",
    "coordinator": "moira",
    "safeguarding": "anita",
    "officer": "owen",
    "board": "dorothea",
    "payer": "marcus",
    "administrator": "ines",
}


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.page_words", description=__doc__)
    parser.add_argument("directory", nargs="?", type=Path, help="where to write the words: a folder for each role")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("BEFORE", "AFTER"), help="tell what differs")
    parser.add_argument("--renamed", action="append", default=[], metavar="OLD=NEW", help="addresses that moved")
    parser.add_argument("--as", action="append", choices=PEOPLE, dest="roles", help="only as this role; all otherwise")
    given = parser.parse_args()
    if bool(given.directory) == bool(given.compare):
        parser.error("name one folder to write, or --compare two")
    return given


def compare(before, after, renamed):
    """Print what differs; return 1 if anything does."""
    names = [tuple(pair.split("=", 1)) for pair in renamed]
    found = Differences(snapshot.read(before), snapshot.read(after), names)
    print("\n".join(found.lines()))
    return 1 if found else 0


def take(directory, roles):
    """Walk the sample year as each of these roles; then each opens what the others found."""
    with standalone.sample_year():
        from tests.page_words.portal import walk_all

        for role, answers in walk_all({role: PEOPLE[role] for role in roles or PEOPLE}):
            snapshot.write(directory, role, answers)
            print(f"{role}: {len(answers)} addresses", flush=True)


def main():
    given = arguments()
    if given.compare:
        return compare(*given.compare, given.renamed)
    take(given.directory, given.roles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
