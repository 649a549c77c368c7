"""Planning a year, additional meetings and changes (T1 to T3)."""

import datetime as dt

import pytest

from accounts.audit import entries_about
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from meetings.models import Meeting
from meetings.rules import MeetingKind, MeetingStatus
from meetings.services.agenda import publish_agenda
from meetings.services.attendance import record_attendance
from meetings.services.planning import (
    cancel,
    edit_meeting,
    plan_additional,
    plan_year,
    planning_warnings,
    postpone,
    record_sittings,
    schedule,
    set_chair,
)
from meetings.services.replies import reply
from tests.factories import accounts, members
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
JANUARY = make.noon(dt.date(2026, 1, 5))


def mail_to(address):
    return list(Message.objects.filter(to=address).order_by("pk").values_list("subject", flat=True))


def test_a_year_is_planned_in_one_step_with_its_standing_items():
    spring, summer, autumn = make.a_year(2026, access_notes="Step-free")
    assert [one.slug for one in (spring, summer, autumn)] == ["spring-2026", "summer-2026", "autumn-2026"]
    assert {one.status for one in (spring, summer, autumn)} == {MeetingStatus.SCHEDULED}
    assert spring.access_notes == "Step-free"
    assert [item.title for item in spring.items.all()] == [
        "Welcome and apologies",
        "Declarations of interest",
        "Minutes of the last meeting",
        "Matters arising",
        "Public questions",
        "Co-ordinator's report",
    ]


def test_a_term_has_one_usual_meeting():
    make.a_year(2026)
    with pytest.raises(DomainError, match="already a meeting for this term"):
        plan_year(2026, {MeetingKind.SUMMER: make.times(dt.date(2026, 7, 7))}, by=None, now=JANUARY)


def test_cancelling_a_meeting_frees_its_term():
    spring, *_rest = make.a_year(2026)
    cancel(spring, "Snow", by=None, now=JANUARY)
    [again] = plan_year(2026, {MeetingKind.SPRING: make.times(dt.date(2026, 3, 24))}, by=None, now=JANUARY)
    assert again.slug == "spring-2026-2"


def test_a_year_without_any_date_is_refused():
    with pytest.raises(DomainError, match="at least one"):
        plan_year(2026, {}, by=None, now=JANUARY)


def test_an_unusual_date_gives_a_warning_and_is_not_refused():
    saturday = dt.date(2026, 3, 14)
    dates = {MeetingKind.SPRING: make.times(saturday)}
    warnings = planning_warnings({MeetingKind.SPRING: dates[MeetingKind.SPRING][0]}, year=2026)
    assert warnings == ["14 March 2026 is a Saturday."]
    assert plan_year(2026, dates, by=None, now=JANUARY)[0].on == saturday


def test_two_meetings_of_one_plan_on_one_day_give_a_warning():
    starts_at = make.times(dt.date(2026, 5, 12))[0]
    warnings = planning_warnings({MeetingKind.SUMMER: starts_at, MeetingKind.ADDITIONAL: starts_at})
    assert warnings == ["There is already a meeting on 12 May 2026: Summer."]


def test_an_additional_meeting_needs_a_purpose_which_is_put_on_the_agenda():
    times = make.times(dt.date(2026, 5, 12))
    with pytest.raises(DomainError, match="what the additional meeting is for"):
        plan_additional("  ", *times, by=None, now=JANUARY)
    meeting = plan_additional("The plan for short breaks", *times, by=None, now=JANUARY)
    assert meeting.slug == "the-plan-for-short-breaks-2026"
    assert [item.title for item in meeting.items.all()] == [
        "Welcome and apologies",
        "Declarations of interest",
        "The plan for short breaks",
        "Public questions",
    ]


def test_a_long_purpose_is_cut_at_a_word_in_the_address():
    purpose = "To agree what the group says about the council's plan for school transport"
    meeting = make.a_scheduled_meeting(dt.date(2026, 5, 12), purpose=purpose)
    assert meeting.slug == "to-agree-what-the-group-says-about-the-2026"


def test_a_purpose_without_latin_letters_gets_a_plain_address():
    assert make.a_scheduled_meeting(dt.date(2026, 5, 12), purpose="会议").slug == "additional-2026"


def test_a_meeting_must_end_after_it_starts():
    starts_at, ends_at = make.times(dt.date(2026, 5, 12))
    with pytest.raises(DomainError, match="end after"):
        plan_additional("Transport", ends_at, starts_at, by=None, now=JANUARY)


@pytest.fixture
def everybody():
    """A member, a co-ordinator and someone waiting for an answer."""
    members.a_member(person=members.a_person("Ann Lowe", email="ann@example.org"))
    accounts.coordinator(email="co@example.org", now=make.noon(dt.date(2025, 1, 1)))
    return ["ann@example.org", "co@example.org", "asker@example.org"]


@pytest.mark.parametrize(
    ("call_off", "status", "subject"),
    [
        (postpone, MeetingStatus.POSTPONED, "Spring meeting 2026 is postponed"),
        (cancel, MeetingStatus.CANCELLED, "Spring meeting 2026 is cancelled"),
    ],
)
def test_cancelling_or_postponing_e_mails_everyone_and_updates_the_calendar(everybody, call_off, status, subject):
    meeting = make.a_meeting_with_agenda(dt.date(2026, 3, 10), kind=MeetingKind.SPRING)
    make.a_question(meeting, email="asker@example.org")
    meeting = call_off(meeting, "The  building is closed.", by=None, now=make.noon(dt.date(2026, 3, 1)))
    assert (meeting.status, meeting.status_reason) == (status, "The building is closed.")
    assert meeting.calendar_sequence == 1
    for address in everybody:
        assert subject in mail_to(address)
    assert "The building is closed." in Message.objects.filter(subject=subject).first().body_text


def test_cancelling_or_postponing_needs_a_reason_and_works_once():
    meeting = make.a_scheduled_meeting()
    with pytest.raises(DomainError, match="Give a reason"):
        cancel(meeting, " ", by=None)
    cancel(meeting, "Snow", by=None)
    with pytest.raises(MoveNotAllowed):
        cancel(meeting, "Snow", by=None)


def test_a_held_meeting_cannot_be_cancelled_or_postponed():
    with pytest.raises(MoveNotAllowed):
        postpone(make.a_held_meeting(), "Too late", by=None)


def test_a_postponed_meeting_gets_a_new_date_and_its_agenda_is_published_again(everybody):
    meeting = make.a_meeting_with_agenda(dt.date(2026, 3, 10), kind=MeetingKind.SPRING)
    postpone(meeting, "Snow", by=None, now=make.noon(dt.date(2026, 3, 1)))
    times = make.times(dt.date(2026, 3, 31))
    meeting = schedule(meeting, *times, by=None, now=make.noon(dt.date(2026, 3, 2)))
    assert (meeting.status, meeting.agenda_published_on) == (MeetingStatus.SCHEDULED, None)
    assert "New date: Spring meeting 2026" in mail_to("ann@example.org")
    publish_agenda(meeting, by=None, now=make.noon(dt.date(2026, 3, 3)))
    assert mail_to("ann@example.org").count("Invitation: Spring meeting 2026") == 2


def last_letter(address):
    return Message.objects.filter(to=address).latest("pk").body_text


def with_replies():
    """A published meeting with one member's apologies sent and recorded."""
    meeting = make.a_meeting_with_agenda(dt.date(2026, 3, 10), kind=MeetingKind.SPRING)
    member = members.a_member()
    reply(meeting, member, "apologies", reason="Away on the 10th", by=None, now=JANUARY)
    record_attendance(meeting, {member.pk: ("apologies", "", "")}, by=None)
    make.a_question(meeting, email="asker@example.org")
    return meeting


def moved_by_postponing(meeting, times):
    postpone(meeting, "Snow", by=None, now=JANUARY)
    return schedule(meeting, *times, by=None, now=JANUARY)


def moved_by_editing(meeting, times):
    return edit_meeting(meeting, *times, by=None, now=JANUARY)


@pytest.mark.parametrize("move", [moved_by_postponing, moved_by_editing])
def test_apologies_do_not_carry_over_to_a_new_date(everybody, move):
    """Otherwise a member away only on the first date would be counted absent on the new one (M11)."""
    meeting = move(with_replies(), make.times(dt.date(2026, 3, 31)))
    assert not meeting.replies.exists()
    assert not meeting.attendance.exists()
    assert entries_about(meeting).filter(verb="forget_replies").get().detail["replies"] == 1
    asked = {address: "tell us again whether you can come" in last_letter(address) for address in everybody}
    assert asked == {"ann@example.org": True, "co@example.org": False, "asker@example.org": False}
    assert f"/my/meetings/{meeting.slug}/reply/" in last_letter("ann@example.org")


def test_another_hour_of_the_same_day_asks_again_who_comes(everybody):
    meeting = with_replies()
    member = meeting.replies.get().membership
    reply(meeting, member, "attend", needs="A lift from Ashby", by=None, now=JANUARY)
    hour = dt.timedelta(hours=1)
    edit_meeting(meeting, meeting.starts_at + hour, meeting.ends_at + hour, by=None, now=JANUARY)
    assert not meeting.replies.exists()
    assert not meeting.attendance.exists()
    assert "tell us again whether you can come" in last_letter("ann@example.org")
    member.refresh_from_db()
    assert member.needs_to_come == "A lift from Ashby"


def test_a_later_end_or_another_room_keeps_the_replies(everybody):
    meeting = with_replies()
    later = meeting.ends_at + dt.timedelta(hours=1)
    edit_meeting(meeting, meeting.starts_at, later, venue="The library", by=None, now=JANUARY)
    assert meeting.replies.count() == meeting.attendance.count() == 1
    assert "tell us again whether you can come" not in last_letter("ann@example.org")


def test_a_day_corrected_afterwards_keeps_the_register():
    meeting = with_replies()
    times = make.times(dt.date(2026, 3, 9))
    after = make.noon(dt.date(2026, 3, 20))
    edit_meeting(meeting, *times, by=None, now=after, has_taken_place=True)
    assert meeting.attendance.count() == 1


def test_a_new_place_is_e_mailed_and_a_new_note_is_not(everybody):
    meeting = make.a_scheduled_meeting(dt.date(2026, 3, 10), kind=MeetingKind.SPRING)
    times = (meeting.starts_at, meeting.ends_at)
    meeting = edit_meeting(meeting, *times, by=None, now=JANUARY, access_notes="A loop")
    assert (meeting.access_notes, meeting.calendar_sequence) == ("A loop", 0)
    assert "Changed: Spring meeting 2026" not in mail_to("ann@example.org")
    meeting = edit_meeting(meeting, *times, by=None, now=JANUARY, venue="Town hall")
    assert (meeting.venue, meeting.calendar_sequence) == ("Town hall", 1)
    assert "Changed: Spring meeting 2026" in mail_to("ann@example.org")


def test_a_meeting_that_is_over_cannot_be_changed():
    meeting = make.a_held_meeting()
    with pytest.raises(DomainError, match="future meeting"):
        edit_meeting(meeting, meeting.starts_at, meeting.ends_at, by=None)


def test_the_chair_does_not_have_to_be_a_member():
    meeting = make.a_scheduled_meeting()
    chair = members.a_person("Grace Hill")
    meeting = set_chair(meeting, chair, decided_by_group="Summer meeting, item 7", by=None)
    assert (meeting.chair, meeting.decided_by_group) == (chair, "Summer meeting, item 7")
    assert entries_about(meeting).first().detail == {"chair": "Grace Hill"}


def test_a_sitting_in_two_parts_is_stored():
    """S3: 08:05 to 10:15 and 10:20 to 10:40."""
    meeting = make.a_held_meeting()
    parts = [
        make.times(meeting.on, dt.time(10, 20), 20),
        make.times(meeting.on, dt.time(8, 5), 130),
    ]
    record_sittings(meeting, parts, by=None)
    assert [sitting.starts_at for sitting in meeting.sittings.all()] == [parts[1][0], parts[0][0]]
    with pytest.raises(DomainError, match="overlap"):
        record_sittings(meeting, [parts[1], make.times(meeting.on, dt.time(10), 30)], by=None)


def test_every_meeting_has_an_address_of_its_own():
    for _ in range(3):
        make.a_scheduled_meeting(dt.date(2026, 5, 12))
    slugs = list(Meeting.objects.values_list("slug", flat=True))
    assert sorted(slugs) == ["short-breaks-2026", "short-breaks-2026-2", "short-breaks-2026-3"]


def test_two_additional_meetings_of_a_year_can_be_told_apart_by_their_dates():
    first = make.a_scheduled_meeting(dt.date(2026, 4, 28))
    second = make.a_scheduled_meeting(dt.date(2026, 9, 3))
    assert [str(one) for one in (first, second)] == [
        "Additional meeting of 28 April 2026",
        "Additional meeting of 3 September 2026",
    ]
    assert second.title == "Additional meeting of 3 September 2026: Short breaks"
