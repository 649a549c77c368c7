"""“Partly” says what, and what not and why; whoever agrees says what is done, or what will be done by when."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from answers.models import Answer, FormalResponse
from answers.rules import Outcome
from answers.services.responses import post_response
from answers.services.superseded_responses import supersede_response
from answers.services.transcripts import confirm_transcribed
from common.errors import DomainError
from tests.answers.drafting import agreed, draft
from tests.common.files import picture
from tests.factories import accounts, answers, issues
from tests.issues.pages import date, errors, press, words

pytestmark = pytest.mark.django_db
D = dt.date
SOME = {"outcome": "partly", "text": "Two buses run in time.", "reason": "There is no money for the third."}
ASKED = "Is it done already, or what will be done by when?"
PROMISE = {"what_1": "Send a text", "owner_1": "Head of Transport", **date("due_on_1", D(2099, 9, 1))}


@pytest.fixture
def presentation(coordinator, council):
    theme = issues.theme(by=coordinator, summary="Buses come late.")
    return answers.presentation_of(theme=theme, agency=council, by=coordinator)


@pytest.fixture
def posts(client, sign_in, council, presentation):
    """Post the answer to the first item as an officer of the agency."""
    sign_in(client, accounts.officer(of=council))
    address = f"/officer/presentations/{presentation.reference}/items/1/"
    return lambda **typed: client.post(address, {"version": 0} | typed)


def test_partly_without_what_is_not_done_and_why_is_refused(posts):
    page = posts(outcome="partly", text="Some of it", done="Two run.")
    assert "Say what you will not do, and why." in errors(page)
    assert "Some of it" in page.content.decode()
    assert not Answer.objects.exists()


def test_agreeing_without_a_commitment_asks_whether_it_is_done_or_by_when(posts):
    page = posts(outcome="agreed", text="Yes, we will.")
    assert ASKED in errors(page)
    assert posts(outcome="agreed", text="Yes, we will.", **PROMISE).status_code == 302


def test_the_agreed_part_of_partly_is_asked_the_same(posts):
    assert ASKED in errors(posts(**SOME))
    assert posts(**SOME, done="The timetable is on our website.").status_code == 302


def test_both_halves_stand_on_every_page_of_the_answer(client, posts, presentation):
    posts(**SOME, done="The timetable is on our website.")
    address = f"/officer/presentations/{presentation.reference}/"
    press(client, client.get(f"{address}preview/"), f"{address}post/")
    said = (
        "Two buses run in time. Done already: The timetable is on our website. "
        "What is not possible, and why: There is no money for the third."
    )
    theme = presentation.items.get().theme
    for address in (presentation.get_absolute_url(), theme.get_absolute_url()):
        assert said in words(client.get(address)), address


def test_a_commitment_that_goes_on_needs_no_other_in_the_next_version(officer, presentation):
    response = answers.post_answer(presentation, by=officer, commitments=[answers.promise(D(2099, 1, 1))])
    new = supersede_response(response, reason="Something changed.", by=officer)
    assert post_response(new, by=officer).number == 2


def test_an_item_drafted_before_the_question_was_asked_is_asked_when_it_is_posted(officer, presentation):
    written = draft(presentation, officer, agreed(presentation.items.get(), done=""))
    with pytest.raises(DomainError, match="Item 1: Is it done already"):
        post_response(written, by=officer)


def test_a_letter_that_names_no_date_is_entered_as_it_is_and_the_page_says_so(staff, presentation):
    address = f"/staff/presentations/{presentation.reference}/letter/"
    typed = {**date("letter_dated_on", presentation.sent_on), "outcome_1": "partly", "text_1": "We agree in part."}

    def enter(**changes):
        letter = SimpleUploadedFile("letter.png", picture(), content_type="image/png")
        return staff.post(address, {"letter": letter, "version": 0} | typed | changes)

    assert "Say what you will not do, and why." in errors(enter())
    assert enter(reason_1="The letter does not say.").status_code == 302
    confirm_transcribed(FormalResponse.objects.get(), by=accounts.coordinator())
    text = words(Client().get(presentation.get_absolute_url()))
    assert "What is not possible, and why: The letter does not say." in text
    assert "The answer does not say what is done already, or what will be done by when." in text


def test_the_database_holds_both_halves_of_what_is_posted_now_and_keeps_what_was_posted_before(client, presentation):
    answers.post_answer(presentation, outcome=Outcome.PARTLY)
    rows = Answer.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(reason="")
    rows.update(reason="", asked_for_both=False, done="")
    migration = import_module("answers.migrations.0005_answers_say_what_and_what_not")
    migration.remember_what_was_not_asked(apps, None)
    assert rows.get().asked_for_both is False
    page = words(client.get(presentation.get_absolute_url()))
    assert "We will write the evening before." in page
    assert "The answer does not say what is done already, or what will be done by when." in page
