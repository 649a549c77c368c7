"""The calendar file: stable UIDs and cancellations (RFC 5545)."""

import datetime as dt

import icalendar
import pytest

from meetings.calendar import build_calendar
from meetings.rules import MeetingKind, MeetingStatus
from meetings.services.planning import cancel, postpone, schedule
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)
NOW = make.noon(dt.date(2026, 2, 20))


def events():
    calendar = icalendar.Calendar.from_ical(build_calendar(NOW))
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


@pytest.fixture
def meeting():
    return make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)


def test_a_meeting_is_an_event_at_its_time(meeting):
    [(uid, event)] = events().items()
    assert uid == "spring-2026@127.0.0.1"
    assert event["dtstart"].dt == dt.datetime(2026, 3, 10, 10, tzinfo=dt.UTC)
    assert (str(event["summary"]), str(event["status"]), event["sequence"]) == ("Spring meeting 2026", "CONFIRMED", 0)
    assert str(event["location"]) == make.VENUE
    assert str(event["url"]).endswith("/meetings/spring-2026/")


def test_a_cancelled_meeting_is_shown_as_cancelled_in_the_calendar(meeting):
    cancel(meeting, "Snow; ice, too", by=None, now=NOW)
    event = events()["spring-2026@127.0.0.1"]
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 1)
    assert str(event["description"]) == "Snow; ice, too"


def test_a_postponed_meeting_keeps_its_uid(meeting):
    postpone(meeting, "Snow", by=None, now=NOW)
    assert str(events()["spring-2026@127.0.0.1"]["status"]) == "CANCELLED"
    schedule(meeting, *make.times(dt.date(2026, 4, 21)), by=None, now=NOW)
    event = events()["spring-2026@127.0.0.1"]
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 2)
    assert event["dtstart"].dt == dt.datetime(2026, 4, 21, 9, tzinfo=dt.UTC)


def test_proposed_and_old_meetings_are_not_in_the_calendar(meeting):
    make.a_scheduled_meeting(dt.date(2024, 12, 3))
    meeting.status = MeetingStatus.PROPOSED
    meeting.save()
    assert events() == {}


def test_anyone_can_fetch_the_calendar(client, meeting):
    response = client.get("/meetings/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.startswith(b"BEGIN:VCALENDAR")
