"""Public questions and their answers, at the meeting or in writing (V11, S10)."""

import datetime as dt

import pytest

from accounts.audit import entries_about
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from meetings.models import PublicQuestion
from meetings.rules import MeetingKind, QuestionStatus
from meetings.services.questions import accept_question, answer_question, decline_question, not_ours_question
from tests.factories import accounts
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)


@pytest.fixture
def meeting():
    return make.a_meeting_with_agenda(ON, kind=MeetingKind.SPRING)


@pytest.mark.parametrize(
    ("day", "is_late"), [(dt.date(2026, 2, 20), False), (dt.date(2026, 3, 4), False), (dt.date(2026, 3, 5), True)]
)
def test_a_question_is_in_time_three_clear_working_days_before(meeting, day, is_late):
    question = make.a_question(meeting, now=make.noon(day))
    assert (question.is_late, question.received_on) == (is_late, day)


def test_a_question_needs_words_and_a_meeting_to_come(meeting):
    with pytest.raises(DomainError, match="Write your question"):
        make.a_question(meeting, text=" ")
    with pytest.raises(DomainError, match="no more questions"):
        make.a_question(meeting, now=make.noon(ON))
    with pytest.raises(DomainError, match="no more questions"):
        make.a_question(make.a_cancelled_meeting())


def test_sending_the_same_question_again_returns_the_first(meeting):
    first = make.a_question(meeting, text="Will there be parking?", email="jo@example.org")
    again = make.a_question(meeting, text="Will there be parking? ", email="jo@example.org")
    assert again == first
    assert Message.objects.filter(to="jo@example.org").count() == 1
    assert make.a_question(meeting, text="Will there be parking?", email="sam@example.org") != first
    decline_question(first, "It was answered last time.", by=None)
    assert make.a_question(meeting, text="Will there be parking?", email="jo@example.org") != first


def test_a_question_stores_no_time_of_day_and_no_person(meeting):
    question = make.a_question(meeting, email="jo@example.org")
    entry = entries_about(question).get()
    assert (entry.by, entry.at) == (None, None)
    assert Message.objects.get(to="jo@example.org").is_date_only


def test_asker_and_co_ordinator_are_e_mailed(meeting):
    accounts.coordinator(email="co@example.org", now=make.noon(dt.date(2025, 1, 1)))
    question = make.a_question(meeting, email="jo@example.org")
    assert Message.objects.filter(to="jo@example.org", subject__startswith=question.reference).exists()
    assert Message.objects.filter(to="co@example.org", subject="Public question: Spring meeting 2026").exists()


def test_question_time_as_in_public_minutes(meeting):
    """S10: named people ask; one is told where to go instead, one gets the service's figures."""
    what = make.a_question(meeting, "What is the biggest need, and how many referrals?", "Jo Hart")
    school = make.a_question(meeting, "Why is the school full?", "Al Moor", "al@example.org")
    for question in (what, school):
        accept_question(question, by=None)
    answer_question(what, "Autism, in 112 of 153 families; 41 referrals.", there=True, by=None)
    not_ours_question(school, "The school's own governors", answer="We cannot answer for a school.", by=None)
    what, school = make.fresh(what), make.fresh(school)
    assert (what.status, what.asked_by) == (QuestionStatus.ANSWERED_THERE, "Jo Hart")
    assert (school.status, school.instead) == (QuestionStatus.NOT_OURS, "The school's own governors")
    letter = Message.objects.filter(to="al@example.org").order_by("pk").last()
    assert "The school's own governors" in letter.body_text


def test_declining_a_question_needs_a_reason_and_e_mails_the_asker(meeting):
    question = make.a_question(meeting, email="jo@example.org")
    with pytest.raises(DomainError, match="Give the reason"):
        decline_question(question, " ", by=None)
    question = decline_question(question, "It names a child.", by=None)
    assert question.status == QuestionStatus.DECLINED
    assert "It names a child." in Message.objects.filter(to="jo@example.org").order_by("pk").last().body_text


def test_an_answer_needs_text_and_is_given_once(meeting):
    question = accept_question(make.a_question(meeting), by=None)
    with pytest.raises(DomainError, match="Write the answer"):
        answer_question(question, "", there=False, by=None)
    with pytest.raises(DomainError, match="who can answer"):
        not_ours_question(question, "", by=None)
    answer_question(question, "In writing.", there=False, by=None)
    with pytest.raises(MoveNotAllowed):
        answer_question(question, "Again.", there=False, by=None)


def test_a_question_cannot_be_answered_at_a_meeting_without_an_agenda():
    meeting = make.a_scheduled_meeting()
    question = accept_question(make.a_question(meeting), by=None)
    with pytest.raises(DomainError, match="not taken place"):
        answer_question(question, "Yes.", there=True, by=None)


def test_the_public_sees_a_question_once_it_is_answered(meeting):
    waiting, answered, declined = (make.a_question(meeting, text) for text in ("One", "Two", "Three"))
    answer_question(accept_question(answered, by=None), "Yes.", there=False, by=None)
    decline_question(declined, "It names a child.", by=None)
    assert list(PublicQuestion.objects.published()) == [make.fresh(answered)]
    assert list(PublicQuestion.objects.waiting()) == [waiting]
