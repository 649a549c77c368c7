"""A cell that cannot be read is said beside its column, in every column of every list, and never trips over itself."""

import datetime as dt
from itertools import pairwise

import pytest

from common.imports import kinds
from issues.models import Issue
from meetings.models import Meeting
from members.models import Person
from members.services.interests import register_interest
from tests.factories import accounts, imports, members

pytestmark = pytest.mark.django_db
BAD = "#REF!"
TERM = {"seat": "North", "starts_on": "1/9/2020", "ends_on": "1/9/2021", "end_reason": "Over"}
CAME = {"name": "Asha Begum", "on": "1/6/2025", "record": "yes"}
ROWS = {
    "members.people": [{"name": "Asha Begum", "email": "asha@example.org", **TERM}, {"name": "Asha Begum"}],
    "members.interests": [{"name": "Asha Begum", "body": "Hill School", "capacity": "Governor"}],
    "meetings.past": [CAME, CAME | {"on": "1/10/2025", "record": "substitute", "substitute_name": "Ben Ode"}],
    "issues.issues": [
        {
            **{"received_on": "1/6/2025", "channel": "letter", "kind": "concern", "service_area": "Short breaks"},
            "original_text": "The bus never comes.",
        }
    ],
}


@pytest.fixture
def by():
    """The co-ordinator, with all that the rows are about on record."""
    asha = members.a_person("Asha Begum", email="asha@example.org")
    register_interest(asha, "Hill School", "Governor", by=None)
    members.a_member(person=asha, seat=members.a_seat("North"), starts_on=dt.date(2025, 1, 1))
    members.a_person("Asha Begum the younger")
    coordinator = accounts.coordinator()
    headings = list(kinds["meetings.past"].labels.values())
    row = [CAME.get(name, "") for name in kinds["meetings.past"].fields]
    imports.imported(row, headings=headings, kind="meetings.past", by=coordinator)
    return coordinator


@pytest.mark.parametrize("kind", sorted(kinds))
def test_each_cell_that_cannot_be_read_is_named_alone_and_beside_others(by, kind):
    columns = list(kinds[kind].fields)
    for bad in [*((name,) for name in columns), *pairwise(columns), tuple(columns)]:
        rows = [[BAD if name in bad else row.get(name, "") for name in columns] for row in ROWS[kind]]
        one = imports.a_file(*rows, headings=list(kinds[kind].labels.values()), kind=kind, by=by)
        named = set(one.faults.filter(typed=BAD).values_list("column", flat=True))
        assert named == {kinds[kind].labels[name] for name in bad}
    there = (Person.objects.count(), Meeting.objects.count(), Issue.objects.count())
    assert there == (2, 1, 0)
