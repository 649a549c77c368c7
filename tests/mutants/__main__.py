"""Tries every change of every target, two apps at a time; exits with 1 where one survives without an answer."""

import itertools
import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutants.targets import SERVICES, TARGETS, TESTS


def by_app(paths):
    """Return the modules to change by app: those named, the services chosen by hand, or else the rules."""
    chosen = SERVICES if paths == ["services"] else paths
    wanted = [path for path in (*TARGETS, *SERVICES) if path in (chosen or TARGETS)]
    return {app: list(group) for app, group in itertools.groupby(sorted(wanted), lambda path: path.split("/")[0])}


def tried(app, paths, folder):
    """Try the modules of an app with its own tests. Return what became of each change, or of all where none ran."""
    out = folder / f"{app}.json"
    plugin = ["-p", "tests.mutants.trying", f"--mutants-of={','.join(paths)}", f"--mutants-out={out}"]
    tests = TESTS.get(app, [f"tests/{app}"])
    command = [sys.executable, "-m", "pytest", "-n", "0", *plugin, *tests]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if not out.exists():
        print(f"{app}: the tests did not run.\n{done.stdout}{done.stderr}", flush=True)
        return [{"title": f"{app}: everything", "killed": False, "answered": False, "tests": 0}]
    return json.loads(out.read_text())


def main(paths):
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="portal-mutants-") as folder, ThreadPoolExecutor(2) as pool:
        apps = by_app(paths)
        found = list(itertools.chain(*pool.map(tried, apps, apps.values(), itertools.repeat(Path(folder)))))
    survivors = [each for each in found if not each["killed"]]
    for each in survivors:
        print(each["title"], "(answered)" if each["answered"] else f"(by {each['tests']} tests)", flush=True)
    open_ones = sum(not each["answered"] for each in survivors)
    print(f"{len(found)} changes, {len(survivors)} survive, {open_ones} without an answer;", end=" ")
    print(f"{(time.monotonic() - begun) / 60:.1f} minutes")
    return 1 if open_ones or not found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
