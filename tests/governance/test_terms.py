"""The terms of reference: every clause is loaded once, shown with its evidence, and reviewed every year."""

import datetime as dt
import html
import re

import pytest
from django.core.management import call_command
from django.test import Client

from common import clock, evidence
from common.errors import DomainError
from governance.clauses import PROMISED, TERMS
from governance.models import Clause, TermsReview, TermsVersion
from governance.rules import review_due
from governance.services import load_terms, review_terms
from governance.terms import documents_in_force
from tests.counting import cost
from tests.factories import accounts, answers, issues, meetings, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
D = dt.date
START = D(2025, 9, 1)
PURPOSE = [f"P{n}" for n in range(1, 14)]
MEMBERSHIP = [f"M{n}" for n in range(1, 14)]
CLAUSES = [*PURPOSE, *MEMBERSHIP, "T1", "T2", "T3", "E1", "E2", "E3"]
PROMISES = [f"V{n}" for n in range(1, 17)]
PROVED = ("M1", "M2", "M8", "M11", "T1", "T2", "P9", "P10", "P11", "P12", "E2", "E3")


def in_force(on=START):
    return load_terms(by=None, now=meetings.noon(on))


def page(client=None):
    text = (client or Client()).get("/terms/").content.decode()
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def test_all_32_clauses_and_16_promises_are_shipped():
    assert [clause for clause, _part, _text in TERMS] == CLAUSES
    assert [clause for clause, _part, _text in PROMISED] == PROMISES
    assert all(str(text).endswith(".") and len(str(part)) <= 60 for _clause, part, text in (*TERMS, *PROMISED))


def test_they_are_loaded_once():
    first, second = in_force(), in_force(D(2026, 1, 5))
    assert first == second
    assert (TermsVersion.objects.count(), Clause.objects.count()) == (2, 48)
    assert [version.in_force_on for version in second] == [START, START]
    assert [version.review_on for version in second] == [D(2026, 9, 1)] * 2


def test_a_clause_somebody_changed_is_not_overwritten():
    in_force()
    Clause.objects.filter(identifier="P1").update(text="Our own words.")
    in_force()
    assert Clause.objects.get(identifier="P1").text == "Our own words."


def test_starting_a_service_brings_the_terms_into_force_once():
    for _time in range(2):
        call_command("start_service", no_input=True, verbosity=0)
    assert (TermsVersion.objects.count(), Clause.objects.count()) == (2, 48)


@pytest.mark.parametrize(("day", "due"), [(D(2025, 9, 1), D(2026, 9, 1)), (D(2024, 2, 29), D(2025, 2, 28))])
def test_a_review_is_due_a_year_later(day, due):
    assert review_due(day) == due


def test_the_page_shows_every_clause_with_words_for_how_it_stands():
    in_force()
    said = page()
    for clause, _part, text in (*TERMS, *PROMISED):
        assert f" {clause} {text}" in said
    assert said.count("no evidence yet") > 10


def test_every_clause_has_an_address_of_its_own_on_the_page(client):
    in_force()
    text = client.get("/terms/").content.decode()
    assert [clause for clause in (*CLAUSES, *PROMISES) if f'id="{clause}"' not in text] == []


def test_before_they_are_in_force_the_page_says_so():
    assert "No terms are in force yet" in page()
    in_force(clock.today() + clock.DAY)
    assert "No terms are in force yet" in page()


def test_the_clauses_that_the_records_can_prove_have_evidence():
    in_force()
    found = evidence.collect(START)
    assert [clause for clause in PROVED if clause not in found] == []
    shown = {
        row.clause.identifier: row.evidence
        for one in documents_in_force(START)
        for _p, rows in one.parts
        for row in rows
    }
    assert list(shown) == [*CLAUSES, *PROMISES]
    assert all(shown[clause].figure and shown[clause].url for clause in PROVED)
    assert shown["P13"].state == "none"


def test_evidence_is_live():
    in_force()
    assert "nothing raised in the last year" in page()
    issues.received_issue()
    assert "issues in a year: 1" in page() or "1 issue" in page()


def test_a_clause_nobody_keeps_is_shown_as_what_it_is():
    """Nothing is hidden: an overdue answer makes P12 overdue, for everybody to read."""
    in_force()
    now = clock.now() - dt.timedelta(days=200)
    answers.presentation_of(issues.logged_issue(now=now), now=now)
    shown = {
        row.clause.identifier: row.evidence.state
        for one in documents_in_force(clock.today())
        for _p, rows in one.parts
        for row in rows
    }
    assert shown["P12"] == "overdue"
    assert "overdue" in page()


def test_the_page_costs_the_same_with_few_and_with_many_records(client):
    in_force()
    by = accounts.coordinator()

    def add(number):
        for _number in range(number):
            answers.presentation_of(issues.logged_issue(by=by), by=by)
            members.a_member(seat=members.a_seat(role_description=members.a_role_description()))
            meetings.a_held_meeting(on=meetings.next_day())
            members.an_interest()

    add(2)
    with_few = cost(client, "/terms/")
    add(8)
    assert cost(client, "/terms/") == with_few


# --- the yearly review


def held(on):
    return meetings.a_held_meeting(on=on)


def test_a_review_is_decided_at_a_meeting_that_was_held():
    version, by = in_force()[0], accounts.coordinator()
    review = review_terms(version, meeting=held(D(2026, 3, 10)), by=by, note="They fit.", is_changed=False)
    version.refresh_from_db()
    assert (review.decided_on, version.review_on) == (D(2026, 3, 10), D(2027, 3, 10))


@pytest.mark.parametrize(
    "make", [meetings.a_scheduled_meeting, meetings.a_meeting_with_agenda, meetings.a_cancelled_meeting]
)
def test_a_meeting_that_was_not_held_decides_nothing(make):
    with pytest.raises(DomainError) as refused:
        review_terms(in_force()[0], meeting=make(), by=None)
    assert refused.value.field == "meeting"


def test_a_meeting_reviews_the_same_terms_once():
    version, meeting = in_force()[0], held(D(2026, 3, 10))
    review_terms(version, meeting=meeting, by=None)
    with pytest.raises(DomainError, match="recorded already"):
        review_terms(version, meeting=meeting, by=None)
    assert TermsReview.objects.count() == 1


def test_a_review_entered_late_does_not_bring_an_earlier_date_back():
    version = in_force()[0]
    for on in (D(2026, 6, 16), D(2026, 3, 10)):
        review_terms(version, meeting=held(on), by=None)
    version.refresh_from_db()
    assert version.review_on == D(2027, 6, 16)


def test_the_coordinator_records_a_review_on_its_page(client):
    version, meeting = in_force()[0], held(D(2026, 3, 10))
    coordinator = sign_in(client, accounts.coordinator())
    assert "Record a review" in page(coordinator)
    assert "Record a review" not in page()
    address = f"/staff/terms/{version.pk}/review/"
    response = coordinator.post(address, {"meeting": meeting.pk, "note": "They fit.", "is_changed": ""}, follow=True)
    assert "The review is recorded." in response.content.decode()
    assert TermsReview.objects.get().note == "They fit."
    again = coordinator.post(address, {"meeting": meeting.pk, "note": "Typed twice."})
    assert "recorded already" in again.content.decode()
    assert "Typed twice." in again.content.decode()
