"""A long list with forty kinds of fault: each is named by row and column, and nothing is written till all is mended."""

import re
import resource
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry, Import, ImportedRow
from common import jobs
from common.models import Job
from members.models import Membership, Person
from tests.members.faults_in_rows import FAULTS, a_register, file_of, mended, rows_with_faults

pytestmark = pytest.mark.django_db
START = "/staff/members/import/"


def send(client, rows):
    """Choose a file, let the worker check it where it is long, and return its import."""
    client.post(START, {"file": SimpleUploadedFile("members.csv", file_of(rows))})
    return worked(Import.objects.first())


def worked(one):
    """Do what waits for the worker, and return the import as it is then."""
    for job in Job.objects.filter(state="waiting"):
        jobs.run_job(job.pk)
    return Import.objects.get(pk=one.pk)


def confirm(client, one):
    page = client.get(one.get_absolute_url()).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', page)[1]
    client.post(f"{one.get_absolute_url()}confirm/", {"shown": shown})
    return worked(one)


def said(one):
    return {fault.number: (fault.column, fault.words) for fault in one.faults.all()}


def check_faults(one, wrong):
    """Each faulty row is named with its column and why, and no other row is."""
    found = said(one)
    assert found.keys() == wrong.keys()
    told = {
        number: (found[number][0], words if words in found[number][1] else found[number][1])
        for number, (_column, words) in wrong.items()
    }
    assert told == wrong


def test_there_are_forty_kinds():
    assert len({(column, words) for _typed, column, words in FAULTS}) >= 40


def test_every_kind_is_named_with_its_row_and_column_and_nothing_is_written(as_coordinator):
    a_register()
    people, terms, lines = Person.objects.count(), Membership.objects.count(), AuditEntry.objects.count()
    rows, wrong = rows_with_faults(2 * len(FAULTS), len(FAULTS))
    one = send(as_coordinator, rows)
    check_faults(one, wrong)
    assert one.is_faulty
    assert (Person.objects.count(), Membership.objects.count()) == (people, terms)
    assert AuditEntry.objects.count() == lines
    page = as_coordinator.get(one.get_absolute_url()).content.decode()
    assert "43 things to correct, in 43 rows" in page
    assert 'name="shown"' not in page


def test_all_that_is_wrong_with_a_row_is_said_at_once(as_coordinator):
    a_register()
    row = {"Name": "", "E-mail address": "x", "Phone number": "1", "Seat": "Nroth", "Member since": "31/2/26"}
    one = send(as_coordinator, [row])
    assert [fault.column for fault in one.faults.all()] == [
        "E-mail address", "Phone number", "Member since", "Name", "Seat",
    ]  # fmt: skip


def test_mended_it_is_imported_the_second_time_changes_nothing_and_it_is_undone(as_coordinator):
    a_register()
    people, terms = Person.objects.count(), Membership.objects.count()
    rows, wrong = rows_with_faults(2 * len(FAULTS), len(FAULTS))
    rows = mended(rows, wrong)
    one = confirm(as_coordinator, send(as_coordinator, rows))
    assert one.counts == {"created": len(rows)}
    assert Person.objects.count() == people + len(rows)
    assert Membership.objects.count() > terms
    assert send(as_coordinator, rows).counts == {"unchanged": len(rows)}
    as_coordinator.post(f"{one.get_absolute_url()}undo/")
    one = worked(one)
    assert (one.is_undone, one.kept_count) == (True, 0)
    assert (Person.objects.count(), Membership.objects.count()) == (people, terms)


@pytest.mark.full
def test_ten_thousand_rows(as_coordinator, capsys):
    a_register()
    people, terms = Person.objects.count(), Membership.objects.count()
    rows, wrong = rows_with_faults(10_000, 200)
    took = {}
    one = timed(took, "checked with 200 faults", send, as_coordinator, rows)
    check_faults(one, wrong)
    assert (Person.objects.count(), Membership.objects.count()) == (people, terms)
    rows = mended(rows, wrong)
    one = timed(took, "checked without", send, as_coordinator, rows)
    one = timed(took, "imported", confirm, as_coordinator, one)
    assert one.counts == {"created": 10_000}
    assert ImportedRow.objects.filter(of=one).count() == 10_000
    again = timed(took, "the same file again", send, as_coordinator, rows)
    assert again.counts == {"unchanged": 10_000}
    as_coordinator.post(f"{one.get_absolute_url()}undo/")
    one = timed(took, "undone", worked, one)
    took["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    with capsys.disabled():
        print(took)
    assert (one.is_undone, one.kept_count) == (True, 0)
    assert (Person.objects.count(), Membership.objects.count()) == (people, terms)
    assert took["imported"][1] < 30


def timed(took, what, do, *args):
    """Note how many seconds something took, by the clock and of this process alone: a machine may be shared."""
    clock, own = time.perf_counter(), time.process_time()
    result = do(*args)
    took[what] = (round(time.perf_counter() - clock, 1), round(time.process_time() - own, 1))
    return result
