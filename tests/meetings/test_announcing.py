"""A planned meeting is the co-ordinator's alone until it is announced; then changes are told (T1, T2)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.audit import entries_about
from common import clock
from common.errors import DomainError
from common.models import Message
from meetings.calendar import build_calendar
from meetings.exceptions import agendas_late
from meetings.models import Meeting
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda, put_on_agenda
from meetings.services.announcing import announce
from meetings.services.planning import cancel, edit_meeting, plan_year, postpone, schedule
from meetings.services.replies import reply
from members.models import SentTo
from tests.factories import issues, members
from tests.factories import meetings as make
from tests.meetings.conftest import TODAY
from tests.meetings.staff import address, day, sent, text_of

pytestmark = pytest.mark.usefixtures("today")
SPRING, SUMMER = dt.date(2026, 3, 24), dt.date(2026, 6, 16)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def year(coordinator, membership):
    """Two meetings of a year that nobody has been told of; a member with e-mail, and one without."""
    members.a_member(person=members.a_person("Jo Bright", phone="01632 960 001"))
    SentTo.objects.all().delete()
    Message.objects.all().delete()
    dates = {MeetingKind.SPRING: make.times(SPRING), MeetingKind.SUMMER: make.times(SUMMER)}
    return plan_year(2026, dates, venue="Hillview Centre", by=None)


def letters():
    return sorted(Message.objects.values_list("to", "subject"))


def shown(client, path):
    form = client.get(path).context["form"]
    return {"shown": form["shown"].value()}


YEAR = reverse("meetings:year_announce", args=[2026])


def test_planning_tells_nobody_and_says_so(as_coordinator, membership):
    typed = {"year": "2026", **day("summer", SUMMER), "starts": "10:00", "ends": "12:00", "format": "hybrid"}
    page = sent(as_coordinator, "/staff/meetings/plan/", typed)
    assert "Nobody has been told. Next, announce them." in page
    assert Message.objects.filter(subject__contains="meet").count() == 0


def test_it_is_on_no_page_of_the_public_or_of_members(as_anyone, as_member, as_coordinator, year):
    meeting = year[0]
    for client in (as_anyone, as_member):
        assert client.get(meeting.get_absolute_url()).status_code == 404
        assert "Spring meeting 2026" not in text_of(client.get("/meetings/"))
    assert "Spring meeting 2026" not in text_of(as_anyone.get("/"))
    assert "Spring meeting 2026" not in text_of(as_member.get("/my/meetings/"))
    assert "Spring meeting 2026" not in text_of(as_member.get("/my/"))
    assert as_member.get(f"/my/meetings/{meeting.slug}/").status_code == 404
    assert b"Spring" not in build_calendar()
    assert "Not announced" in text_of(as_coordinator.get("/staff/meetings/"))
    assert "2 meetings of 2026 are planned and not announced" in text_of(as_coordinator.get("/staff/"))


def test_no_theme_waits_on_its_agenda_nobody_replies_and_no_agenda_is_late(year, membership):
    issue = issues.logged_issue(theme=issues.theme())
    with pytest.raises(DomainError, match="No meeting to come has been announced"):
        put_on_agenda(issue.theme, by=None)
    with pytest.raises(DomainError, match="Replies to this meeting have closed"):
        reply(year[0], membership, "attend", by=None)
    assert not agendas_late(SPRING - dt.timedelta(days=1)).exists()
    announce(year, by=None)
    assert put_on_agenda(issue.theme, by=None).meeting == year[0]


def test_correcting_it_or_calling_it_off_tells_nobody(as_coordinator, year):
    spring, summer = year
    edit_meeting(spring, spring.starts_at + HOUR, spring.ends_at + HOUR, by=None)
    postpone(spring, "Too early", by=None)
    schedule(spring, *make.times(SPRING + dt.timedelta(days=7)), by=None)
    page = sent(as_coordinator, address(summer, "cancel/"), {"reason": "Not needed"})
    assert "Meeting cancelled. Nobody was told." in page
    assert letters() == []


def test_who_will_be_emailed_and_who_must_be_rung_is_shown_first(as_coordinator, year):
    page = text_of(as_coordinator.get(YEAR))
    assert "Spring meeting 2026" in page
    assert "Summer meeting 2026" in page
    assert "Ann Lowe, ann@example.org" in page
    assert "Jo Bright, 01632 960 001" in page
    assert "2 e-mails will be sent" in page


def test_announcing_a_year_sends_each_one_email_with_all_dates_and_the_calendar(as_coordinator, as_anyone, year):
    page = sent(as_coordinator, YEAR, shown(as_coordinator, YEAR))
    assert "Announced. 2 e-mails are on their way. 1 person is to be rung or written to." in page
    subject = "The group's meetings in 2026"
    assert letters() == [("ann@example.org", subject), ("co@example.org", subject)]
    text = Message.objects.get(to="ann@example.org").body_text
    for words in ("Tuesday 24 March 2026, 10am", "Tuesday 16 June 2026, 10am", "Hillview Centre", "/calendar.ics"):
        assert words in text
    assert "Spring meeting 2026" in text_of(as_anyone.get("/meetings/"))
    assert {entries_about(one).filter(verb="announce_meeting").count() for one in year} == {1}
    assert "Jo Bright" in text_of(as_coordinator.get(reverse("members:person_to_tell_list")))


def test_one_added_meeting_is_announced_alone(as_coordinator, year):
    extra = make.a_planned_meeting(dt.date(2026, 5, 12), purpose="Short breaks", now=make.noon(TODAY))
    path = address(extra, "announce/")
    sent(as_coordinator, path, shown(as_coordinator, path))
    assert {subject for _to, subject in letters()} == {"The group will meet: Additional meeting of 12 May 2026"}
    assert Meeting.objects.to_announce(make.noon(TODAY)).count() == 2


def test_from_then_on_changes_are_told(year):
    announce(year, by=None)
    spring = make.fresh(year[0])
    edit_meeting(spring, spring.starts_at + HOUR, spring.ends_at + HOUR, by=None)
    assert ("ann@example.org", "Changed: Spring meeting 2026") in letters()


def test_announcing_twice_sends_nothing_twice(as_coordinator, year):
    typed = shown(as_coordinator, YEAR)
    sent(as_coordinator, YEAR, typed)
    count = Message.objects.count()
    assert "can no longer be" in text_of(as_coordinator.post(YEAR, typed))
    assert Message.objects.count() == count
    assert "Nothing here waits to be announced." in text_of(as_coordinator.get(YEAR, follow=True))


def test_what_changed_in_another_window_is_read_before_it_is_sent(as_coordinator, year):
    typed = shown(as_coordinator, YEAR)
    spring = year[0]
    edit_meeting(spring, spring.starts_at + HOUR, spring.ends_at + HOUR, by=None)
    response = as_coordinator.post(YEAR, typed)
    page = text_of(response)
    assert "have changed since you opened this page" in page
    assert "11am" in page
    assert letters() == []
    sent(as_coordinator, YEAR, {"shown": response.context["form"]["shown"].value()})
    assert len(letters()) == 2


def test_publishing_the_agenda_of_one_never_announced_announces_it(as_anyone, year):
    meeting = publish_agenda(year[0], by=None)
    assert meeting.announced_on == TODAY
    assert {subject for _to, subject in letters()} == {"Invitation: Spring meeting 2026"}
    assert "Spring meeting 2026" in text_of(as_anyone.get("/meetings/"))


def test_one_that_was_called_off_before_anybody_heard_of_it_stays_unknown(as_anyone, year):
    cancel(year[0], "Not needed", by=None)
    assert "Spring meeting 2026" not in text_of(as_anyone.get("/meetings/"))
    assert b"Spring" not in build_calendar()


def test_members_may_not_announce(as_member, year):
    assert as_member.post(YEAR, {"shown": "x"}).status_code == 403
    assert isinstance(as_member, Client)


def test_the_dates_of_a_year_are_said_as_they_are_now_to_who_has_yet_to_be_rung(year):
    announce(year, by=None)
    spring = make.fresh(year[0])
    edit_meeting(spring, spring.starts_at + 7 * clock.DAY, spring.ends_at + 7 * clock.DAY, by=None)
    said = SentTo.objects.get(name="Jo Bright", sending__kind="meetings.announced").text
    assert "Tuesday 31 March 2026, 11am" in said
    assert "24 March" not in said
    cancel(make.fresh(spring), "Snow.", by=None)
    said = SentTo.objects.get(name="Jo Bright", sending__kind="meetings.announced").text
    assert "Spring" not in said
    assert "Tuesday 16 June 2026, 10am" in said


def test_announcing_later_meetings_first_warns_of_the_earlier_ones(as_coordinator, year):
    page = text_of(as_coordinator.get(address(year[1], "announce/")))
    assert "There is 1 earlier meeting that members have not heard of." in page
    assert "members have not heard of. Announce" not in text_of(as_coordinator.get(YEAR))
