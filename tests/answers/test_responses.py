"""The formal response (P12): drafted by the agency, posted once, judged once; its parents told."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from answers.models import Answer, Commitment, FormalResponse, YouSaidEntry
from answers.rules import Outcome, PresentationStatus, ResponseStatus
from answers.services.answers import check_answer
from answers.services.responses import (
    discard_draft,
    post_response,
    require_draft,
    require_posted,
)
from common.errors import DomainError, MoveNotAllowed, StaleEdit
from common.models import Message
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.own_issues import withdraw_issue
from tests.answers.drafting import agreed, draft
from tests.factories import accounts, answers, issues
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


# --- a whole answer -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "maybe"}, "outcome"),
        ({"outcome": Outcome.AGREED}, "text"),
        ({"outcome": Outcome.AGREED, "text": "Yes"}, "done"),
        ({"outcome": Outcome.PARTLY, "text": " "}, "text"),
        ({"outcome": Outcome.PARTLY, "text": "Some of it"}, "reason"),
        ({"outcome": Outcome.PARTLY, "text": "Some of it", "reason": "No money"}, "done"),
        ({"outcome": Outcome.NOT_POSSIBLE, "reason": "No money", "done": "A letter"}, "done"),
        ({"outcome": Outcome.NOT_POSSIBLE, "text": "Sorry"}, "reason"),
        ({"outcome": Outcome.NOT_POSSIBLE, "reason": "\n"}, "reason"),
        ({"outcome": Outcome.NOT_OURS, "text": "Sorry"}, "instead"),
        ({"outcome": Outcome.AGREED, "text": "Yes", "reason": "No money, as I wrote before"}, "reason"),
        ({"outcome": Outcome.AGREED, "text": "Yes", "instead": "The school"}, "instead"),
    ],
)
def test_incomplete_answer_is_a_field_error(fields, field):
    with pytest.raises(DomainError) as refused:
        check_answer(**fields)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": Outcome.AGREED, "text": "Yes", "done": "The letter is on our website."},
        {"outcome": Outcome.AGREED, "text": "Yes", "commitments": [{"what": "Write"}]},
        {"outcome": Outcome.AGREED, "text": "Yes", "is_letter": True},
        {"outcome": Outcome.PARTLY, "text": "Some", "reason": "No money for more", "done": "Two buses run."},
        {"outcome": Outcome.NOT_POSSIBLE, "reason": "No money"},
        {"outcome": Outcome.NOT_OURS, "instead": "The school"},
    ],
)
def test_complete_answer_is_accepted(fields):
    assert check_answer(**fields) is None


# --- who writes it --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["coordinator", "officer", "parent", "safeguarding_lead", "board_member"])
def test_nobody_but_an_officer_of_the_agency_writes_its_answer(presentation, who):
    with pytest.raises(DomainError, match="Only an officer of the agency"):
        draft(presentation, getattr(accounts, who)())
    assert not FormalResponse.objects.exists()


def test_coordinator_cannot_post_or_delete_an_agencys_draft(presentation, officer):
    written = draft(presentation, officer)
    for verb in (post_response, discard_draft):
        with pytest.raises(DomainError, match="Only an officer of the agency"):
            verb(written, by=accounts.coordinator())


def test_second_officer_is_shown_the_current_draft(presentation, council, officer):
    one, two = presentation.items.all()
    draft(presentation, officer, agreed(one, text="Theirs"))
    with pytest.raises(StaleEdit) as stale:
        draft(presentation, accounts.officer(of=council), agreed(one, text="Mine"))
    assert stale.value.theirs == "Agreed\n\nTheirs\n\nDone already: The letter is on our website."
    draft(presentation, accounts.officer(of=council), agreed(two), version=1)
    assert FormalResponse.objects.get().answers.count() == 2


def test_the_draft_of_one_item_shows_nothing_of_another(presentation, officer, council):
    one, two = presentation.items.all()
    draft(presentation, officer, agreed(one, text="About the first"))
    with pytest.raises(StaleEdit) as stale:
        draft(presentation, accounts.officer(of=council), agreed(two))
    assert "About the first" not in stale.value.theirs


def test_draft_can_be_deleted_and_started_again(presentation, officer):
    discard_draft(draft(presentation, officer), by=officer)
    assert not Answer.objects.exists()
    assert AuditEntry.objects.get(verb="discard_draft").by == officer
    assert draft(presentation, officer).version == 1


# --- posted ---------------------------------------------------------------------------------------


def test_posting_answers_the_presentation_its_issues_and_its_parents(presentation, officer):
    response = post_response(draft(presentation, officer), by=officer, now=at(7, 20))
    presentation.refresh_from_db()
    assert (response.status, response.posted_on, response.posted_by) == (ResponseStatus.POSTED, D(2026, 7, 20), officer)
    assert response.is_late is False
    assert (presentation.status, presentation.responded_on) == (PresentationStatus.RESPONDED, D(2026, 7, 20))
    assert {issue.status for issue in Issue.objects.all()} == {S.RESPONDED}
    tell_parents(D(2026, 7, 20))
    for issue in Issue.objects.all():
        message = Message.objects.get(to=issue.contact_email, subject__contains="There is an answer")
        assert "Northshire County Council has answered" in message.body_text
        assert "The answer is: agreed" in message.body_text
        assert "We will write." in message.body_text
        assert "you can say whether this answers it" in message.body_text


def test_a_no_is_told_with_its_reason_and_who_can_act(presentation, officer):
    one, two = presentation.items.all()
    words = [
        agreed(one, outcome=Outcome.NOT_POSSIBLE, text="", reason="There is no money this year."),
        agreed(two, outcome=Outcome.NOT_OURS, text="", instead="The health trust"),
    ]
    post_response(draft(presentation, officer, *words), by=officer, now=at(7, 20))
    tell_parents(D(2026, 7, 20))
    bodies = list(Message.objects.filter(subject__contains="There is an answer").values_list("body_text", flat=True))
    assert any("It could not be, because: There is no money this year." in body for body in bodies)
    assert any("Who can act: The health trust" in body for body in bodies)


def test_every_item_needs_its_answer(presentation, officer):
    one, _two = presentation.items.all()
    written = draft(presentation, officer, agreed(one))
    with pytest.raises(DomainError, match="Item 2: There is no answer yet"):
        post_response(written, by=officer)


def test_incomplete_draft_can_be_saved_but_not_posted(presentation, officer):
    one, two = presentation.items.all()
    written = draft(presentation, officer, agreed(one), agreed(two, outcome=Outcome.NOT_POSSIBLE))
    with pytest.raises(DomainError, match="Item 2: Say why it is not possible"):
        post_response(written, by=officer)
    presentation.refresh_from_db()
    assert presentation.status == PresentationStatus.SENT


def test_what_is_posted_is_never_edited_nor_posted_again(presentation, officer):
    response = post_response(draft(presentation, officer), by=officer)
    with pytest.raises(MoveNotAllowed):
        post_response(response, by=officer)
    with pytest.raises(DomainError, match="Start a new version"):
        draft(presentation, officer, version=1)
    with pytest.raises(DomainError, match="This has been posted"):
        discard_draft(response, by=officer)
    with pytest.raises(DomainError, match="already been posted"):
        require_draft(FormalResponse.objects.get().presentation)
    tell_parents()
    assert Message.objects.filter(subject__contains="There is an answer").count() == 2
    assert YouSaidEntry.objects.count() == 2


def test_without_a_draft_there_is_nothing_to_post_and_without_an_answer_nothing_to_change(presentation):
    with pytest.raises(DomainError, match="no draft to post"):
        require_draft(presentation)
    with pytest.raises(DomainError, match="no posted response"):
        require_posted(presentation)


def test_lateness_is_decided_on_posting_and_never_changes(presentation, officer):
    response = post_response(draft(presentation, officer), by=officer, now=at(8, 4))
    assert response.is_late is True
    assert AuditEntry.objects.get(verb="post_response").detail == {"is_late": True}
    type(presentation).objects.update(due_on=D(2026, 12, 1))
    assert FormalResponse.objects.get().is_late is True


# --- several agencies -----------------------------------------------------------------------------


def test_an_issue_is_responded_to_when_every_agency_has_answered_and_its_parent_hears_of_each(council, officer):
    health = accounts.agency("Northshire Health")
    issue = issues.logged_issue()
    first, second = (answers.presentation_of(issue, agency=agency, now=at(7, 6)) for agency in (council, health))
    answers.post_answer(first, by=officer, now=at(7, 10))
    issue.refresh_from_db()
    assert issue.status == S.PRESENTED
    tell_parents(D(2026, 7, 10))
    message = Message.objects.get(to=issue.contact_email, subject__contains="There is an answer")
    assert "We are still waiting for an answer from: Northshire Health" in message.body_text
    assert "you can say whether" not in message.body_text
    answers.post_answer(second, now=at(7, 20))
    issue.refresh_from_db()
    assert (issue.status, issue.responded_on) == (S.RESPONDED, D(2026, 7, 20))
    tell_parents(D(2026, 7, 20))
    assert Message.objects.filter(to=issue.contact_email, subject__contains="There is an answer").count() == 2


def test_issue_in_two_items_is_told_once_what_both_say(council, officer):
    theme = issues.theme()
    issue = issues.logged_issue(theme=theme)
    presentation = answers.presentation_of(issue, theme=theme, agency=council, now=at(7, 6))
    answers.post_answer(presentation, by=officer, now=at(7, 7))
    issue.refresh_from_db()
    assert issue.status == S.RESPONDED
    assert issue.moves.filter(status=S.RESPONDED).count() == 1
    tell_parents(D(2026, 7, 7))
    message = Message.objects.get(to=issue.contact_email, subject__contains="There is an answer")
    assert message.body_text.count("has answered what you told us") == 1


def test_issue_withdrawn_before_the_answer_stays_withdrawn_without_email(presentation, officer):
    issue = presentation.items.first().issues.get()
    withdraw_issue(issue, now=at(7, 8))
    post_response(draft(presentation, officer), by=officer, now=at(7, 20))
    issue.refresh_from_db()
    assert issue.status == S.WITHDRAWN
    tell_parents(D(2026, 7, 20))
    assert not Message.objects.filter(to=issue.contact_email, subject__contains="answer is").exists()


# --- commitments ----------------------------------------------------------------------------------


def test_planned_commitments_become_public_commitments(presentation, officer, council):
    one, two = presentation.items.all()
    planned = [answers.promise(D(2026, 12, 1)), answers.promise(D(2027, 1, 4))]
    written = draft(presentation, officer, agreed(one, commitments=planned), agreed(two))
    assert not Commitment.objects.exists()
    post_response(written, by=officer, now=at(7, 20))
    commitments = Commitment.objects.all()
    assert [(c.reference, c.due_on, c.made_on) for c in commitments] == [
        ("C-1001", D(2026, 12, 1), D(2026, 7, 20)),
        ("C-1002", D(2027, 1, 4), D(2026, 7, 20)),
    ]
    assert {(c.agency, c.is_public, c.owner, c.answer.item) for c in commitments} == {
        (council, True, "Head of Transport", one)
    }
    assert commitments[0].source == f"Formal response {presentation.reference}"


def test_a_date_that_passed_since_it_was_drafted_is_told_to_the_officer(presentation, officer):
    one, two = presentation.items.all()
    written = draft(presentation, officer, agreed(one), agreed(two, commitments=[answers.promise(D(2026, 7, 10))]))
    with pytest.raises(DomainError, match=r"Item 2: The date of “Send a text the evening before\.” has passed"):
        post_response(written, by=officer, now=at(7, 20))
    assert FormalResponse.objects.get().status == ResponseStatus.DRAFT
    assert not Commitment.objects.exists()
    assert not Message.objects.filter(subject__contains="There is an answer").exists()
