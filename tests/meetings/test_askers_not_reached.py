"""The co-ordinator sees at a public question that an e-mail to the person who asked could not be delivered."""

import datetime as dt

import pytest

from meetings.services.questions import accept_question, answer_question
from tests.counting import cost
from tests.factories import meetings as make
from tests.issues.pages import words
from tests.meetings.conftest import COMING
from tests.refusing import deliver
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOT_REACHED = "An e-mail to the person who asked could not be delivered, and they left no other way to reach them."


@pytest.fixture
def meeting(today):
    return make.a_meeting_with_agenda(COMING)


def page_of(client, meeting):
    return words(client.get(f"/staff/meetings/{meeting.slug}/questions/"))


def refuse(today, address):
    deliver(make.noon(today + dt.timedelta(days=1)), refused=address)


def test_an_answer_that_did_not_arrive_shows_where_the_question_is(client, coordinator, meeting, today):
    sign_in(client, coordinator)
    make.a_question(meeting, text="Is there parking?", email="well@example.org")
    question = make.a_question(meeting, text="When are minutes out?", email="gone@example.org")
    refuse(today, "nobody@example.org")
    assert NOT_REACHED not in page_of(client, meeting)
    answer_question(accept_question(question, by=coordinator), "In ten days.", False, by=coordinator)
    refuse(today, "gone@example.org")
    text = page_of(client, meeting)
    assert text.count(NOT_REACHED) == 1
    assert "They can read the answer on the page of the meeting." in text


def test_the_list_costs_the_same_however_many_questions_there_are(client, coordinator, meeting, today):
    sign_in(client, coordinator)
    address = f"/staff/meetings/{meeting.slug}/questions/"
    make.a_question(meeting, text="Is there parking?", email="gone@example.org")
    few = cost(client, address)
    for number in range(3):
        make.a_question(meeting, text=f"Question {number}", email="gone@example.org")
    refuse(today, "gone@example.org")
    assert cost(client, address) == few
