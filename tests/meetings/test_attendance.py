"""Attendance: what is recorded, what is flagged, and the figures of real meetings (S2, S3, S4)."""

import pytest

from common.errors import DomainError
from meetings.models import Attendance
from meetings.rules import AttendanceRecord, MeetingStatus
from meetings.services.attendance import (
    add_in_attendance,
    confirm_held,
    correct_attendance,
    record_attendance,
    register_warnings,
    remove_in_attendance,
)
from meetings.views import sheet
from tests.factories import accounts, members
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return accounts.coordinator()


def test_attendance_can_be_changed_or_cleared_until_confirmed():
    ann = members.a_member()
    meeting = make.a_meeting_with_agenda()
    record_attendance(meeting, {ann.pk: ("apologies", "", "at work")}, by=None)
    record_attendance(meeting, {ann.pk: ("online", "", "")}, by=None)
    assert Attendance.objects.get().record == AttendanceRecord.ONLINE
    record_attendance(meeting, {ann.pk: ("", "", "")}, by=None)
    assert not Attendance.objects.exists()


def test_a_substitute_without_a_name_is_refused():
    ann = members.a_member()
    with pytest.raises(DomainError, match="name of the substitute"):
        record_attendance(make.a_meeting_with_agenda(), {ann.pk: ("substitute", "", "")}, by=None)


def test_the_substitute_name_is_cleared_when_no_substitute_came():
    ann = members.a_member()
    meeting = make.a_meeting_with_agenda()
    record_attendance(meeting, {ann.pk: ("present", "Sam", "")}, by=None)
    assert Attendance.objects.get().substitute_name == ""


@pytest.mark.parametrize("make_meeting", [make.a_scheduled_meeting, make.a_held_meeting, make.a_cancelled_meeting])
def test_attendance_can_be_recorded_from_publication_until_confirmed(make_meeting):
    with pytest.raises(DomainError, match="after the agenda is published and before"):
        record_attendance(make_meeting(), {}, by=None)


def test_an_unconfirmed_register_is_changed_not_corrected():
    ann = members.a_member()
    meeting = make.a_meeting_with_agenda()
    record_attendance(meeting, {ann.pk: ("present", "", "")}, by=None)
    with pytest.raises(DomainError, match="not been confirmed as held"):
        correct_attendance(Attendance.objects.get(), "online", by=None)


def test_a_correction_keeps_members_who_were_not_invited():
    ann = members.a_member()
    meeting = make.a_meeting_with_agenda()
    record_attendance(meeting, make.records_of([ann], "N"), not_invited={ann.pk}, by=None)
    confirm_held(meeting, by=None, now=make.noon(meeting.on))
    row = correct_attendance(Attendance.objects.get(), "apologies", by=None, reason="Wrong line")
    assert (row.was_invited, row.reason) == (False, "Wrong line")


def test_someone_in_attendance_can_have_a_first_name_only():
    meeting = make.a_meeting_with_agenda()
    with pytest.raises(DomainError, match="a first name is enough"):
        add_in_attendance(meeting, " ", by=None)
    row = add_in_attendance(meeting, "Carys", role_title="Young person", by=None)
    remove_in_attendance(row, by=None)
    assert not meeting.others.exists()


def test_the_register_of_approved_minutes_is_closed():
    meeting = make.an_approved_meeting()
    with pytest.raises(DomainError, match="closed"):
        add_in_attendance(meeting, "Carys", by=None)


def test_16_people_by_role_and_a_chair_with_two_affiliations(coordinator):
    """S1: 7 parents or independent groups, 2 of the service, 6 of the council, 1 of health."""
    sizes = {"Parents and groups": 7, "The service": 2, "The council": 6, "Health": 1}
    there = []
    for name, size in sizes.items():
        place = members.a_constituency(name)
        there += [members.a_member(seat=members.a_seat(constituency=place)) for _ in range(size - (name == "Health"))]
    both = {"affiliation": "Community trust", "second_affiliation": "Carers' forum"}
    chair = members.a_member(seat=members.a_seat(constituency=place), role_title="Chair", **both)
    meeting = make.a_held_meeting([*there, chair], " ".join("P" * 16))
    register = sheet(meeting, coordinator)["register"]
    assert {part.name: part.attended for part in register.constituencies} == sizes
    assert [line.affiliation for line in register.present if line.role] == ["Community trust; Carers' forum"]


def test_one_constituency_with_13_present_4_apologies_and_3_absent_is_65_per_cent(coordinator):
    """S3."""
    place = members.a_constituency("Parents and carers")
    there = [members.a_member(seat=members.a_seat(constituency=place)) for _ in range(20)]
    meeting = make.a_held_meeting(there, " ".join("P" * 13 + "A" * 4 + "N" * 3))
    [part] = sheet(meeting, coordinator)["register"].constituencies
    assert (part.attended, part.apologies, part.absent, part.percent) == (13, 4, 3, 65)


def test_16_present_10_in_attendance_and_14_apologies_of_13_people_are_flagged(coordinator):
    """S4: five in attendance by first name only, one for an absent member; the one named twice is flagged."""
    there = [members.a_member() for _ in range(29)]
    two_seats = members.a_member(person=there[-1].person)
    meeting = make.a_meeting_with_agenda()
    record_attendance(meeting, make.records_of([*there, two_seats], " ".join("P" * 16 + "A" * 14)), by=None)
    for name in ("Ana", "Bo", "Cy", "Di", "Ed", "Fay Hill", "Gus Hall", "Hua Lin", "Ida Moor"):
        add_in_attendance(meeting, name, by=None)
    add_in_attendance(meeting, "Jan Roe", role_title="for an absent member", by=None)
    meeting = confirm_held(meeting, by=None, now=make.noon(meeting.on))
    register = sheet(meeting, coordinator)["register"]
    assert (len(register.present), len(register.others), len(register.apologies)) == (16, 10, 14)
    assert len({line.name for line in register.apologies}) == 13
    assert register_warnings(meeting) == [f"{two_seats.person.name} is named 2 times: apologies, apologies."]
    assert meeting.status == MeetingStatus.HELD


def test_five_apologies_two_with_a_substitute_two_without_one_from_a_co_opted_carer(coordinator):
    """S2."""
    carer = members.a_member(role_title="Co-opted carer")
    there = [*(members.a_member() for _ in range(4)), carer]
    meeting = make.a_held_meeting(there, "S S A A A")
    register = sheet(meeting, coordinator)["register"]
    assert [line.note for line in register.substituted] == ["Sam Substitute", "Sam Substitute"]
    assert len(register.apologies) == 3
    assert [line.role for line in register.apologies if line.role] == ["Co-opted carer"]


def test_a_substitute_who_is_also_in_attendance_is_flagged():
    ann = members.a_member(person=members.a_person("Ann Lowe"))
    meeting = make.a_meeting_with_agenda()
    record_attendance(meeting, make.records_of([ann], "S"), by=None)
    add_in_attendance(meeting, "sam substitute", by=None)
    assert register_warnings(meeting) == ["Sam Substitute is named 2 times: substitute for Ann Lowe, in attendance."]
