"""`python -m tests.upgrades TAG`: pack the sample database of this commit into `tests/upgrades/TAG.zip`."""

import re
import sys
import tempfile

from tests import standalone
from tests.upgrades.databases import FOLDER, pack


def main(tag):
    target = FOLDER / f"{tag}.zip"
    if target.exists():
        return f"{target} is there already: what was released does not change."
    with standalone.sample_year() as year, tempfile.TemporaryDirectory() as folder:
        pack(year.name, target, folder)
    print(f"{target}: {target.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.fullmatch(r"[\w.-]+", sys.argv[1]):
        sys.exit(f"Name the release, as its tag is named. {__doc__}")
    sys.exit(main(sys.argv[1]))
