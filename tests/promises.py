"""What was tried of docs/safety.md, and how it ended: `python -m tests.promises FILE` puts it in its last column.

FILE is what the runs of the tests wrote with `--keep-outcomes=FILE`. A row names its tests in backticks, as files,
folders or `file::test`; where nothing of a row ran, the page is not written.
"""

import datetime as dt
import json
import re
import sys
from collections import Counter
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "safety.md"
TESTS = re.compile(r"`(tests/[^`]*)`")
COLUMN = "last run"


class NotTried(Exception):
    """A promise that no test of this run has tried."""


def outcomes(reports):
    """Return {test: "passed", "failed" or "skipped"} of pytest's reports: what failed anywhere has failed."""
    found = {}
    for nodeid, when, outcome in reports:
        if outcome == "failed" or (found.get(nodeid) != "failed" and (when == "call" or outcome != "passed")):
            found[nodeid] = outcome
    return found


def written(page, ended, on):
    """Return the page with its last columns filled in. Raises NotTried with the rows of which nothing ran."""
    lines, untried, is_table = [], [], False
    for line in page.splitlines():
        if line.startswith("|") and line.rstrip("| ").endswith(COLUMN):
            is_table = True
        elif not line.startswith("|"):
            is_table = False
        elif is_table and TESTS.search(line):
            *cells, _last = line.strip("|").split("|")
            said = summary(TESTS.findall(line), ended, on)
            untried += [] if said else [cells[0].strip()]
            line = "|".join(["", *cells, f" {said} ", ""])
        lines.append(line)
    if untried:
        raise NotTried("\n".join(untried))
    return "\n".join(lines) + "\n"


def summary(tests, ended, on):
    """Return in words how many tests of a row ran and how they ended; nothing where none did."""
    count = Counter(how for name, how in ended.items() if any(name.startswith(test) for test in tests))
    ran = count["passed"] + count["failed"]
    if not ran:
        return ""
    failed = f", **{count['failed']} failed**" if count["failed"] else ""
    return f"{on:%-d %B %Y}: {count['passed']} of {ran} passed{failed}"


def main(path):
    reports = map(json.loads, Path(path).read_text().splitlines())
    try:
        PAGE.write_text(written(PAGE.read_text(), outcomes(reports), dt.datetime.now(dt.UTC).date()))
    except NotTried as error:
        return f"Not tried, so nothing is written:\n{error}"
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
