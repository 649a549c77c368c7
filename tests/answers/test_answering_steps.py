"""Next steps of answering: an officer's, those about letters, a commitment's. What is offered works."""

import datetime as dt

import pytest

from answers.next_steps import steps_of_commitment, steps_of_letters, steps_of_officer
from answers.services.commitments import fail_commitment, finish_commitment, make_commitment, move_commitment
from answers.services.presentations import acknowledge_presentation
from answers.services.responses import post_response, require_posted, save_response_draft
from answers.services.superseded_responses import supersede_response
from answers.services.transcripts import confirm_transcribed, transcribe_response
from common import clock
from common.errors import DomainError
from tests.factories import accounts, answers, issues
from tests.signing_in import sign_in as sign_in_as
from tests.steps import names, take_or_be_refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def presentation(coordinator):
    return answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator)


def drafted(presentation, officer, *, is_whole=True):
    given = {
        "outcome": "agreed",
        "text": "We will." if is_whole else "",
        "reason": "",
        "instead": "",
        "done": "It is on our website.",
    }
    items = [{"item": item, **given} for item in presentation.items.all()]
    return save_response_draft(presentation, summary="", answers=items, version=0, by=officer)


def test_an_officer_is_offered_what_leads_to_an_answer(presentation):
    officer = accounts.officer(of=presentation.agency)

    def offered(draft=None, is_whole=False):
        presentation.refresh_from_db()
        return steps_of_officer(presentation, draft=draft, has_letter=False, is_whole=is_whole)

    assert names(offered()) == ["acknowledge"]
    acknowledge_presentation(presentation, by=officer)
    assert names(offered()) == []
    draft = drafted(presentation, officer)
    assert names(offered(draft)) == ["discard"]
    assert offered(draft).hints == ["Answer every item before you preview and post."]
    assert names(offered(draft, is_whole=True)) == ["preview", "discard"]
    post_response(draft, by=officer)
    assert names(offered()) == ["supersede"]
    supersede_response(require_posted(presentation), reason="Something changed.", by=officer)


def test_every_officer_step_is_on_the_page_and_works(client, presentation):
    officer = sign_in_as(client, accounts.officer(of=presentation.agency))
    page = f"/officer/presentations/{presentation.reference}/"
    shown = officer.get(page)
    for step in shown.context["steps"].offered:
        assert step.url in shown.content.decode()
        assert officer.post(step.url).status_code == 302
    presentation.refresh_from_db()
    assert presentation.acknowledged_on


COMMITMENTS = {
    "finish": lambda one, by: finish_commitment(one, evidence="Seen.", by=by),
    "move": lambda one, by: move_commitment(one, due_on=one.due_on + dt.timedelta(days=9), reason="Ill", by=by),
    "fail": lambda one, by: fail_commitment(one, reason="No money.", by=by),
}


@pytest.mark.parametrize("state", ["open", "finish", "fail"])
@pytest.mark.parametrize("name", COMMITMENTS)
def test_commitment_steps_work_when_offered_and_are_refused_otherwise(coordinator, state, name):
    due_on = clock.today() + dt.timedelta(days=30)
    commitment = make_commitment(owner="Transport", what="Act", due_on=due_on, by=coordinator)
    if state != "open":
        COMMITMENTS[state](commitment, coordinator)
    steps = steps_of_commitment(commitment)
    assert names(steps) == (["finish", "move", "fail"] if state == "open" else [])
    take_or_be_refused(name, commitment, steps, lambda one: COMMITMENTS[name](one, coordinator))


def test_a_letter_is_entered_corrected_and_confirmed_by_somebody_else(coordinator, presentation):
    other = accounts.coordinator()
    steps = steps_of_letters(presentation, coordinator, transcript=None, is_drafting=False)
    assert [step.words for step in steps.offered] == ["Enter the agency's letter"]
    given = {"outcome": "agreed", "text": "We will.", "reason": "", "instead": "", "done": "It is on our website."}
    transcript = transcribe_response(
        presentation,
        letter=answers.a_scan(),
        letter_dated_on=clock.today(),
        summary="",
        answers=[{"item": item, **given} for item in presentation.items.all()],
        version=0,
        by=coordinator,
    )
    own = steps_of_letters(presentation, coordinator, transcript=transcript, is_drafting=False)
    assert names(own) == ["transcribe", "discard"]
    assert own.hints == ["You entered this letter, so somebody else must confirm it."]
    with pytest.raises(DomainError):
        confirm_transcribed(transcript, by=coordinator)
    theirs = steps_of_letters(presentation, other, transcript=transcript, is_drafting=False)
    assert names(theirs) == ["transcribe", "confirm", "discard"]
    confirm_transcribed(transcript, by=other)
    presentation.refresh_from_db()
    steps = steps_of_letters(presentation, other, transcript=None, is_drafting=False)
    assert [step.words for step in steps.offered] == ["Enter a new letter that changes the answer"]
    assert names(steps_of_letters(presentation, other, transcript=None, is_drafting=True)) == []
