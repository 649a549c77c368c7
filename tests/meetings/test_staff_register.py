"""The co-ordinator's pages of who came: the register on one page, confirmed and corrected, declarations, absences."""

import datetime as dt

import pytest

from common import clock
from meetings import services
from meetings.models import Declaration, InAttendance
from meetings.rules import AttendanceRecord, MeetingKind
from tests.factories import meetings as make
from tests.factories import members
from tests.meetings.conftest import TODAY
from tests.meetings.staff import address, sent, text_of


@pytest.fixture
def begun(today):
    """A meeting of yesterday with three members, whose register is open."""
    there = [members.a_member(person=members.a_person(name)) for name in ("Ann Hill", "Ben Roe", "Cy Moor")]
    return make.a_meeting_with_agenda(TODAY - clock.DAY), there


def test_the_register_begins_with_what_members_announced(as_coordinator, begun):
    meeting, (ann, ben, _cy) = begun
    before = make.noon(meeting.on - clock.DAY)
    services.reply(meeting, ann, "substitute", substitute_name="Sam Lowe", by=None, now=before)
    services.reply(meeting, ben, "apologies", reason="Hospital", by=None, now=before)
    form = as_coordinator.get(address(meeting, "attendance/")).context["form"]
    assert form[f"record_{ann.pk}"].value() == AttendanceRecord.SUBSTITUTE
    assert form[f"substitute_{ann.pk}"].value() == "Sam Lowe"
    assert form[f"reason_{ben.pk}"].value() == "Hospital"


def test_the_whole_register_is_one_form_then_confirmed_then_corrected(as_coordinator, begun):
    meeting, (ann, ben, cy) = begun
    data = {f"record_{ann.pk}": "present", f"record_{ben.pk}": "substitute", f"substitute_{ben.pk}": ""}
    page = text_of(as_coordinator.post(address(meeting, "attendance/"), data))
    assert "Give the name of the substitute for Ben Roe." in page
    sent(as_coordinator, address(meeting, "attendance/"), data | {f"substitute_{ben.pk}": "Sam Lowe"})
    assert "There is no record yet for: Cy Moor." in sent(as_coordinator, address(meeting, "attendance/confirm/"))
    sent(
        as_coordinator,
        address(meeting, "attendance/"),
        {f"record_{cy.pk}": "not_invited", f"record_{ann.pk}": "online"},
    )
    services.record_attendance(meeting, make.records_of([ben], "S"), by=None)
    assert "confirmed as held" in sent(as_coordinator, address(meeting, "attendance/confirm/"))
    assert not meeting.attendance.get(membership=cy).was_invited
    row = meeting.attendance.get(membership=ben)
    page = sent(
        as_coordinator, address(meeting, f"attendance/{row.pk}/correct/"), {"record": "part", "reason": "Left at 11"}
    )
    assert "for part of the meeting" in page
    assert "Left at 11" in page


def test_only_an_additional_meeting_may_leave_somebody_out(as_coordinator, begun):
    meeting = make.a_meeting_with_agenda(TODAY - 2 * clock.DAY, kind=MeetingKind.SPRING)
    _additional, (ann, *_others) = begun
    choices = dict(
        as_coordinator.get(address(meeting, "attendance/")).context["form"].fields[f"record_{ann.pk}"].choices
    )
    assert "not_invited" not in choices


def test_others_are_written_down_and_doubles_are_flagged(as_coordinator, begun):
    meeting, (ann, *_others) = begun
    services.record_attendance(meeting, make.records_of([ann], "A"), by=None)
    page = sent(as_coordinator, address(meeting, "in-attendance/add/"), {"name": "Ann Hill"})
    assert "Ann Hill is named 2 times: apologies, in attendance." in page
    sent(as_coordinator, address(meeting, f"in-attendance/{InAttendance.objects.get().pk}/remove/"))
    assert not InAttendance.objects.exists()


def test_when_it_really_sat_is_written_down(as_coordinator, begun):
    """S3."""
    meeting, _there = begun
    data = {"starts_1": "08:05", "ends_1": "10:15", "starts_2": "10:20", "ends_2": "10:40"}
    assert "It sat for 150 minutes, within 155." in sent(as_coordinator, address(meeting, "sittings/"), data)
    page = text_of(as_coordinator.post(address(meeting, "sittings/"), data | {"ends_2": ""}))
    assert "Give both times, or neither." in page


def test_replies_and_needs_are_for_the_co_ordinator(as_coordinator, as_member, begun):
    meeting, (ann, *_others) = begun
    services.reply(meeting, ann, "attend", needs="A ramp", by=None, now=make.noon(meeting.on - clock.DAY))
    page = text_of(as_coordinator.get(address(meeting, "replies/")))
    assert "A ramp" in page
    assert page.index("No reply yet") < page.index("Ben Roe")
    assert as_member.get(address(meeting, "replies/")).status_code == 403


def test_a_declaration_is_written_down_and_acknowledged(as_coordinator, begun):
    meeting, (ann, *_others) = begun
    item = meeting.items.first()
    data = {"membership": ann.pk, "name": "", "label": "e", "item": item.pk, "nature": "Drives the bus"}
    assert "e Ann Hill" in sent(as_coordinator, address(meeting, "declarations/add/"), data)
    sent(as_coordinator, address(meeting, "declarations/add/"), {"name": "Sam Lowe", "label": "f", "nature": "Owns it"})
    first = Declaration.objects.get(label="e")
    page = sent(as_coordinator, address(meeting, f"declarations/{first.pk}/acknowledge/"), {"handling": "left"})
    assert "left the room" in page
    page = text_of(as_coordinator.post(address(meeting, "declarations/add/"), {"nature": "Nobody's"}))
    assert "Say who declares the interest." in page


def test_absences_are_shown_member_by_member_and_counted_again(as_coordinator, today):
    ann = members.a_member(person=members.a_person("Ann Hill"))
    for weeks in (12, 8, 4):
        make.a_held_meeting([ann], "A", on=TODAY - dt.timedelta(weeks=weeks))
    page = text_of(as_coordinator.get("/staff/meetings/absences/"))
    assert "Ann Hill" in page
    assert "open since" in page
    assert "Absences are counted anew." in sent(as_coordinator, "/staff/meetings/absences/count/")
