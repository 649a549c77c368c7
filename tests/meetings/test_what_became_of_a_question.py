"""Who asked a question without giving an address reads on its page what has become of it, and why."""

import datetime as dt

import pytest

from common import clock
from meetings.services.questions import accept_question, answer_question, decline_question, not_ours_question
from tests.factories import meetings as make
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)
BEFORE = make.noon(dt.date(2026, 2, 20))


@pytest.fixture
def question():
    meeting = make.a_meeting_with_agenda(ON)
    return make.a_question(meeting, text="Will there be parking?", email="", now=BEFORE)


def read(client, question, day=BEFORE):
    with clock.frozen(day):
        return words(client.get(f"/meetings/{question.meeting.slug}/question/{question.reference}/"))


def test_a_question_that_waits_says_what_happens_next_and_when(client, question):
    text = read(client, question)
    assert "puts it to the meeting on Tuesday 10 March 2026" in text
    assert "keep the address of this page" in text
    accept_question(question, by=None)
    assert "The co-ordinator has read it." in read(client, question)


def test_a_declined_question_says_so_and_why(client, question):
    decline_question(question, "It is about one school, which answers for itself.", by=None)
    text = read(client, question)
    assert f"We could not take your question {question.reference}" in text
    assert "It is about one school, which answers for itself." in text
    assert "The co-ordinator reads it" not in text
    assert "Will there be parking?" not in text


def test_an_answered_question_shows_its_answer(client, question):
    accept_question(question, by=None)
    answer_question(question, "Yes, behind the hall.", there=False, by=None)
    text = read(client, question)
    assert "The answer to your question" in text
    assert "Yes, behind the hall." in text
    assert "The co-ordinator reads it" not in text


def test_a_question_for_somebody_else_says_who(client, question):
    accept_question(question, by=None)
    not_ours_question(question, "The parish council", by=None)
    assert "Who can answer it: The parish council" in read(client, question)


def test_after_the_meeting_nothing_is_put_to_it_any_more(client, question):
    text = read(client, question, make.noon(dt.date(2026, 3, 11)))
    assert "puts it to the meeting" not in text
    assert "It may be answered in writing." in text
