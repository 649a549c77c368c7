"""The terms of reference: every clause is loaded once, shown with its evidence, and reviewed every year."""

import datetime as dt
import html
import re

import pytest
from django.core.management import call_command
from django.test import Client

from common import clock, evidence, exceptions_register
from common.errors import DomainError
from governance.models import Clause, TermsReview, TermsVersion
from governance.rules import review_due
from governance.selectors import documents_in_force, kinds_nobody_asks_for
from governance.services.documents import load_shipped
from governance.services.reviews import review_terms
from meetings.models import Resolution
from meetings.services.approval import approve_minutes
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
# What each clause asks of the records, typed by hand. The others no record can prove yet.
KINDS = {
    "M6": "views-brought",
    "M7": "passed-on",
    "P2": "arms-length",
    "P3": "constituencies-at-meetings",
    "P6": "coordinator-reports",
    "P8": "views-given",
    "P9": "issues-raised",
    "P10": "agencies-told",
    "P11": "formal-presentations",
    "P12": "formal-answers",
    "M1": "representation",
    "M2": "role-descriptions",
    "M8": "interests",
    "M9": "shared-seats",
    "M10": "substitutes",
    "M11": "absence-reviews",
    "M12": "yearly-review",
    "M13": "expenses",
    "T1": "meetings-each-year",
    "T2": "additional-meetings",
    "T3": "accessible-meetings",
    "E1": "terms-reviews",
    "E2": "annual-reports",
    "E3": "board-reports",
    "V1": "answered-themes",
    "V3": "involvement-levels",
    "V4": "ways-of-taking-part",
    "V11": "public-questions",
    "V12": "minutes-and-resolutions",
}


def in_force(on=START):
    return load_shipped(by=None, now=meetings.noon(on))


def page(client=None):
    text = (client or Client()).get("/terms/").content.decode()
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def shown(day=START):
    """Return the clauses of the page with their evidence, by identifier."""
    rows = (row for one in documents_in_force(day)[0] for _part, rows in one.parts for row in rows)
    return {row.clause.identifier: row for row in rows}


def test_all_32_clauses_and_16_promises_are_shipped():
    terms, promises = in_force()
    assert [clause.identifier for clause in terms.clauses.all()] == CLAUSES
    assert [clause.identifier for clause in promises.clauses.all()] == PROMISES
    assert all(clause.text.endswith(".") for clause in Clause.objects.all())


def test_each_shipped_clause_asks_for_its_kind_of_evidence():
    in_force()
    asked = Clause.objects.exclude(evidence_kind="").values_list("identifier", "evidence_kind")
    assert dict(asked) == KINDS


def test_there_is_no_kind_of_evidence_that_no_shipped_clause_asks_for():
    in_force()
    assert set(evidence.kinds) == set(KINDS.values())
    assert kinds_nobody_asks_for(START) == []


def test_a_kind_that_no_clause_in_force_asks_for_is_named():
    in_force()
    Clause.objects.filter(identifier="M11").update(evidence_kind="")
    assert [kind.name for kind in kinds_nobody_asks_for(START)] == ["absence-reviews"]
    assert len(kinds_nobody_asks_for(START - clock.DAY)) == len(evidence.kinds)


def test_they_are_loaded_once():
    first, second = in_force(), in_force(D(2026, 1, 5))
    assert first == second
    assert (TermsVersion.objects.count(), Clause.objects.count()) == (2, 48)
    assert [version.in_force_on for version in second] == [START, START]
    assert [version.review_on for version in second] == [D(2026, 9, 1)] * 2


def test_a_clause_somebody_changed_is_not_overwritten():
    in_force()
    Clause.objects.filter(identifier="P1").update(part="Our own heading")
    in_force()
    assert Clause.objects.get(identifier="P1").part == "Our own heading"


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
    for clause in Clause.objects.all():
        assert f" {clause.identifier} {clause.text}" in said
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
    found = shown()
    assert list(found) == [*CLAUSES, *PROMISES]
    assert all(found[clause].evidence.figure for clause in KINDS)
    assert [clause for clause in KINDS if not found[clause].evidence.url] == ["M13"]  # nobody else opens a claim
    assert found["P13"].evidence.state == "none"


def test_evidence_is_live():
    in_force()
    assert "no issues raised in a year" in page()
    issues.received_issue()
    assert "issues in a year: 1" in page() or "1 issue" in page()


def test_a_clause_nobody_keeps_is_shown_as_what_it_is():
    """Nothing is hidden: an overdue answer makes P12 overdue, for everybody to read."""
    in_force()
    now = clock.now() - dt.timedelta(days=200)
    answers.presentation_of(issues.logged_issue(now=now), now=now)
    assert shown(clock.today())["P12"].evidence.state == "overdue"
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
    assert cost(client, "/terms/") == with_few <= 42


# --- the yearly review


def held(on):
    return meetings.a_resolution(on=on, text="That the terms still fit.")


def test_a_review_is_decided_at_a_meeting_that_was_held():
    version, by = in_force()[0], accounts.coordinator()
    review = review_terms(version, resolution=held(D(2026, 3, 10)), by=by, note="They fit.", is_changed=False)
    version.refresh_from_db()
    assert (review.decided_on, version.review_on) == (D(2026, 3, 10), D(2027, 3, 10))


@pytest.mark.parametrize("make", [meetings.a_meeting_with_agenda, meetings.a_held_meeting])
def test_a_meeting_not_held_or_before_the_terms_were_in_force_decides_nothing(make):
    resolution = meetings.a_resolution(make(on=D(2025, 3, 11)))
    with pytest.raises(DomainError) as refused:
        review_terms(in_force()[0], resolution=resolution, by=None)
    assert refused.value.field == "resolution"


def test_a_resolution_about_something_else_does_not_review_the_terms():
    resolution = meetings.a_resolution(on=D(2026, 3, 10), seat=members.a_seat())
    with pytest.raises(DomainError, match="something else"):
        review_terms(in_force()[0], resolution=resolution, by=None)


def test_a_meeting_reviews_the_same_terms_once():
    version, first = in_force()[0], held(D(2026, 3, 10))
    review_terms(version, resolution=first, by=None)
    with pytest.raises(DomainError, match="already recorded"):
        review_terms(version, resolution=meetings.a_resolution(first.item.meeting), by=None)
    assert TermsReview.objects.count() == 1


def test_a_review_entered_late_does_not_bring_an_earlier_date_back():
    version = in_force()[0]
    for on in (D(2026, 6, 16), D(2026, 3, 10)):
        review_terms(version, resolution=held(on), by=None)
    version.refresh_from_db()
    assert version.review_on == D(2027, 6, 16)


def test_the_coordinator_records_a_review_on_its_page(client):
    version, resolution = in_force()[0], held(D(2026, 3, 10))
    coordinator = sign_in(client, accounts.coordinator())
    assert "Record a review" in page(coordinator)
    assert "Record a review" not in page()
    address = f"/staff/terms/{version.pk}/review/"
    data = {"resolution": resolution.pk, "is_about": "on", "note": "They fit.", "is_changed": ""}
    response = coordinator.post(address, data, follow=True)
    assert "Review recorded." in response.content.decode()
    assert TermsReview.objects.get().note == "They fit."
    second = meetings.a_resolution(resolution.item.meeting)
    again = coordinator.post(address, {"resolution": second.pk, "is_about": "on", "note": "Typed twice."})
    assert "already recorded" in again.content.decode()
    assert "Typed twice." in again.content.decode()


def test_a_review_date_that_has_passed_is_flagged_until_a_review_is_recorded():
    version = in_force()[0]
    late, words = D(2026, 9, 2), "The review was due on 1 September 2026; no review is recorded."
    with clock.frozen(D(2026, 9, 1)):
        assert words not in page()
        assert exceptions_register.entries("terms.review_late", D(2026, 9, 1)) == []
    with clock.frozen(late):
        assert page().count(words) == 2, "of the terms and of the promises"
        assert len(exceptions_register.entries("terms.review_late", late)) == 2
        review_terms(version, resolution=held(D(2026, 9, 1)), by=None)
        assert page().count(words) == 1
        assert [one.title for one in exceptions_register.entries("terms.review_late", late)] == [
            "What people were promised 1"
        ]
        assert len(exceptions_register.entries("terms.review_late", D(2026, 9, 2))) == 1


def test_evidence_that_leads_nowhere_shows_its_words_too():
    in_force()
    meetings.a_held_meeting(on=clock.today())
    assert "no reviews were needed" in page()


def test_the_page_quotes_the_resolution_of_a_review_once_its_minutes_are_approved():
    """Whoever records a review says which resolution it was, and everybody can read whether that is so."""
    [version, *_others] = in_force()
    writer = accounts.coordinator()
    on, resolved = clock.today() - 30 * clock.DAY, "That we visit a clinic."
    meeting = meetings.a_circulated_meeting(on=on, resolved=resolved, by=writer)
    resolution = Resolution.objects.get(item__meeting=meeting)
    review_terms(version, resolution=resolution, is_changed=True, by=None)
    assert "visit a clinic" not in page()
    later = meetings.a_meeting_with_agenda(clock.today() - clock.DAY)
    approve_minutes(meeting, later, by=accounts.coordinator(name="Ben"))
    assert "The meeting resolved: “That we visit a clinic.”" in page()


def test_what_the_group_said_of_the_terms_names_nobody_unless_it_was_ticked(client):
    [version, *_others] = in_force()
    resolution = meetings.a_resolution(on=clock.today())
    sign_in(client, accounts.coordinator())
    typed = {"resolution": resolution.pk, "is_about": "on", "note": "The mother of Tobi Achebe wants a change."}
    response = client.post(f"/staff/terms/{version.pk}/review/", typed)
    assert "Tobi Achebe" in str(response.context["form"].errors)
    assert not TermsReview.objects.exists()
    client.post(f"/staff/terms/{version.pk}/review/", typed | {"put_back": ["tobi achebe"]})
    assert TermsReview.objects.count() == 1
