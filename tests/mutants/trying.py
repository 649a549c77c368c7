"""A plug-in of pytest: runs the tests once and notes which lines each runs; then, for each change, those that run it.

Each change is tried in a fork of the one process, in which everything is imported and the database stands in memory.
"""

import ast
import importlib
import json
import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.changes import changes_of

PATIENCE = 60  # seconds, and ten times as long as the tests took without a change: a loop may have lost its end
LEFT_OUT = ("browser", "services", "faults", "full")


def pytest_addoption(parser):
    parser.addoption("--mutants-of", metavar="FILES", default="", help="the modules to change, with commas between")
    parser.addoption("--mutants-out", metavar="FILE", help="where to write what became of each change")


def pytest_collection_modifyitems(items):
    """Leave out what forks would share: real servers, files of databases, transactions that are committed."""
    from tests.conftest import has_real_transactions  # a plug-in is loaded before Django

    items[:] = [
        item
        for item in items
        if not any(map(item.get_closest_marker, LEFT_OUT))
        and "sample_year" not in item.fixturenames
        and not has_real_transactions(item)
    ]


def pytest_runtestloop(session):
    paths = session.config.getoption("--mutants-of").split(",")
    trial = Trial(session, paths)
    trial.watch()
    if failed := trial.failing_in_a_fork(session.items[::-1]):
        raise pytest.UsageError(f"In another order, without any change, a test fails and would notice all: {failed}")
    found = [trial.outcome(change, is_answered) for path in paths for change, is_answered in changes_in(path)]
    Path(session.config.getoption("--mutants-out")).write_text(json.dumps(found))
    return True


def changes_in(path):
    return changes_of(Path(path).read_text(), path)


@dataclass
class Trial:
    """The tests of an app, what each ran, and how long it took."""

    session: pytest.Session
    paths: list
    lines: dict = field(default_factory=dict)  # (path, line) -> names of tests
    seconds: dict = field(default_factory=dict)
    cached: list = field(default_factory=list)

    def watch(self):
        """Run every test once. Raises UsageError where one fails without any change."""
        from tests.mutants.patching import cached_functions  # a plug-in is loaded before Django

        watcher = coverage.Coverage(data_file=None, config_file=False, include=self.paths)
        items = self.session.items
        watcher.start()
        for item, following in zip(items, [*items[1:], items[0]], strict=True):
            watcher.switch_context(item.nodeid)
            begun = time.monotonic()
            if not passes(item, following):
                raise pytest.UsageError(f"{item.nodeid} fails without any change")
            self.seconds[item.nodeid] = time.monotonic() - begun
        watcher.stop()
        self.cached = cached_functions()
        data = watcher.get_data()
        for path in self.paths:
            for line, names in data.contexts_by_lineno(str(Path(path).resolve())).items():
                self.lines[path, line] = set(names) - {""}

    def outcome(self, change, is_answered):
        items = self.tests_of(change)
        killed = bool(items) and self.is_noticed(change, items)
        return {"title": change.title, "killed": killed, "answered": is_answered, "tests": len(items)}

    def tests_of(self, change):
        """Return the tests that run the changed lines, the quickest first; of a table, those that name it first."""
        if change.is_function:
            names = set().union(*(self.lines.get((change.path, n), ()) for n in range(change.first, change.last + 1)))
            names = names or self.tests_of_function(change)
            return sorted((item for item in self.session.items if item.nodeid in names), key=self.time_of)
        naming = {item.path for item in self.session.items if change.name in item.path.read_text()}
        return sorted(self.session.items, key=lambda item: (item.path not in naming, self.time_of(item)))

    def tests_of_function(self, change):
        """A default of an argument runs with the module; whoever calls the function is asked."""
        tree = ast.parse(Path(change.path).read_text())
        lines = [(each.lineno, each.end_lineno) for each in tree.body if getattr(each, "name", "") == change.name]
        return set().union(*(self.lines.get((change.path, n), ()) for a, b in lines for n in range(a, b + 1)))

    def time_of(self, item):
        return self.seconds[item.nodeid]

    def failing_in_a_fork(self, items):
        """Return the first test that fails in a fork without any change, or ""."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            pairs = zip(items, [*items[1:], items[0]], strict=True)
            self.session._setupstate.teardown_exact(items[0])
            failing = next((item.nodeid for item, following in pairs if not passes(item, following)), "")
            os.write(writing, failing.encode())
            os._exit(0)
        os.close(writing)
        os.waitpid(child, 0)
        with os.fdopen(reading) as answer:
            return answer.read()

    def is_noticed(self, change, items):
        child = os.fork()
        if not child:
            signal.alarm(int(PATIENCE + 10 * sum(map(self.time_of, items))))
            os._exit(self.code_of(change, items))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0

    def code_of(self, change, items):
        """Return 1 where a test fails under a change, or where nothing can even begin with it; runs in a fork."""
        from tests.mutants.patching import forget, put  # a plug-in is loaded before Django

        try:
            put(importlib.import_module(change.path.removesuffix(".py").replace("/", ".")), change)
            forget(self.cached)
            self.session._setupstate.teardown_exact(items[0])
            pairs = zip(items, [*items[1:], items[0]], strict=True)
            return 0 if all(passes(item, following) for item, following in pairs) else 1
        except BaseException:
            return 1


def passes(item, following):
    reports = runtestprotocol(item, log=False, nextitem=following)
    return not any(report.failed for report in reports)
