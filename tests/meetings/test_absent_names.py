"""Whether the public reads who was absent without apology is the group's choice; members always do."""

import datetime as dt

import pytest

from accounts.services.settings import set_setting
from meetings.services.approval import amend_attendance, approve_minutes, circulate_minutes
from meetings.services.minutes import save_minute
from tests.factories import accounts, members
from tests.factories import meetings as make

pytestmark = pytest.mark.usefixtures("today")
HELD_ON = dt.date(2026, 1, 13)
UNNAMED = "1 member was absent without apology."


@pytest.fixture
def approved(membership):
    """A meeting that Ann Lowe missed without a word, with its minutes approved and amended once."""
    carer = members.a_member(person=members.a_person("Ben Pike"))
    meeting = make.a_held_meeting([membership, carer], "N P", on=HELD_ON)
    save_minute(meeting.items.first(), "The group met.", 0, by=accounts.coordinator())
    meeting.refresh_from_db()
    circulate_minutes(meeting, by=accounts.coordinator(), now=make.noon(HELD_ON + dt.timedelta(days=3)))
    later = make.a_meeting_with_agenda(HELD_ON + dt.timedelta(days=28))
    return approve_minutes(meeting, later, by=accounts.coordinator(), now=make.noon(later.on))


def page(client, meeting, rest=""):
    return " ".join(client.get(f"{meeting.get_absolute_url()}{rest}").content.decode().split())


@pytest.mark.parametrize("rest", ["", "minutes/2/"])
def test_the_public_reads_how_many_were_absent_and_not_who(as_anyone, approved, rest):
    shown = page(as_anyone, approved, rest)
    assert UNNAMED in shown
    assert "Ben Pike" in shown
    assert "Ann Lowe" not in shown


@pytest.mark.parametrize("rest", ["", "minutes/2/"])
def test_a_group_may_choose_to_name_them(as_anyone, approved, rest):
    set_setting("absent_members_named", value=True, by=None)
    shown = page(as_anyone, approved, rest)
    assert UNNAMED not in shown
    assert "Absent without apology (1)" in shown
    assert "Ann Lowe" in shown


@pytest.mark.parametrize("rest", ["", "minutes/1/", "minutes/2/"])
def test_members_read_the_names(as_member, approved, rest):
    assert "Absent without apology (1)" in page(as_member, approved, rest)


def test_the_comparison_of_two_versions_names_them_only_to_members(as_anyone, as_member, approved, membership):
    row = approved.attendance.get(membership__person__name="Ben Pike")
    amend_attendance(row, "apologies", amendment="He had rung.", by=accounts.coordinator())
    assert "Ann Lowe: absent without apology" in page(as_member, approved, "minutes/")
    shown = page(as_anyone, approved, "minutes/")
    assert UNNAMED in shown
    assert "Ann Lowe" not in shown
