"""A new version of a response, and whether what was promised came true."""

import datetime as dt

import pytest

from answers.models import Commitment, YouSaidEntry
from answers.rules import EntryKind, Outcome, ResponseStatus
from answers.services.commitments import fail_commitment, finish_commitment, move_commitment
from answers.services.feedback import give_feedback
from answers.services.responses import post_response
from answers.services.superseded_responses import supersede_response
from answers.services.you_said import publish_entry
from common.errors import DomainError
from common.models import Message
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.issues import merge_issue
from tests.answers.drafting import agreed, draft
from tests.factories import accounts, answers, issues
from tests.issues.pages import words
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db
S = IssueStatus
D = dt.date


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def presentation(council):
    """Two single issues, presented on 6 July, due on 3 August."""
    return answers.presentation_of(issues.logged_issue(), issues.logged_issue(), agency=council, now=at(7, 6))


# --- a new version --------------------------------------------------------------------------------


def posted(presentation, officer, *, now, **changes):
    answers = [agreed(item, **changes) for item in presentation.items.all()]
    return post_response(draft(presentation, officer, *answers, now=now), by=officer, now=now)


def new_version(response, officer, *, now, **changes):
    supersede_response(response, reason="Something changed.", by=officer, now=now)
    presentation = type(response.presentation).objects.get(pk=response.presentation_id)
    return posted(presentation, officer, now=now, **changes)


def test_only_an_officer_of_the_agency_starts_a_new_version(presentation, officer):
    response = posted(presentation, officer, now=at(7, 7))
    for somebody in (accounts.coordinator(), accounts.officer()):
        with pytest.raises(DomainError, match="Only an officer"):
            supersede_response(response, reason="Something changed.", by=somebody)


def test_old_version_stays_in_force_until_the_new_one_is_posted(presentation, officer):
    response = posted(presentation, officer, now=at(7, 7))
    started = supersede_response(response, reason="Something changed.", by=officer)
    response.refresh_from_db()
    assert (response.status, started.status, started.number) == (ResponseStatus.POSTED, ResponseStatus.DRAFT, 2)
    assert [answer.text for answer in started.answers.all()] == ["We will write."] * 2
    with pytest.raises(DomainError, match="already been started"):
        supersede_response(response, reason="Something changed.", by=officer)
    with pytest.raises(DomainError, match="Only a posted answer"):
        supersede_response(started, reason="Something changed.", by=officer)


def test_a_new_version_replaces_the_old_one_which_stays_as_it_was(presentation, officer):
    first = posted(presentation, officer, now=at(7, 7))
    second = new_version(first, officer, now=at(7, 20), text="We write each evening.")
    first.refresh_from_db()
    presentation.refresh_from_db()
    assert (first.status, second.status) == (ResponseStatus.SUPERSEDED, ResponseStatus.POSTED)
    assert (first.posted_on, second.posted_on) == (D(2026, 7, 7), D(2026, 7, 20))
    assert {answer.text for answer in first.answers.all()} == {"We will write."}
    assert presentation.responded_on == D(2026, 7, 7)


@pytest.mark.parametrize(("first_on", "is_late"), [((7, 7), False), ((8, 5), True)])
def test_a_new_version_keeps_the_judgement_of_the_first(presentation, officer, first_on, is_late):
    first = posted(presentation, officer, now=at(*first_on))
    assert new_version(first, officer, now=at(10, 1)).is_late is is_late


def test_commitments_carry_over_to_the_new_version(presentation, officer):
    first = posted(presentation, officer, now=at(7, 7), commitments=[answers.promise(D(2026, 12, 1))])
    kept = Commitment.objects.all()
    assert len(kept) == 2
    second = new_version(first, officer, now=at(7, 20))
    assert Commitment.objects.count() == 2
    assert {commitment.answer.response for commitment in Commitment.objects.all()} == {second}


def test_the_entry_of_you_said_is_drafted_anew_and_unpublished(presentation, officer):
    first = posted(presentation, officer, now=at(7, 7))
    for entry in YouSaidEntry.objects.all():
        publish_entry(entry, by=accounts.coordinator())
    second = new_version(first, officer, now=at(7, 20), outcome=Outcome.NOT_POSSIBLE, text="", reason="The money went.")
    assert YouSaidEntry.objects.count() == 2
    for entry in YouSaidEntry.objects.all():
        assert (entry.answer.response, entry.kind, entry.we_did) == (second, EntryKind.COULD_NOT, "The money went.")
        assert (entry.published_on, entry.version) == (None, 1)


def test_parents_are_told_the_answer_has_changed(presentation, officer):
    first = posted(presentation, officer, now=at(7, 7))
    issue = Issue.objects.first()
    give_feedback(issue, is_answered=True, now=at(7, 8))
    new_version(first, officer, now=at(7, 20), text="We cannot after all.")
    tell_parents(D(2026, 7, 20))
    messages = Message.objects.filter(subject__contains="The answer has changed")
    assert messages.count() == 2
    told = messages.get(to=issue.contact_email).body_text
    assert "has changed its answer" in told
    assert "Why it changed: Something changed." in told
    issue.refresh_from_db()
    assert issue.status == S.CLOSED


# --- did it come true? ----------------------------------------------------------------------------


def test_parents_are_asked_once_four_weeks_after_a_promised_day(council, officer):
    issue = answers.responded_issue(
        agency=council, officer=officer, now=at(7, 6), commitments=[answers.promise(D(2026, 9, 1))]
    )
    merged = issues.acknowledged_issue(now=at(7, 6))
    merge_issue(merged, into=issue, by=accounts.coordinator(), now=at(7, 7))
    assert [tell_parents(D(2026, 9, day)) for day in (28, 29, 30)] == [0, 2, 0]
    messages = Message.objects.filter(subject__contains="Did it come true?")
    assert sorted(one.to for one in messages) == sorted([issue.contact_email, merged.contact_email])
    assert "Send a text the evening before." in messages[0].body_text
    assert "Nobody has told us yet that it is done." in messages[0].body_text


@pytest.mark.parametrize("ending", ["done", "not kept"])
def test_parents_read_what_we_were_told(council, officer, ending):
    answers.responded_issue(agency=council, officer=officer, now=at(7, 6), commitments=[answers.promise(D(2026, 9, 1))])
    commitment = Commitment.objects.get()
    if ending == "done":
        finish_commitment(commitment, evidence="The texts go out.", by=officer, now=at(8, 20))
    else:
        fail_commitment(commitment, reason="No money.", by=officer, now=at(8, 20))
    tell_parents(D(2026, 9, 29))
    body = Message.objects.get(subject__contains="Did it come true?").body_text
    assert ("The texts go out." if ending == "done" else "No money.") in body


def test_a_moved_date_is_asked_about_when_its_own_four_weeks_are_over(council, officer):
    answers.responded_issue(agency=council, officer=officer, now=at(7, 6), commitments=[answers.promise(D(2026, 9, 1))])
    move_commitment(Commitment.objects.get(), due_on=D(2026, 11, 2), reason="Later", by=officer, now=at(8, 1))
    assert tell_parents(D(2026, 9, 29)) == 0
    assert tell_parents(D(2026, 11, 30)) == 1


def test_parent_whose_issue_was_reopened_is_not_asked_whether_it_came_true(council, officer):
    issue = answers.responded_issue(
        agency=council, officer=officer, now=at(7, 6), commitments=[answers.promise(D(2026, 9, 1))]
    )
    give_feedback(issue, is_answered=False, reason="No", now=at(9, 2))
    assert tell_parents(D(2026, 9, 29)) == 0


def test_an_answer_whose_promises_went_on_with_a_new_one_is_not_said_to_promise_nothing(client, presentation, officer):
    response = posted(presentation, officer, now=at(7, 7), commitments=[answers.promise(D(2026, 12, 1))])
    new_version(response, officer, now=at(7, 8))
    text = words(client.get(presentation.get_absolute_url()))
    assert "Superseded on 8 July 2026" in text
    assert "does not say what is done already" not in text
