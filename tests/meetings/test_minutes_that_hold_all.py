"""A version of the minutes holds all the page shows: who came, who chaired, what was declared, names as they were."""

import datetime as dt

import pytest

from common.errors import DomainError
from meetings.services.approval import amend_attendance, approve_minutes, circulate_minutes
from meetings.services.attendance import correct_attendance
from meetings.services.minutes import save_minute
from meetings.services.planning import set_chair
from members.services.people import update_person
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.filling import save
from tests.meetings.staff import address

pytestmark = pytest.mark.usefixtures("today")
HELD_ON = dt.date(2026, 1, 13)


@pytest.fixture
def circulated(membership):
    """A meeting that Grace Hill chaired, at which Ann Lowe was present and Ben Pike declared an interest."""
    meeting = make.a_meeting_with_agenda(HELD_ON)
    set_chair(meeting, members.a_person("Grace Hill"), by=None)
    make.a_declaration(meeting, name="Ben Pike", nature="Works for the bus company")
    make.a_held_meeting([membership], "P", meeting=meeting)
    item = meeting.items.first()
    save_minute(item, "The group met.", 0, by=accounts.coordinator())
    meeting.refresh_from_db()
    return circulate_minutes(meeting, by=accounts.coordinator(), now=make.noon(HELD_ON + dt.timedelta(days=3)))


def approve(meeting, note=""):
    later = make.a_meeting_with_agenda(HELD_ON + dt.timedelta(days=28))
    return approve_minutes(meeting, later, note, by=accounts.coordinator(), now=make.noon(later.on))


def page(client, meeting, rest=""):
    return client.get(f"{meeting.get_absolute_url()}{rest}").content.decode()


def test_the_draft_that_members_are_asked_to_check_lists_who_came_chaired_and_declared(as_member, circulated):
    draft = page(as_member, circulated, "minutes/1/")
    for words in ("Who came", "Ann Lowe", "Chair: Grace Hill", "Ben Pike", "Works for the bus company"):
        assert words in draft


def test_a_person_renamed_later_leaves_approved_minutes_as_they_were(as_anyone, circulated):
    chair = circulated.chair
    approve(circulated)
    update_person(chair, name="Grace Marsh", by=None)
    for rest in ("", "minutes/2/"):
        shown = page(as_anyone, circulated, rest)
        assert "Grace Hill" in shown
        assert "Grace Marsh" not in shown


def test_somebody_who_no_longer_wishes_to_be_named_is_not_named_in_older_minutes_either(as_anyone, circulated):
    chair = circulated.chair
    approve(circulated)
    update_person(chair, name_shown="none", by=None)
    assert "Grace Hill" not in page(as_anyone, circulated)
    assert "Grace Hill" not in page(as_anyone, circulated, "minutes/2/")


def test_attendance_of_approved_minutes_is_amended_with_a_date_and_both_versions_can_be_read(
    as_coordinator, as_anyone, circulated
):
    approve(circulated)
    row = circulated.attendance.get()
    form = address(circulated, f"attendance/{row.pk}/correct/")
    refused = save(as_coordinator, form, {"record": "apologies"})
    assert "amendment" in refused.context["form"].errors
    save(as_coordinator, form, {"record": "apologies", "amendment": "Ann was ill that day."})
    now, before = page(as_anyone, circulated), page(as_anyone, circulated, "minutes/2/")
    assert now.index(">Apologies") < now.index("Ann Lowe")
    assert before.index(">Present") < before.index("Ann Lowe")
    assert ">Apologies" not in before.partition("Ann Lowe")[0]
    assert "Who came was corrected. Ann was ill that day." in page(as_anyone, circulated, "minutes/3/")


def test_no_service_changes_the_attendance_of_approved_minutes_without_an_amendment(circulated):
    approve(circulated)
    with pytest.raises(DomainError, match="amended"):
        correct_attendance(circulated.attendance.get(), "apologies", by=None)
    with pytest.raises(DomainError, match="amended"):
        amend_attendance(circulated.attendance.get(), "apologies", by=None)


def test_attendance_corrected_after_the_draft_was_sent_is_named_at_the_approval(circulated):
    correct_attendance(circulated.attendance.get(), "apologies", by=None)
    with pytest.raises(DomainError, match="Say what was amended"):
        approve(circulated)
    assert approve(circulated, "Ann sent apologies.").is_approved


def test_versions_are_compared_with_who_came(as_member, circulated):
    correct_attendance(circulated.attendance.get(), "apologies", by=None)
    approve(circulated, "Ann sent apologies.")
    compared = page(as_member, circulated, "minutes/?from=1&to=2")
    assert "Who came" in compared
    assert "Ann Lowe: apologies" in compared
