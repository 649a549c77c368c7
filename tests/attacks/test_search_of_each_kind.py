"""Each kind of thing, looked for by a word that stands in it alone: found by exactly whom its page is for."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from answers.models import Answer
from answers.services.responses import post_response, save_response_draft
from answers.services.you_said import publish_entry, save_entry, unpublish_entry
from common import clock, search
from issues.models import ConflictOfInterest, GroupGuest
from meetings.services.questions import accept_question, answer_question, decline_question
from members.services.interests import end_interest
from members.services.people import update_person
from tests.factories import accounts, answers, consultations, governance, issues, members, reports
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 9, 14)
WORD = "lighthouse"
NOBODY, COORDINATOR = set(), {"coordinator"}
INSIDE = {"member", "coordinator", "substitute"}


@pytest.fixture(autouse=True)
def today(db):
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def people(coordinator):
    substitute = accounts.parent("substitute@example.org")
    GroupGuest.objects.create(email=substitute.email, until_on=TODAY)
    return {
        "anyone": AnonymousUser(),
        "parent": accounts.parent("parent@example.org"),
        "member": members.a_member().person.user,
        "substitute": substitute,
        "coordinator": coordinator,
        "officer": accounts.officer(of=accounts.agency("Another Council")),
        "board": accounts.board_member(),
        "administrator": accounts.administrator(),
        "lead": accounts.safeguarding_lead(),
        "reader": accounts.independent_reader(),
        "payer": accounts.payer(),
    }


def finders(people, word=WORD):
    """Return who finds a word; to nobody else is it meant where one letter is wrong."""
    terms = search.asked_for(word)
    found = {role for role, user in people.items() if search.matching(search.visible_to(user), terms).exists()}
    misspelt = search.asked_for(word[:-1] + "x")
    for role in people.keys() - found:
        assert word not in search.did_you_mean(people[role], misspelt), role
    return found


def test_draft_of_a_response_is_found_by_nobody_and_the_posted_one_by_everybody(people, coordinator):
    presentation = answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator)
    officer = accounts.officer(of=presentation.agency)
    words = answers.whole({"outcome": "agreed", "text": "A lighthouse bus will come."})
    drafted = [{"item": item, **words} for item in presentation.items.all()]
    draft = save_response_draft(presentation, summary="Ours.", answers=drafted, version=0, by=officer)
    assert finders(people | {"their officer": officer}) == NOBODY
    post_response(draft, by=officer)
    assert finders(people) == people.keys()


def test_draft_entry_of_you_said_is_found_by_nobody_nor_one_that_was_taken_off(people, coordinator):
    answers.responded_issue(by=coordinator)
    entry = Answer.objects.get().entries.get()
    words = {"you_said": "The lighthouse bus is late.", "kind": "did", "we_did": "Texts go out.", "evidence": "Texts."}
    save_entry(entry, version=entry.version, by=coordinator, **words)
    assert finders(people) == NOBODY
    entry = publish_entry(make.fresh(entry), by=coordinator)
    assert finders(people) == people.keys()
    unpublish_entry(entry, "It is not so.", by=coordinator)
    assert finders(people) == NOBODY


def test_draft_consultation_is_found_by_the_coordinator_and_what_was_said_once_results_are_published(
    people, coordinator
):
    consultations.a_draft(by=coordinator, summary="The lighthouse bus.")
    assert finders(people) == COORDINATOR
    closed = consultations.a_closed_one(by=coordinator)
    consultations.a_theme(closed, by=coordinator, said="Families want a trumpet.")
    assert finders(people, "trumpet") == NOBODY
    consultations.start_feedback(closed, by=coordinator)
    assert finders(people, "trumpet") == people.keys()


def test_drafted_answer_to_a_consultation_is_found_by_nobody(people, coordinator):
    theme = consultations.one_being_answered(by=coordinator).themes.get()
    words = consultations.whole({"outcome": "agreed", "text": "A lighthouse club."}) | {"commitments": []}
    consultations.save_theme_answer(theme, version=0, by=coordinator, **words)
    assert finders(people) == NOBODY
    consultations.post_theme_answer(theme, by=coordinator)
    assert finders(people) == people.keys()


def test_response_to_a_consultation_is_found_by_nobody(people, coordinator):
    consultation = consultations.an_open_one(by=coordinator)
    consultations.respond(consultation, text="The lighthouse bus.")
    assert finders(people) == NOBODY


def test_question_is_found_once_answered_and_never_when_declined_or_by_who_asked(people, coordinator):
    meeting = make.a_meeting_with_agenda(dt.date(2026, 10, 6), by=coordinator)
    asked = make.a_question(meeting, "Where is the lighthouse?", asked_by="Quillfeather", now=clock.now())
    declined = make.a_question(meeting, "Where is the trumpet?", now=clock.now())
    assert finders(people) == finders(people, "trumpet") == COORDINATOR
    decline_question(declined, "It names a child.", by=coordinator)
    answer_question(accept_question(asked, by=coordinator), "By the sea.", False, by=coordinator)
    assert finders(people) == people.keys()
    assert finders(people, "trumpet") == finders(people, "quillfeather") == NOBODY


def test_interest_is_found_while_the_public_register_has_it(people, coordinator):
    membership = members.a_member(by=coordinator)
    one = members.an_interest(membership.person, body="Lighthouse Trust", by=coordinator)
    members.an_interest(membership.person, body="Trumpet Ltd", is_private=True, by=coordinator)
    members.an_interest(members.a_person(by=coordinator), body="Umbrella School", by=coordinator)
    assert finders(people) == people.keys()
    assert finders(people, "trumpet") == finders(people, "umbrella") == NOBODY
    end_interest(one, ended_on=TODAY, by=coordinator)
    assert finders(people) == NOBODY


def test_report_is_found_once_published(people, coordinator):
    report = reports.a_report(by=coordinator, words={"foreword": "The lighthouse year."})
    agreed = reports.an_agreed_report(report, by=coordinator, is_laid_out=True)
    assert finders(people) == NOBODY
    reports.services.publish_report(agreed, by=coordinator, now=reports.COUNTED)
    assert finders(people) == people.keys()


def test_board_report_is_found_by_whoever_reads_the_reports_of_the_board(people, coordinator):
    report = reports.a_report("board", by=coordinator, words={"know": "The lighthouse year."})
    reports.a_published_report(report, by=coordinator, is_laid_out=True)
    assert finders(people) == {"coordinator", "board"}


def test_draft_of_the_terms_is_found_by_nobody(people, coordinator):
    governance.a_changed_draft(by=coordinator)
    assert finders(people, "fathers") == NOBODY


def test_agreed_terms_are_found_from_the_day_they_are_in_force(people, coordinator):
    governance.an_agreed_version(by=coordinator, in_force_on=TODAY)
    assert finders(people, "fathers") == people.keys()
    with clock.frozen(TODAY - dt.timedelta(days=1)):
        assert finders(people, "fathers") == NOBODY


def test_member_who_shows_no_name_is_found_by_the_seat_alone(people, coordinator):
    person = members.a_person("Quillfeather Lighthouse", by=coordinator)
    members.a_member(person=person, seat=members.a_seat("Parents of the umbrella", by=coordinator), by=coordinator)
    assert finders(people) == people.keys()
    update_person(make.fresh(person), by=coordinator, name_shown="none")
    assert finders(people) == NOBODY
    assert finders(people, "umbrella") == people.keys()


def test_theme_is_found_by_whoever_reads_one_of_its_issues(people, coordinator):
    theme = issues.theme("Lighthouse buses", by=coordinator)
    assert finders(people) == COORDINATOR
    issues.logged_issue(theme=theme, by=coordinator, is_published=False, share_with_group=True)
    assert finders(people) == INSIDE
    issues.logged_issue(theme=theme, by=coordinator)
    assert finders(people) == people.keys()


def test_issue_about_the_service_is_found_by_its_readers_alone(people):
    issue = issues.read_about_us(by=people["reader"], is_edited=True, share_with_group=True, may_publish=True)
    assert finders(people, "wait") == {"reader"}
    assert finders(people, issue.reference) == {"reader"}


def test_issue_is_not_found_by_a_member_in_conflict_with_it(people, coordinator):
    issue = issues.edited_issue(by=coordinator, edited_text="A lighthouse bus.", share_with_group=True)
    issue = issues.log_issue(issue, by=coordinator)
    assert finders(people) == INSIDE
    ConflictOfInterest.objects.create(person=people["member"].person, issue=issue)
    assert finders(people) == INSIDE - {"member"}


def test_issue_is_not_found_by_a_substitute_the_day_after_the_meeting(people, coordinator):
    issues.logged_issue(by=coordinator, edited_text="A lighthouse bus.", is_published=False, share_with_group=True)
    assert finders(people) == INSIDE
    with clock.frozen(TODAY + dt.timedelta(days=1)):
        assert finders(people) == INSIDE - {"substitute"}


def test_issue_that_nobody_has_read_yet_is_found_by_nobody_by_its_reference_either(people):
    issue = issues.received_issue(original_text="The lighthouse bus.", title="Lighthouse")
    assert finders(people) == NOBODY
    assert finders(people, issue.reference) == NOBODY
