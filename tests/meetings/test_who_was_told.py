"""Who was told of a meeting, and for whom it counts: only members invited to it (M11)."""

import datetime as dt

import pytest
from django.urls import reverse

from common import clock
from common.dates import day
from common.errors import DomainError
from common.models import Message
from common.rules import MessageState
from meetings.services.absences import count_absences
from meetings.services.agenda import publish_agenda
from meetings.services.attendance import confirm_held, record_attendance
from meetings.services.planning import cancel, edit_meeting
from meetings.services.replies import reply
from meetings.services.telling import people_not_told
from members.models import Membership, SentTo
from members.services.sendings import record_told
from tests.factories import meetings as make
from tests.factories import members
from tests.meetings.conftest import TODAY
from tests.meetings.staff import address, sent, text_of

ON = TODAY + dt.timedelta(days=20)
AFTER = make.noon(ON + clock.DAY)


@pytest.fixture
def jo(today):
    """A member without an e-mail address."""
    return members.a_member(person=members.a_person("Jo Bright"))


@pytest.fixture
def meeting(jo, membership):
    """A meeting whose agenda was published with the invitation."""
    return publish_agenda(make.a_scheduled_meeting(ON, now=make.noon(TODAY)), by=None)


def ring(member, on=TODAY, **sent):
    for row in SentTo.objects.filter(person=member.person, told_on=None, **sent):
        record_told(row, how="telephone", told_on=on, told_by="Co Day", last=row.pk, by=None)


def held_without(member, meeting, *, not_invited=()):
    everybody = {one.pk: ("present", "", "") for one in Membership.objects.active()}
    records = {**everybody, member.pk: ("absent", "", "")}
    record_attendance(meeting, records, not_invited=not_invited, by=None, now=AFTER)
    return confirm_held(meeting, by=None, now=AFTER)


def missed_by(member):
    return next(len(one.standing.run) for one in count_absences() if one.membership == member)


def test_the_page_of_a_meeting_says_what_was_sent_and_who_is_to_be_rung(as_coordinator, meeting):
    page = text_of(as_coordinator.get(address(meeting)))
    assert "Invitation: " in page
    invitation = SentTo.objects.filter(sending__kind="meetings.invitation", name="Jo Bright").get()
    listed = text_of(as_coordinator.get(invitation.sending.get_absolute_url()))
    assert "No e-mail: ring or write" in listed
    assert reverse("members:person_tell", args=[invitation.pk]) in listed


def test_publishing_the_agenda_says_how_many_the_invitation_reached_and_not_what_was_sent_before(
    as_coordinator, jo, membership
):
    meeting = make.a_scheduled_meeting(ON, now=make.noon(TODAY))
    members.a_member(person=members.a_person("Kit Hale"))
    page = sent(as_coordinator, address(meeting, "agenda/publish/"))
    assert "1 e-mail is on its way. 2 people are to be rung or written to." in page


def test_an_absence_of_somebody_nobody_told_is_refused_with_the_reason(jo, meeting):
    assert people_not_told(meeting) == {jo.person_id}
    with pytest.raises(DomainError, match="Nobody told Jo Bright of this meeting"):
        held_without(jo, meeting)


def test_for_somebody_nobody_told_the_register_begins_with_was_not_invited_and_the_meeting_does_not_count(
    as_coordinator, jo, meeting
):
    page = as_coordinator.get(address(meeting, "attendance/"))
    assert "Nobody told them of this meeting." in text_of(page)
    assert page.context["form"][f"record_{jo.pk}"].value() == "not_invited"
    held_without(jo, meeting, not_invited={jo.pk})
    assert missed_by(jo) == 0


def test_somebody_told_by_telephone_is_invited_from_then(jo, meeting):
    ring(jo)
    assert people_not_told(meeting) == set()
    held_without(jo, meeting)
    assert missed_by(jo) == 1


def test_somebody_whose_invitation_could_not_be_delivered_was_not_invited(membership, jo, meeting):
    ring(jo)
    Message.objects.filter(to="ann@example.org").update(state=MessageState.FAILED)
    assert people_not_told(meeting) == {membership.person_id}


def test_who_replied_knows_of_the_meeting(jo, meeting):
    reply(meeting, jo, "apologies", by=None)
    assert people_not_told(meeting) == set()


def test_who_was_told_of_the_earlier_hour_is_to_be_told_of_the_new_one(jo, meeting):
    ring(jo)
    hour = dt.timedelta(hours=2)
    edit_meeting(meeting, meeting.starts_at + hour, meeting.ends_at + hour, by=None)
    assert people_not_told(meeting) == {jo.person_id}
    ring(jo)
    assert people_not_told(meeting) == set()


def test_nobody_rings_to_invite_to_a_meeting_that_is_off(jo, meeting):
    cancel(meeting, "Snow", by=None)
    waiting = SentTo.objects.to_tell(TODAY).filter(person=jo.person, sending__meetings__meeting=meeting)
    assert [row.title for row in waiting] == [f"{meeting} is cancelled"]


def test_once_the_meeting_is_over_nobody_needs_to_be_told_but_it_can_still_be_recorded(as_coordinator, jo, meeting):
    row = SentTo.objects.get(person=jo.person, sending__kind="meetings.invitation")
    with clock.frozen(ON + clock.DAY):
        assert row not in SentTo.objects.to_tell(clock.today())
        with pytest.raises(DomainError, match="nor after the day"):
            record_told(row, how="letter", told_on=ON + clock.DAY, told_by="Co", last=row.pk, by=None)
        record_told(row, how="letter", told_on=ON - clock.DAY, told_by="Co", last=row.pk, by=None)
    assert people_not_told(meeting) == set()


def test_who_has_yet_to_be_rung_hears_of_a_moved_meeting_as_it_is_now(as_coordinator, jo, meeting):
    week, before = dt.timedelta(days=7), day(meeting.on)
    moved = edit_meeting(meeting, meeting.starts_at + week, meeting.ends_at + week, by=None)
    row = SentTo.objects.get(person=jo.person, sending__kind="meetings.invitation")
    page = text_of(as_coordinator.get(reverse("members:person_tell", args=[row.pk])))
    assert f"Invitation: Additional meeting of {day(moved.on)}" in page
    assert before not in page
