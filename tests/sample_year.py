"""The sample year, built once in a test run and copied for whoever needs it; the workers of xdist share it."""

import contextlib
import datetime as dt
import io
import itertools
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.databases import Copy, Shared

AS_OF = dt.date(2026, 11, 21)
numbers = itertools.count(1)


@dataclass(frozen=True)
class SampleYear:
    """What all workers share: the tables without a row, and the whole year, both to be copied."""

    empty: Copy
    folder: Path
    worker: str

    @property
    def full(self):
        return Copy.at(self.folder, "full")

    @contextlib.contextmanager
    def copied(self, template=None):
        """Lend a copy of the year, or of another template, and throw it away afterwards."""
        copy = Copy.at(self.folder, f"{self.worker}-{next(numbers)}")
        (template or self.full).copy_to(copy)
        try:
            yield copy
        finally:
            copy.drop()

    def build(self):
        self.empty.copy_to(self.full)
        with self.full.opened():
            call_command("sample_year", as_of=AS_OF, stdout=io.StringIO())


@pytest.fixture(scope="session")
def sample_year(migrated, tmp_path_factory, django_db_blocker):
    """The sample year as of `AS_OF`, to be copied: `with sample_year.copied() as copy, copy.opened(): ...`."""
    shared = Shared.of_run(tmp_path_factory, "sample-year")
    year = SampleYear(migrated, shared.folder, shared.worker)
    with django_db_blocker.unblock(), shared.used(year.build, year.full.drop):
        yield year
