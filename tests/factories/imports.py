"""Files on their way in, each walked to its state by the real services."""

import hashlib

from accounts.models import Import
from accounts.services.imports.files import begin_import, confirm_import
from common import jobs
from common.imports import kinds
from tests.factories import accounts

PEOPLE = "members.people"
HEADINGS = ["Name", "E-mail address"]


def a_file(*rows, headings=HEADINGS, kind=PEOPLE, by=None, now=None, sheet="", **options):
    """A file that was chosen: with headings that are known it is checked at once."""
    lines = [(number, list(cells)) for number, cells in enumerate((headings, *(rows or [["Jo Bright", ""]])), start=1)]
    given = {
        "file_name": "people.csv",
        "sha256": hashlib.sha256(str(lines).encode()).hexdigest(),
        "sheet": sheet,
        "by": by or accounts.coordinator(),
    }
    return begin_import(kinds[kind], lines, options=options, now=now, **given)


def run(one):
    """Do what waits for the worker, and return the import as it is then."""
    jobs.run_job(one.job_id)
    return Import.objects.get(pk=one.pk)


def confirmed(one, now=None):
    """Import a file in which nothing is wrong."""
    assert one.waits_for_yes, [(fault.number, fault.column, fault.words) for fault in one.faults.all()]
    return confirm_import(one, shown=one.shown, by=one.by, now=now)


def imported(*rows, now=None, **given):
    return confirmed(a_file(*rows, now=now, **given), now=now)
