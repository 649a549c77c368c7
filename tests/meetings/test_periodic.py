"""Hourly reminders to the co-ordinator, once for each deadline."""

import datetime as dt

import pytest

from common.models import Message
from meetings.periodic import remind_of_clocks
from meetings.rules import MeetingKind
from tests.factories import accounts
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def coordinator():
    return accounts.coordinator(email="co@example.org", now=make.noon(dt.date(2025, 1, 1)))


def reminded_on(day):
    """Run the task twice and return the subjects of its e-mails."""
    before = set(Message.objects.values_list("pk", flat=True))
    remind_of_clocks(make.noon(day))
    remind_of_clocks(make.noon(day))
    return list(Message.objects.exclude(pk__in=before).values_list("subject", flat=True))


def test_an_agenda_reminder_is_sent_two_working_days_before_it_is_due():
    make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)
    assert reminded_on(dt.date(2026, 2, 25)) == []
    assert reminded_on(dt.date(2026, 2, 26)) == ["The agenda is due: Spring meeting 2026"]
    assert reminded_on(dt.date(2026, 2, 27)) == []


def test_an_attendance_reminder_is_sent_after_the_meeting():
    make.a_meeting_with_agenda(ON, kind=MeetingKind.SPRING)
    assert reminded_on(dt.date(2026, 3, 9)) == []
    assert reminded_on(dt.date(2026, 3, 11)) == ["Please confirm who came: Spring meeting 2026"]


def test_a_draft_minutes_reminder_is_sent_two_working_days_before_they_are_due():
    make.a_held_meeting(on=ON, kind=MeetingKind.SPRING)
    assert reminded_on(dt.date(2026, 3, 19)) == []
    assert reminded_on(dt.date(2026, 3, 20)) == ["The draft minutes are due: Spring meeting 2026"]


def test_no_reminder_is_sent_once_the_task_is_done():
    make.a_cancelled_meeting(on=ON)
    make.a_circulated_meeting(on=ON + dt.timedelta(days=1))
    assert reminded_on(dt.date(2026, 6, 1)) == []
