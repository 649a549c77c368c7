"""Who asked a question without giving an address reads on its page what has become of it, and why."""

import datetime as dt

import pytest
from django.urls import reverse

from common import clock
from common.errors import DomainError
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.minutes import save_minute
from meetings.services.questions import accept_question, answer_question, decline_question, not_ours_question
from tests.factories import accounts
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


def approve(meeting):
    item, by, later = meeting.items.first(), accounts.coordinator(), meeting.on + dt.timedelta(days=3)
    save_minute(item, "The hall was spoken of.", item.minute_version, by=by, now=make.noon(later))
    circulate_minutes(make.fresh(meeting), by=by, now=make.noon(later))
    at_meeting = make.a_meeting_with_agenda(meeting.on + dt.timedelta(days=56))
    approve_minutes(make.fresh(meeting), at_meeting, by=accounts.coordinator(), now=make.noon(at_meeting.on))


def test_an_answer_says_what_a_meeting_resolved_once_its_minutes_are_approved(as_coordinator, client, question):
    accept_question(question, by=None)
    meeting = make.a_held_meeting(meeting=question.meeting)
    resolution = make.a_resolution(meeting, "That the hall be used.")
    form = {"answer": "Yes, the hall.", "there": "yes", "resolution": resolution.pk}
    page = reverse("meetings:question_answer", args=[meeting.slug, question.reference])
    assert as_coordinator.post(page, form).status_code == 302
    assert make.fresh(resolution).question == question
    text = read(client, question)
    assert "The group decided on it on 10 March 2026" in text
    assert "That the hall be used." not in text
    approve(meeting)
    assert "The meeting resolved: “That the hall be used.”" in read(client, question)
    assert "The meeting resolved: “That the hall be used.”" in words(client.get(meeting.get_absolute_url()))


def test_an_answer_on_which_nothing_was_resolved_says_so(client, question):
    accept_question(question, by=None)
    answer_question(question, "Yes, behind the hall.", there=False, by=None)
    assert "No meeting of the group has resolved anything on it." in read(client, question)


def test_an_answer_rests_on_no_resolution_of_before_it_was_asked_or_about_something_else(question):
    accept_question(question, by=None)
    earlier = make.a_resolution(on=dt.date(2026, 1, 13))
    with pytest.raises(DomainError, match="before this was known"):
        answer_question(question, "Yes.", there=False, resolution=earlier, by=None)
    other = make.a_resolution_on_a_review(make.a_held_meeting(on=dt.date(2026, 5, 12)))
    with pytest.raises(DomainError, match="about something else"):
        answer_question(make.fresh(question), "Yes.", there=False, resolution=other, by=None)
    assert make.fresh(question).status == "accepted"


def test_what_another_meeting_resolved_was_not_answered_at_this_one(question):
    accept_question(question, by=None)
    make.a_held_meeting(meeting=question.meeting)
    later = make.a_resolution(on=dt.date(2026, 5, 12))
    with pytest.raises(DomainError, match="of another meeting"):
        answer_question(question, "Yes.", there=True, resolution=later, by=None)
    assert answer_question(make.fresh(question), "Yes.", there=False, resolution=later, by=None).has_its_answer
