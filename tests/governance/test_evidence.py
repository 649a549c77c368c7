"""E1, E2 and E3 from "no evidence" through "kept" to "overdue", with nothing moved but the day."""

import datetime as dt

import pytest

from common import clock, evidence
from governance.services.documents import load_shipped
from governance.services.reviews import review_terms
from reports import services
from tests.factories import accounts, meetings
from tests.factories import reports as make

pytestmark = pytest.mark.django_db
D = dt.date
IN_FORCE = D(2025, 9, 1)


def state_of(kind, day):
    return str(evidence.collect(evidence.year_to(day), {kind})[kind].state)


def states_of(kind, *days):
    return [state_of(kind, day) for day in days]


@pytest.fixture
def terms():
    return load_shipped(by=None, now=meetings.noon(IN_FORCE))


@pytest.mark.parametrize("kind", ["terms-reviews", "annual-reports", "board-reports"])
def test_before_the_terms_are_in_force_there_is_no_evidence(terms, kind):
    assert state_of(kind, D(2025, 8, 31)) == "none"


@pytest.mark.parametrize("kind", ["terms-reviews", "annual-reports", "board-reports"])
def test_in_the_first_year_it_is_due_and_after_it_overdue(terms, kind):
    assert states_of(kind, IN_FORCE, D(2026, 9, 1), D(2026, 9, 2)) == ["due", "due", "overdue"]


def test_a_review_keeps_e1_for_a_year(terms):
    resolution = meetings.a_resolution(on=D(2026, 3, 10))
    meeting = resolution.item.meeting
    review_terms(terms[0], resolution=resolution, by=None)
    days = (D(2026, 3, 9), D(2026, 3, 10), D(2027, 3, 10), D(2027, 3, 11))
    assert states_of("terms-reviews", *days) == ["due", "kept", "kept", "overdue"]
    found = evidence.collect(evidence.year_to(D(2026, 4, 1)))["terms-reviews"]
    assert (found.on, found.url) == (D(2026, 3, 10), meeting.get_absolute_url())
    assert found.figure == f"reviewed at the {meeting}"


def test_a_review_of_the_promises_is_none_of_the_terms(terms):
    review_terms(terms[1], resolution=meetings.a_resolution(on=D(2026, 3, 10)), by=None)
    assert state_of("terms-reviews", D(2026, 4, 1)) == "due"


@pytest.mark.parametrize(("kind", "report_kind"), [("annual-reports", "annual"), ("board-reports", "board")])
def test_a_published_report_keeps_its_clause_for_a_year(terms, kind, report_kind):
    published = meetings.noon(D(2026, 6, 1))
    report = make.a_report(report_kind, start=D(2025, 9, 1), end=D(2026, 5, 31))
    make.an_agreed_report(report, now=published)
    assert state_of(kind, D(2026, 6, 1)) == "due"
    services.publish_report(report, by=None, now=published)
    days = (D(2026, 5, 31), D(2026, 6, 1), D(2027, 6, 1), D(2027, 6, 2))
    assert states_of(kind, *days) == ["due", "kept", "kept", "overdue"]


def test_the_annual_report_is_linked_and_the_boards_is_not(terms):
    annual, boards = make.a_published_report(title="Our year"), make.a_published_report(kind="board")
    found = evidence.collect(evidence.year_to(D(2026, 10, 1)))
    assert (found["annual-reports"].figure, found["annual-reports"].url) == (
        "published: Our year",
        annual.get_absolute_url(),
    )
    assert found["board-reports"].url == "/reports/"
    assert boards.title in found["board-reports"].figure


def test_e3_says_how_many_of_the_board_downloaded_it(terms):
    report = make.a_published_report(kind="board")
    file = report.agreed_build.files.get(variant="standard")
    reader, other, coordinator = accounts.board_member(), accounts.board_member(), accounts.coordinator()
    now = make.COUNTED
    for by in (reader, reader, coordinator):
        services.record_download(file, by=by, now=now)
    services.record_download(file, by=other, now=now + dt.timedelta(days=2))
    today = clock.today(now)
    assert evidence.collect(evidence.year_to(today))["board-reports"].figure.endswith(
        "downloaded by 1 member of the board"
    )
    later = today + dt.timedelta(days=2)
    assert evidence.collect(evidence.year_to(later))["board-reports"].figure.endswith(
        "downloaded by 2 members of the board"
    )


def test_a_draft_is_no_evidence(terms):
    make.an_agreed_report()
    assert states_of("annual-reports", D(2026, 8, 1), D(2026, 10, 1)) == ["due", "overdue"]
