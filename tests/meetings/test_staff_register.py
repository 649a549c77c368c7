"""The co-ordinator's pages of attendance, replies, declarations and absences."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from common import clock
from meetings.models import Declaration, InAttendance
from meetings.rules import AttendanceRecord, MeetingKind
from meetings.services.approval import approve_minutes
from meetings.services.attendance import record_attendance
from meetings.services.declarations import acknowledge_declaration
from meetings.services.replies import reply
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.filling import save
from tests.meetings.conftest import TODAY
from tests.meetings.staff import address, sent, text_of


@pytest.fixture
def begun(today):
    """Yesterday's meeting with three members and attendance not confirmed yet."""
    there = [members.a_member(person=members.a_person(name)) for name in ("Ann Hill", "Ben Roe", "Cy Moor")]
    return make.a_meeting_with_agenda(TODAY - clock.DAY), there


def test_attendance_is_prefilled_from_members_replies(as_coordinator, begun):
    meeting, (ann, ben, _cy) = begun
    before = make.noon(meeting.on - clock.DAY)
    reply(meeting, ann, "substitute", substitute_name="Sam Lowe", by=None, now=before)
    reply(meeting, ben, "apologies", reason="Hospital", by=None, now=before)
    form = as_coordinator.get(address(meeting, "attendance/")).context["form"]
    assert form[f"record_{ann.pk}"].value() == AttendanceRecord.SUBSTITUTE
    assert form[f"substitute_{ann.pk}"].value() == "Sam Lowe"
    assert form[f"reason_{ben.pk}"].value() == "Hospital"


def test_attendance_is_recorded_in_one_form_confirmed_and_corrected(as_coordinator, begun):
    meeting, (ann, ben, cy) = begun
    data = {f"record_{ann.pk}": "present", f"record_{ben.pk}": "substitute", f"substitute_{ben.pk}": ""}
    page = text_of(save(as_coordinator, address(meeting, "attendance/"), data))
    assert "Give the name of the substitute for Ben Roe." in page
    sent(as_coordinator, address(meeting, "attendance/"), data | {f"substitute_{ben.pk}": "Sam Lowe"})
    assert "Attendance not recorded yet for: Cy Moor." in sent(as_coordinator, address(meeting, "attendance/confirm/"))
    sent(
        as_coordinator,
        address(meeting, "attendance/"),
        {f"record_{cy.pk}": "not_invited", f"record_{ann.pk}": "online"},
    )
    record_attendance(meeting, make.records_of([ben], "S"), by=None)
    assert "confirmed as held" in sent(as_coordinator, address(meeting, "attendance/confirm/"))
    assert not meeting.attendance.get(membership=cy).was_invited
    row = meeting.attendance.get(membership=ben)
    page = sent(
        as_coordinator, address(meeting, f"attendance/{row.pk}/correct/"), {"record": "part", "reason": "Left at 11"}
    )
    assert "for part of the meeting" in page
    assert "Left at 11" in page


def test_only_an_additional_meeting_can_leave_members_uninvited_who_were_told(as_coordinator, begun):
    told = members.a_member(starts_on=TODAY - 60 * clock.DAY)
    meeting = make.a_meeting_with_agenda(TODAY - 2 * clock.DAY, kind=MeetingKind.SPRING)
    choices = dict(
        as_coordinator.get(address(meeting, "attendance/")).context["form"].fields[f"record_{told.pk}"].choices
    )
    assert "not_invited" not in choices


def test_people_in_attendance_are_added_and_duplicates_flagged(as_coordinator, begun):
    meeting, (ann, *_others) = begun
    record_attendance(meeting, make.records_of([ann], "A"), by=None)
    page = sent(as_coordinator, address(meeting, "in-attendance/add/"), {"name": "Ann Hill"})
    assert "Ann Hill is named 2 times: apologies, in attendance." in page
    sent(as_coordinator, address(meeting, f"in-attendance/{InAttendance.objects.get().pk}/remove/"))
    assert not InAttendance.objects.exists()


def test_sitting_times_are_recorded(as_coordinator, begun):
    """S3."""
    meeting, _there = begun
    data = {"starts_1": "08:05", "ends_1": "10:15", "starts_2": "10:20", "ends_2": "10:40"}
    assert "The meeting sat for 150 minutes out of 155." in sent(as_coordinator, address(meeting, "sittings/"), data)
    page = text_of(save(as_coordinator, address(meeting, "sittings/"), data | {"ends_2": ""}))
    assert "Give both times, or neither." in page


def test_only_the_co_ordinator_sees_replies_and_needs(as_coordinator, as_member, begun):
    meeting, (ann, *_others) = begun
    reply(meeting, ann, "attend", needs="A ramp", by=None, now=make.noon(meeting.on - clock.DAY))
    page = text_of(as_coordinator.get(address(meeting, "replies/")))
    assert "A ramp" in page
    assert page.index("No reply yet") < page.index("Ben Roe")
    assert "A ramp" in text_of(as_coordinator.get(address(meeting, "replies/"), {"format": "csv"}))
    assert "Download this list" not in page
    assert as_member.get(address(meeting, "replies/")).status_code == 403


def test_the_co_ordinator_enters_and_changes_a_reply_by_phone(as_coordinator, coming):
    ann = members.a_member(person=members.a_person("Ann Hill"))
    page = text_of(as_coordinator.get(address(coming, "replies/")))
    link = address(coming, f"replies/{ann.pk}/")
    assert link in page
    assert "Give the name of the substitute" in text_of(save(as_coordinator, link, {"kind": "substitute"}))
    page = sent(as_coordinator, link, {"kind": "substitute", "substitute_name": "Sam Lowe", "needs": "A ramp"})
    assert "Sam Lowe" in page
    assert "A ramp" in page
    assert "Everyone has replied." in page
    assert as_coordinator.get(link).context["form"]["substitute_name"].value() == "Sam Lowe"
    assert "Sam Lowe" not in sent(as_coordinator, link, {"kind": "apologies", "reason": "Hospital"})


def test_replies_are_not_offered_once_a_meeting_has_begun(as_coordinator, begun):
    meeting, (ann, *_others) = begun
    assert "Enter a reply" not in text_of(as_coordinator.get(address(meeting, "replies/")))
    page = text_of(save(as_coordinator, address(meeting, f"replies/{ann.pk}/"), {"kind": "attend"}))
    assert "Replies to this meeting have closed." in page


def test_a_reply_can_only_be_entered_for_a_member(as_coordinator, coming):
    assert as_coordinator.get(address(coming, f"replies/{members.a_former_member().pk}/")).status_code == 404


def test_a_wrong_declaration_can_be_removed(as_coordinator, begun):
    meeting, (ann, *_others) = begun
    wrong = make.a_declaration(meeting, person=ann.person, nature="Drives the bus")
    acknowledge_declaration(wrong, "stayed", by=None)
    page = text_of(as_coordinator.get(address(meeting, "declarations/")))
    assert address(meeting, f"declarations/{wrong.pk}/remove/") in page
    page = sent(as_coordinator, address(meeting, f"declarations/{wrong.pk}/remove/"))
    assert "Drives the bus" not in page
    assert AuditEntry.objects.get(verb="remove_declaration").detail["nature"] == "Drives the bus"


def test_a_declaration_cannot_be_removed_once_the_minutes_are_approved(as_coordinator, today):
    earlier = make.a_circulated_meeting(on=TODAY - 60 * clock.DAY)
    row = make.a_declaration(earlier)
    at_meeting = make.a_meeting_with_agenda(TODAY - 30 * clock.DAY)
    approve_minutes(earlier, at_meeting, "An interest.", by=accounts.coordinator())
    assert "Remove" not in text_of(as_coordinator.get(address(earlier, "declarations/")))
    assert "The minutes have been approved, so this declaration cannot be removed." in sent(
        as_coordinator, address(earlier, f"declarations/{row.pk}/remove/")
    )
    assert Declaration.objects.filter(pk=row.pk).exists()


def test_a_declaration_is_recorded_and_acknowledged(as_coordinator, begun):
    meeting, (ann, *_others) = begun
    item = meeting.items.first()
    data = {"membership": ann.pk, "name": "", "label": "e", "item": item.pk, "nature": "Drives the bus"}
    assert "e Ann Hill" in sent(as_coordinator, address(meeting, "declarations/add/"), data)
    sent(as_coordinator, address(meeting, "declarations/add/"), {"name": "Sam Lowe", "label": "f", "nature": "Owns it"})
    first = Declaration.objects.get(label="e")
    page = sent(as_coordinator, address(meeting, f"declarations/{first.pk}/acknowledge/"), {"handling": "left"})
    assert "left the room" in page
    page = text_of(as_coordinator.post(address(meeting, "declarations/add/"), {"nature": "Nobody's"}))
    assert "Say who is declaring the interest." in page


def test_absences_are_shown_by_member_and_recounted(as_coordinator, today):
    ann = members.a_member(person=members.a_person("Ann Hill"))
    for weeks in (12, 8, 4):
        make.a_held_meeting([ann], "A", on=TODAY - dt.timedelta(weeks=weeks))
    page = text_of(as_coordinator.get("/staff/meetings/absences/"))
    assert "Ann Hill" in page
    assert "open since" in page
    assert "Absences recounted." in sent(as_coordinator, "/staff/meetings/absences/count/")
