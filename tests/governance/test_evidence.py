"""E1, E2 and E3 from "no evidence" through "kept" to "overdue", with nothing moved but the day."""

import datetime as dt

import pytest

from common import clock, evidence
from governance.services import load_terms, review_terms
from reports import services
from tests.factories import accounts, meetings
from tests.factories import reports as make

pytestmark = pytest.mark.django_db
D = dt.date
IN_FORCE = D(2025, 9, 1)


def state_of(clause, day):
    return str(evidence.collect(day)[clause].state)


def states_of(clause, *days):
    return [state_of(clause, day) for day in days]


@pytest.fixture
def terms():
    return load_terms(by=None, now=meetings.noon(IN_FORCE))


@pytest.mark.parametrize("clause", ["E1", "E2", "E3"])
def test_before_the_terms_are_in_force_there_is_no_evidence(terms, clause):
    assert state_of(clause, D(2025, 8, 31)) == "none"


@pytest.mark.parametrize("clause", ["E1", "E2", "E3"])
def test_in_the_first_year_it_is_due_and_after_it_overdue(terms, clause):
    assert states_of(clause, IN_FORCE, D(2026, 9, 1), D(2026, 9, 2)) == ["due", "due", "overdue"]


def test_a_review_keeps_e1_for_a_year(terms):
    meeting = meetings.a_held_meeting(on=D(2026, 3, 10))
    review_terms(terms[0], meeting=meeting, by=None)
    days = (D(2026, 3, 9), D(2026, 3, 10), D(2027, 3, 10), D(2027, 3, 11))
    assert states_of("E1", *days) == ["due", "kept", "kept", "overdue"]
    found = evidence.collect(D(2026, 4, 1))["E1"]
    assert (found.on, found.url) == (D(2026, 3, 10), meeting.get_absolute_url())
    assert found.figure == f"reviewed at the {meeting}"


def test_a_review_of_the_promises_is_none_of_the_terms(terms):
    review_terms(terms[1], meeting=meetings.a_held_meeting(on=D(2026, 3, 10)), by=None)
    assert state_of("E1", D(2026, 4, 1)) == "due"


@pytest.mark.parametrize(("clause", "kind"), [("E2", "annual"), ("E3", "board")])
def test_a_published_report_keeps_its_clause_for_a_year(terms, clause, kind):
    published = meetings.noon(D(2026, 6, 1))
    report = make.a_report(kind, start=D(2025, 9, 1), end=D(2026, 5, 31))
    make.an_agreed_report(report, now=published)
    assert state_of(clause, D(2026, 6, 1)) == "due"
    services.publish_report(report, by=None, now=published)
    days = (D(2026, 5, 31), D(2026, 6, 1), D(2027, 6, 1), D(2027, 6, 2))
    assert states_of(clause, *days) == ["due", "kept", "kept", "overdue"]


def test_the_annual_report_is_linked_and_the_boards_is_not(terms):
    annual, boards = make.a_published_report(title="Our year"), make.a_published_report(kind="board")
    found = evidence.collect(D(2026, 10, 1))
    assert (found["E2"].figure, found["E2"].url) == ("published: Our year", annual.get_absolute_url())
    assert found["E3"].url == "/reports/"
    assert boards.title in found["E3"].figure


def test_e3_says_how_many_of_the_board_downloaded_it(terms):
    report = make.a_published_report(kind="board")
    file = report.agreed_build.files.get(variant="standard")
    reader, other, coordinator = accounts.board_member(), accounts.board_member(), accounts.coordinator()
    now = make.COUNTED
    for by in (reader, reader, coordinator):
        services.record_download(file, by=by, now=now)
    services.record_download(file, by=other, now=now + dt.timedelta(days=2))
    today = clock.today(now)
    assert evidence.collect(today)["E3"].figure.endswith("downloaded by 1 member of the board")
    later = today + dt.timedelta(days=2)
    assert evidence.collect(later)["E3"].figure.endswith("downloaded by 2 members of the board")


def test_a_draft_is_no_evidence(terms):
    make.an_agreed_report()
    assert states_of("E2", D(2026, 8, 1), D(2026, 10, 1)) == ["due", "overdue"]
