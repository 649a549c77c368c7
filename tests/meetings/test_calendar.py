"""The calendar file: what three readers find in it, and what becomes of it when a meeting moves (RFC 5545)."""

import datetime as dt

import icalendar
import ics
import pytest
import vobject
from dateutil import tz
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.services.settings import set_setting
from common import clock
from common.errors import DomainError
from issues.services.own_issues import withdraw_issue
from meetings.calendar import build_calendar
from meetings.models import Meeting
from meetings.rules import MeetingFormat, MeetingKind, MeetingStatus
from meetings.services.agenda import publish_agenda
from meetings.services.planning import cancel, edit_meeting, plan_additional, postpone, schedule
from tests.factories import accounts, issues
from tests.factories import meetings as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)
NOW = make.noon(dt.date(2026, 2, 20))
LATER = NOW + dt.timedelta(days=1)
UID = "spring-2026@127.0.0.1"
ADDRESS = "/meetings/calendar.ics"


def content(now=NOW):
    return build_calendar(now).content


def events():
    calendar = icalendar.Calendar.from_ical(content())
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def line_of(name):
    """What stands in one line of the spring meeting."""
    return str(events()[UID][name])


def by_icalendar(data):
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        yield str(event["uid"]), event["dtstart"].dt, str(event["summary"]), str(event["status"])


def by_vobject(data):
    for event in vobject.readOne(data.decode()).vevent_list:
        yield event.uid.value, event.dtstart.value, event.summary.value, event.status.value


def by_ics(data):
    for event in ics.Calendar(data.decode()).events:
        yield event.uid, event.begin.datetime, event.name, event.status


READERS = pytest.mark.parametrize("read", [by_icalendar, by_vobject, by_ics])


def one_event(read):
    """What a reader finds of the only meeting: its moment (in universal time), title and status."""
    [(uid, starts_at, title, status)] = read(content())
    assert uid == UID
    return starts_at.astimezone(dt.UTC), title, status


@pytest.fixture
def meeting():
    return make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)


@pytest.fixture
def in_may(meeting):
    return make.a_scheduled_meeting(dt.date(2026, 5, 5), purpose="Short breaks", now=NOW)


class TestThreeReaders:
    @READERS
    def test_read_a_meeting_at_its_time(self, read, meeting):
        assert one_event(read) == (dt.datetime(2026, 3, 10, 10, tzinfo=dt.UTC), "Spring meeting 2026", "CONFIRMED")

    @READERS
    def test_read_a_meeting_after_the_clocks_changed_at_its_time(self, read, in_may):
        starts = {uid: starts_at.astimezone(dt.UTC).hour for uid, starts_at, _title, _status in read(content())}
        assert starts == {UID: 10, "short-breaks-2026@127.0.0.1": 9}

    @READERS
    def test_read_a_meeting_that_moved(self, read, meeting):
        edit_meeting(meeting, *make.times(dt.date(2026, 4, 21)), by=None, now=NOW)
        assert one_event(read) == (dt.datetime(2026, 4, 21, 9, tzinfo=dt.UTC), "Spring meeting 2026", "CONFIRMED")

    @READERS
    def test_read_a_cancellation_in_the_title_too(self, read, meeting):
        cancel(meeting, "Snow", by=None, now=NOW)
        assert one_event(read)[1:] == ("Cancelled: Spring meeting 2026", "CANCELLED")

    @READERS
    def test_read_a_postponement_in_other_words_and_then_the_new_date(self, read, meeting):
        postpone(meeting, "Snow", by=None, now=NOW)
        assert one_event(read)[1:] == ("Postponed: Spring meeting 2026", "CANCELLED")
        schedule(meeting, *make.times(dt.date(2026, 4, 21)), by=None, now=NOW)
        assert one_event(read) == (dt.datetime(2026, 4, 21, 9, tzinfo=dt.UTC), "Spring meeting 2026", "CONFIRMED")

    @READERS
    def test_read_an_empty_calendar(self, read):
        assert list(read(content())) == [] if read is not by_vobject else b"VEVENT" not in content()

    @READERS
    def test_read_what_would_break_a_line(self, read):
        purpose = "Buses; taxis, C:\\ and “übergroße” minibuses for children who travel a long way 🚌 every day"
        make.a_scheduled_meeting(ON, purpose=purpose)
        [(_uid, _starts_at, title, _status)] = read(content())
        assert title == f"Additional meeting of 10 March 2026: {purpose}"


class TestWhatStandsInIt:
    def test_a_cancelled_meeting_says_why(self, meeting):
        cancel(meeting, "Snow; ice, too", by=None, now=NOW)
        cancelled = "This meeting is cancelled. It was to be on Tuesday 10 March 2026. Snow; ice, too\n"
        assert line_of("description").startswith(cancelled)
        assert (line_of("sequence"), line_of("transp")) == ("1", "TRANSPARENT")

    def test_a_postponed_meeting_says_that_it_has_no_date_yet(self, meeting):
        postpone(meeting, "Snow", by=None, now=NOW)
        words = (
            "This meeting is postponed, and we are looking for a new date. It was to be on Tuesday 10 March 2026. Snow"
        )
        assert line_of("description").startswith(words)

    def test_a_meeting_that_moved_says_from_when(self, meeting):
        edit_meeting(meeting, *make.times(dt.date(2026, 4, 21)), by=None, now=NOW)
        assert line_of("description").startswith("It was first announced for Tuesday 10 March 2026, and moved.\n")
        assert line_of("sequence") == "1"

    def test_the_page_of_the_meeting_is_named(self, meeting):
        page = "http://127.0.0.1:8000/meetings/spring-2026/"
        assert line_of("url") == page
        assert line_of("description").endswith(f"Agenda, papers, access and help to attend: {page}")

    @pytest.mark.parametrize(
        ("form", "venue", "place", "how"),
        [
            (MeetingFormat.IN_PERSON, "Town hall", "Town hall", "This meeting is in person."),
            (MeetingFormat.HYBRID, "Town hall", "Town hall, and online", "You can take part in person or online."),
            (MeetingFormat.HYBRID, "", "In person and online", "You can take part in person or online."),
            (MeetingFormat.ONLINE, "", "Online", "This meeting is online."),
            (MeetingFormat.ONLINE, "Library if you need a screen", "Online (Library if you need a screen)", "online"),
        ],
    )
    def test_place_and_how_to_join_are_said_in_words(self, form, venue, place, how):
        make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING, format=form, venue=venue)
        assert line_of("location") == place
        assert how in line_of("description")
        assert ("Members: sign in" in line_of("description")) == (form != MeetingFormat.IN_PERSON)

    def test_a_meeting_in_person_without_a_place_has_none(self):
        make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING, format=MeetingFormat.IN_PERSON, venue="")
        assert "location" not in events()[UID]

    def test_the_calendar_has_the_name_of_the_group_and_says_how_often_to_ask(self, meeting):
        set_setting("service_name", "Ashby, Hill & Vale PPS", by=None)
        calendar = icalendar.Calendar.from_ical(content())
        for name in ("name", "x-wr-calname"):
            assert str(calendar[name]) == "Meetings of the Ashby, Hill & Vale PPS"
        assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in content()
        assert b"\r\nX-PUBLISHED-TTL:PT4H\r\n" in content()

    def test_the_organizer_is_the_service_at_its_public_address(self, meeting):
        assert line_of("organizer") == "http://127.0.0.1:8000"
        set_setting("help_email", "help@pps.example.org", by=None)
        organizer = events()[UID]["organizer"]
        assert (str(organizer), organizer.params["cn"]) == (
            "mailto:help@pps.example.org",
            "Parent Partnership Steering Group",
        )
        assert "If you are not a member and would like to come, ask us first: help@pps.example.org" in line_of(
            "description"
        )

    def test_lines_end_as_they_must_and_are_at_most_75_bytes_long(self):
        make.a_scheduled_meeting(ON, purpose="“Übergröße” " * 12)
        lines = content().split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode()

    def test_the_rule_of_the_clocks_is_that_of_london(self, meeting, tmp_path):
        file = tmp_path / "calendar.ics"
        file.write_bytes(content())
        ours = tz.tzical(str(file)).get("Europe/London")
        hours = [dt.datetime(2024, 1, 1) + dt.timedelta(hours=each) for each in range(24 * 366 * 6)]
        clear = [hour for hour in hours if clock.LONDON.utcoffset(hour) == clock.LONDON.utcoffset(hour.replace(fold=1))]
        wrong = [hour for hour in clear if hour.replace(tzinfo=ours).utcoffset() != clock.LONDON.utcoffset(hour)]
        assert wrong == []


class TestOnlyWhatIsPublic:
    @pytest.mark.parametrize("link", ["https://meet.example/abc", "meet.example/abc", "www.meet.example"])
    def test_a_link_is_refused_in_the_place_and_the_purpose_of_a_meeting(self, link, meeting):
        words = "Everyone can read this. Give the link under “How to join online”, which only members see."
        with pytest.raises(DomainError, match=words):
            plan_additional("Short breaks", *make.times(ON), by=None, now=NOW, venue=f"Online: {link}")
        with pytest.raises(DomainError, match=words):
            plan_additional(f"Short breaks, {link}", *make.times(ON), by=None, now=NOW)
        with pytest.raises(DomainError, match=words):
            edit_meeting(meeting, meeting.starts_at, meeting.ends_at, by=None, now=NOW, venue=link)

    def test_no_joining_link_is_in_it_whatever_somebody_typed_in_public_places(self):
        link = "https://meet.example/abc?pwd=1"
        meeting = make.a_scheduled_meeting(ON, how_to_join=f"Link {link}", format=MeetingFormat.ONLINE)
        Meeting.objects.update(venue=f"Here: {link}", purpose=f"Short breaks {link}")
        postpone(meeting, f"Snow. See meet.example/abc or {link}", by=None, now=NOW)
        assert b"Postponed: Additional meeting" in content()
        assert b"meet.example" not in content()
        assert b"pwd" not in content()

    def test_proposed_and_planned_meetings_and_those_of_earlier_years_are_not_in_it(self, meeting):
        make.a_scheduled_meeting(dt.date(2024, 12, 3))
        make.a_planned_meeting(dt.date(2026, 5, 5))
        meeting.status = MeetingStatus.PROPOSED
        meeting.save()
        assert events() == {}

    def test_it_is_the_same_for_anyone_and_for_the_coordinator(self, meeting):
        make.a_planned_meeting(dt.date(2026, 5, 5))
        with clock.frozen(NOW):
            coordinator = sign_in(Client(), accounts.coordinator())
            assert Client().get(ADDRESS).content == coordinator.get(ADDRESS).content

    def test_the_database_wants_to_know_since_when_an_announced_meeting_is_in_it(self, meeting):
        meeting.calendar_changed_at = None
        with pytest.raises(ValidationError, match="an_announced_meeting_is_in_the_calendar"):
            meeting.validate_constraints()


def again(**headers):
    with clock.frozen(LATER):
        return Client().get(ADDRESS, headers=headers)


class TestAskedAgain:
    def test_anyone_can_fetch_it(self, meeting):
        response = again()
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="meetings.ics"'
        assert response["Cache-Control"] == "no-cache"

    def test_its_bytes_stay_until_the_year_ends(self, meeting):
        days = [dt.date(2026, 2, 20), dt.date(2026, 3, 10), dt.date(2026, 3, 11), dt.date(2026, 12, 31)]
        assert len({content(make.noon(day)) for day in days}) == 1

    @pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
    def test_who_has_it_is_told_that_nothing_changed(self, header, meeting):
        asks = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}[header]
        known = again()[header]
        response = again(**{asks: known})
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == again()["ETag"]

    def test_who_has_it_from_a_proxy_that_packs_files_is_told_too(self, meeting):
        assert again(**{"if-none-match": f"W/{again()['ETag']}"}).status_code == 304

    @pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
    @pytest.mark.parametrize(
        "change",
        [
            lambda meeting: cancel(meeting, "Snow", by=None, now=LATER),
            lambda meeting: postpone(meeting, "Snow", by=None, now=LATER),
            lambda meeting: edit_meeting(meeting, *make.times(ON, dt.time(14)), by=None, now=LATER),
            lambda meeting: edit_meeting(meeting, *make.times(ON), by=None, now=LATER, venue="Town hall"),
            lambda meeting: edit_meeting(meeting, *make.times(ON), by=None, now=LATER, format=MeetingFormat.ONLINE),
            lambda meeting: make.a_scheduled_meeting(dt.date(2026, 6, 2), now=LATER),
            lambda meeting: publish_agenda(make.a_planned_meeting(dt.date(2026, 6, 2)), by=None, now=LATER),
            lambda meeting: set_setting("service_name", "Ashby PPS", by=accounts.coordinator(), now=LATER),
        ],
        ids=["cancel", "postpone", "hour", "place", "format", "announce", "agenda", "name"],
    )
    def test_who_has_it_gets_it_anew_after_a_change(self, change, header, meeting):
        asks = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}[header]
        known = again()[header]
        change(meeting)
        assert again(**{asks: known}).status_code == 200

    def test_an_event_says_when_it_changed(self, meeting):
        announced = make.noon(ON - dt.timedelta(days=30))
        assert {events()[UID][name].dt for name in ("dtstamp", "last-modified")} == {announced}
        cancel(meeting, "Snow", by=None, now=LATER)
        assert {events()[UID][name].dt for name in ("dtstamp", "last-modified")} == {LATER}

    def test_what_the_calendar_does_not_say_changes_nothing(self, meeting):
        before = content()
        edit_meeting(meeting, *make.times(ON), by=None, now=LATER, access_notes="A loop", how_to_join="Link 123")
        assert content() == before

    def test_words_that_are_taken_back_are_gone_from_it_and_who_has_them_is_told(self, meeting):
        said = "My daughter waits for the bus in the rain every morning."
        issue = issues.published_issue(original_text=said, edited_text=said)
        postpone(meeting, f"A parent wrote: {said}", by=None, now=NOW)
        known = again()["Last-Modified"]
        withdraw_issue(issue, now=LATER)
        assert b"daughter" not in content()
        assert again(**{"if-modified-since": known}).status_code == 200
