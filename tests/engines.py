"""Which tests run on PostgreSQL too, once all of them ran on SQLite: those in which the engine can make a difference.

That is decided by what a test did there, so nobody has to think of it:
- it kills processes, uses a browser, Redis, the sample year, or transactions that are committed (locks, races);
- the database refused something (constraints, triggers);
- it ran a statement that no test before it ran. So PostgreSQL is asked each statement at least once: each join,
  aggregate, comparison of texts, JSON, lock and upsert. Two statements that differ in their values alone are one.

`--keep-statements FOLDER` writes down what each test ran; `--statements FOLDER` leaves out what need not run again.
"""

import json
import re
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

VALUES = re.compile(r"%s(?:, %s)+")
ROWS = re.compile(r"\(%s\)(?:, \(%s\))+")
SAVEPOINT = re.compile(r'(SAVEPOINT) "\w+"')
REFUSED = "refused"


def shape(sql):
    """Return a short name for a statement, the same whatever its values are and however many."""
    if sql == REFUSED:
        return sql
    plain = ROWS.sub("(%s)", VALUES.sub("%s", SAVEPOINT.sub(r"\1", sql)))
    return blake2b(plain.encode(), digest_size=8).hexdigest()


class Statements:
    """What each test of this process ran, by its name."""

    def __init__(self):
        self.by_test = {}

    @contextmanager
    def of(self, name):
        """Watch the statements of one test."""
        ran = self.by_test.setdefault(name, set())

        def watch(execute, sql, params, many, context):
            ran.add(sql)
            try:
                return execute(sql, params, many, context)
            except DatabaseError:
                ran.add(REFUSED)
                raise

        with connections[DEFAULT_DB_ALIAS].execute_wrapper(watch):
            yield

    def write(self, folder, worker):
        Path(folder).mkdir(parents=True, exist_ok=True)
        shapes = {name: sorted({shape(sql) for sql in ran}) for name, ran in self.by_test.items()}
        (Path(folder) / f"{worker}.json").write_text(json.dumps(shapes))


def read(folder):
    """Return {test: shapes} as every process of a run wrote it down."""
    found = {}
    for path in sorted(Path(folder).glob("*.json")):
        found |= json.loads(path.read_text())
    return found


def chosen(names, ran):
    """Return those of the tests `names`, in their order, that must run on the other engine; unknown ones must."""
    asked, kept = set(), set()
    for name in names:
        if name not in ran or REFUSED in ran[name] or not asked.issuperset(ran[name]):
            kept.add(name)
            asked.update(ran.get(name, ()))
    return kept
