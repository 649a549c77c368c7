"""Recording an approval: which meetings can be chosen, and the reason where there are none."""

import datetime as dt

import pytest

from common import clock
from meetings.next_steps import approval_waits_for, approving_meetings
from meetings.rules import MeetingKind
from meetings.services.minutes import note_point
from meetings.services.planning import cancel
from tests.factories import accounts
from tests.factories import meetings as make
from tests.meetings.conftest import COMING, TODAY
from tests.meetings.staff import address, text_of
from tests.signing_in import sign_in

WEEKS_AGO = TODAY - dt.timedelta(days=42)


@pytest.fixture
def circulated(coordinator):
    """Minutes circulated by the co-ordinator, with no later meeting held."""
    return make.a_circulated_meeting(by=coordinator, on=WEEKS_AGO, kind=MeetingKind.AUTUMN)


def approve(meeting):
    return f"/my/meetings/{meeting.slug}/approve/"


def waits_for(meeting, by, now=None):
    return approval_waits_for(meeting, by, now=now)


def test_without_a_later_meeting_the_page_says_to_plan_one(circulated, as_member):
    page = text_of(as_member.get(approve(circulated)))
    assert "None is planned yet, so plan one first." in page
    assert "<select" not in page
    assert "Back to the meeting" in page


def test_the_page_names_a_later_meeting_that_has_not_begun(circulated, as_member, published):
    page = text_of(as_member.get(approve(circulated)))
    assert "The next is the Spring meeting 2026 on 10 March 2026." in page
    assert "<select" not in page


def test_the_page_names_a_later_meeting_without_a_published_agenda(circulated, membership, coming):
    words = waits_for(circulated, membership.person.user, now=make.noon(COMING))
    assert (
        words
        == "The Spring meeting 2026 was on 10 March 2026, but its agenda has not been published. Publish it first."
    )


def test_a_later_meeting_that_has_begun_can_be_chosen(circulated, as_member, published):
    with clock.frozen(COMING + clock.DAY):
        form = as_member.get(approve(circulated)).context["form"]
        assert [meeting.pk for meeting in form.fields["at_meeting"].queryset] == [published.pk]


def test_a_cancelled_or_postponed_meeting_cannot_approve_minutes(circulated, membership, published):
    cancel(published, "Snow", by=None)
    now = make.noon(COMING + clock.DAY)
    assert not approving_meetings(circulated, now=now).exists()
    assert "None is planned yet" in waits_for(circulated, membership.person.user, now)


def test_an_earlier_meeting_cannot_be_chosen(circulated, coordinator):
    earlier = make.a_held_meeting(on=WEEKS_AGO - dt.timedelta(days=28))
    assert earlier not in approving_meetings(circulated, now=make.noon(COMING))


def test_the_last_editor_sees_the_reason_and_no_form(circulated, as_coordinator, published):
    with clock.frozen(COMING + clock.DAY):
        page = text_of(as_coordinator.get(approve(circulated)))
        assert "You were the last to edit these minutes." in page
        assert "Record approval" not in page


@pytest.mark.parametrize("rest", ["", "minutes/"])
def test_the_button_is_offered_only_where_it_works(circulated, client, published, rest):
    sign_in(client, accounts.coordinator())
    page = text_of(client.get(address(circulated, rest)))
    assert approve(circulated) not in page
    assert "These minutes must be approved at a later meeting." in page
    with clock.frozen(COMING + clock.DAY):
        assert approve(circulated) in text_of(client.get(address(circulated, rest)))


def test_a_member_is_offered_approval_only_where_it_works(circulated, as_member, published):
    pack = f"/my/meetings/{circulated.slug}/"
    assert approve(circulated) not in text_of(as_member.get(pack))
    with clock.frozen(COMING + clock.DAY):
        assert approve(circulated) in text_of(as_member.get(pack))


@pytest.mark.parametrize("status", ["agenda", "held", "approved"])
def test_minutes_not_circulated_or_already_approved_wait_for_nothing(status, membership):
    meetings = {
        "agenda": make.a_meeting_with_agenda,
        "held": make.a_held_meeting,
        "approved": make.an_approved_meeting,
    }
    meeting = meetings[status]()
    assert (
        waits_for(meeting, membership.person.user) == "Minutes can be approved once, after they have been circulated."
    )


def test_circulating_is_offered_once_something_is_written(as_coordinator, coordinator):
    held = make.a_held_meeting(on=WEEKS_AGO)
    page = text_of(as_coordinator.get(address(held, "minutes/")))
    assert "Write the minute of at least one item before you circulate the draft." in page
    assert address(held, "minutes/circulate/") not in page
    note_point(held.items.last(), "That buses come late", by=coordinator)
    assert address(held, "minutes/circulate/") in text_of(as_coordinator.get(address(held, "minutes/")))
