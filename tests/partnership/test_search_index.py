"""No service forgets the index: after a whole year, and after the walks, it is what the rows say."""

import pytest

from accounts.services.imports.undoing import undo_import
from common import search
from common.models import SearchEntry
from tests.factories import answers as make_answers
from tests.factories import consultations, governance, imports, involvement, issues, members
from tests.factories import meetings as make
from tests.factories import reports as make_reports

pytestmark = pytest.mark.django_db
WALKS = [
    consultations.a_concluded_one,
    consultations.a_withdrawn_one,
    governance.an_agreed_version,
    involvement.a_sent_request,
    issues.split_letter,
    issues.issue_about_us,
    make_answers.closed_issue,
    lambda: make.an_approved_meeting(amended_note="A name was wrong."),
    make.a_cancelled_meeting,
    make.a_postponed_meeting,
    members.a_former_member,
    members.a_decided_review,
    lambda: make_reports.a_published_report(is_laid_out=True),
]


@pytest.mark.parametrize("walk", WALKS)
def test_index_says_what_the_rows_say_after_a_walk(walk):
    walk()
    assert search.repair() == 0


IMPORTS = {
    "members.people": (
        ["Name", "E-mail address", "Seat", "Member since"],
        ["Jo Bright", "jo@example.org", "Parent of a child under five", "1/2/2024"],
    ),
    "issues.issues": (
        ["Date received", "Channel", "Kind", "Service", "Description"],
        ["1/6/2025", "letter", "concern", "Short breaks", "The lighthouse bus never comes."],
    ),
    "meetings.past": (["Date", "Name", "Attended"], ["12/2/2025", "Cllr Vane", "present"]),
}


@pytest.mark.parametrize("kind", IMPORTS)
def test_index_says_what_the_rows_say_after_a_list_came_in_and_was_undone(kind):
    members.a_seat("Parent of a child under five")
    headings, row = IMPORTS[kind]
    one = imports.imported(row, headings=headings, kind=kind)
    assert one.counts == {"created": 1}
    assert search.repair() == 0
    undo_import(one, by=one.by)
    assert search.repair() == 0


def test_index_says_what_the_rows_say_after_the_sample_year(sample_year, django_db_blocker):
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened():
        assert set(SearchEntry.objects.values_list("kind", flat=True)) == set(search.kinds)
        assert search.repair() == 0
