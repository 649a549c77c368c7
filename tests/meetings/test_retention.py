"""Who asked a question, and what members said of themselves in replies, go on their day; the record stays."""

import datetime as dt

import pytest

from common import clock
from common.retention import carry_out, rules
from meetings.models import Attendance, PublicQuestion, Reply
from meetings.rules import ReplyKind
from meetings.services.questions import accept_question, answer_question, decline_question
from meetings.services.replies import reply
from tests.factories import accounts, meetings, members

pytestmark = pytest.mark.django_db
QUESTIONS, REPLIES = rules["meetings.questions"], rules["meetings.replies"]


def noon(text):
    return clock.at(dt.date.fromisoformat(text), dt.time(12))


@pytest.mark.parametrize(
    ("answered", "last", "first"),
    [
        ("2024-02-29", "2025-02-28", "2025-03-01"),
        ("2026-03-29", "2027-03-28", "2027-03-29"),
        ("2027-02-28", "2028-02-27", "2028-02-28"),
        ("2033-10-30", "2034-10-29", "2034-10-30"),
    ],
)
def test_who_asked_goes_a_year_after_the_answer_and_the_question_stays(answered, last, first):
    meeting = meetings.a_scheduled_meeting(dt.date.fromisoformat(answered) + dt.timedelta(days=30))
    asked = meetings.a_question(meeting, email="jo@example.org", now=noon(answered))
    by = accounts.coordinator()
    accept_question(asked, by=by, now=noon(answered))
    answer_question(asked, "Transport.", False, by=by, now=noon(answered))
    assert carry_out(QUESTIONS, noon(last)) == 0
    assert carry_out(QUESTIONS, noon(first)) == 1
    assert carry_out(QUESTIONS, noon(first)) == 0
    asked = PublicQuestion.objects.get()
    assert (asked.asked_by, asked.email, asked.answer) == ("", "", "Transport.")
    assert asked.text


def test_a_declined_question_counts_from_its_meeting_and_one_that_waits_is_kept():
    meeting = meetings.a_scheduled_meeting(dt.date(2026, 6, 10))
    declined = meetings.a_question(meeting, now=noon("2026-05-01"))
    meetings.a_question(meeting, "Who pays?", "Ann", now=noon("2026-05-01"))
    decline_question(declined, "It names somebody.", by=accounts.coordinator(), now=noon("2026-05-02"))
    assert carry_out(QUESTIONS, noon("2027-06-09")) == 0
    assert carry_out(QUESTIONS, noon("2027-06-10")) == 1
    assert set(PublicQuestion.objects.values_list("asked_by", flat=True)) == {"", "Ann"}


def replied(meeting, now):
    member = members.a_member()
    given = {"reason": "A hospital visit", "needs": "A ramp"}
    return reply(meeting, member, ReplyKind.APOLOGIES, by=member.person.user, now=now, **given)


def test_reasons_and_needs_go_three_months_after_the_minutes_are_approved():
    meeting = meetings.an_approved_meeting(on=dt.date(2026, 3, 11))
    Reply.objects.create(
        meeting=meeting,
        membership=members.a_member(),
        kind=ReplyKind.SUBSTITUTE,
        reason="A hospital visit",
        needs="A ramp",
        substitute_name="Bo Hale",
        substitute_email="bo@example.org",
        replied_at=noon("2026-03-01"),
    )
    due = rules["meetings.replies"].first_day(meeting.approved_on)
    there = Attendance.objects.count()
    assert carry_out(REPLIES, clock.at(due - clock.DAY, dt.time(12))) == 0
    assert carry_out(REPLIES, clock.at(due, dt.time(12))) == 1
    assert carry_out(REPLIES, clock.at(due, dt.time(12))) == 0
    row = Reply.objects.get()
    assert (row.reason, row.needs, row.substitute_email, row.substitute_name) == ("", "", "", "Bo Hale")
    assert Attendance.objects.count() == there


def test_replies_to_a_meeting_that_was_cancelled_count_from_its_day():
    meeting = meetings.a_meeting_with_agenda(dt.date(2026, 6, 10))
    replied(meeting, noon("2026-06-01"))
    type(meeting).objects.filter(pk=meeting.pk).update(status="cancelled")
    assert carry_out(REPLIES, noon("2026-09-09")) == 0
    assert carry_out(REPLIES, noon("2026-09-10")) == 1


def test_replies_to_a_meeting_whose_minutes_are_not_approved_are_kept():
    meeting = meetings.a_meeting_with_agenda(dt.date(2026, 6, 10))
    replied(meeting, noon("2026-06-01"))
    assert carry_out(REPLIES, noon("2034-06-10")) == 0
