"""Past dates: a meeting can be recorded afterwards, but only with the box ticked."""

import datetime as dt

import pytest

from common import clock
from common.errors import DomainError
from common.models import Message
from meetings.models import Meeting
from meetings.rules import MeetingKind, MeetingStatus
from meetings.services.agenda import publish_agenda
from meetings.services.planning import plan_additional, postpone
from tests.factories import meetings as make
from tests.filling import save
from tests.meetings.conftest import COMING, TODAY
from tests.meetings.staff import address, day, sent, text_of

PAST = TODAY - dt.timedelta(days=10)
PLACE = {"format": "hybrid", "venue": "Town hall"}
HOURS = {"starts": "10:00", "ends": "12:00"}
TICKED = {"has_taken_place": "on"}
ASKED = "This date has passed. If the meeting took place then, tick this box."


def additional(on, **more):
    return {"purpose": "Short breaks", **HOURS, **PLACE, **day("on", on), **more}


def test_planning_an_additional_meeting_in_the_past_asks_to_tick_the_box(as_coordinator):
    page = text_of(as_coordinator.post("/staff/meetings/plan/additional/", additional(PAST)))
    assert ASKED in page
    assert 'id="id_has_taken_place_error"' in page
    assert "Short breaks" in page
    assert not Meeting.objects.exists()


def test_with_the_box_ticked_the_meeting_is_recorded_without_invitations(as_coordinator, membership):
    page = sent(as_coordinator, "/staff/meetings/plan/additional/", additional(PAST, **TICKED))
    assert "Meeting recorded; no invitations sent." in page
    assert "The meeting is due. Publish its agenda" in page
    assert not Message.objects.filter(to="ann@example.org", subject__startswith="An additional meeting").exists()


def test_a_future_meeting_waits_to_be_announced_with_or_without_the_box(as_coordinator, membership):
    page = sent(as_coordinator, "/staff/meetings/plan/additional/", additional(COMING, **TICKED))
    assert "Nobody has been told. Next, announce it." in page
    assert "1 e-mail will be sent" not in page  # the co-ordinator is told too
    assert "2 e-mails will be sent" in page


def test_planning_a_year_with_a_past_term_asks_to_tick_the_box(as_coordinator):
    dates = day("spring", PAST) | day("summer", dt.date(2026, 6, 16))
    data = {"year": 2026, **HOURS, **PLACE, **dates}
    assert ASKED in text_of(as_coordinator.post("/staff/meetings/plan/", data))
    assert not Meeting.objects.exists()
    page = sent(as_coordinator, "/staff/meetings/plan/", data | TICKED)
    assert "Meetings planned: Spring meeting 2026 (10 February 2026), Summer meeting 2026 (16 June 2026)." in page


def test_a_meeting_that_members_wait_for_is_not_moved_into_the_past(as_coordinator, coming, membership):
    data = {**HOURS, **PLACE, **day("on", PAST)}
    assert ASKED in text_of(save(as_coordinator, address(coming, "edit/"), data))
    assert make.fresh(coming).on == COMING
    refused = save(as_coordinator, address(coming, "edit/"), data | TICKED)
    assert "Members were told of this meeting, and it is still to come." in text_of(refused)
    assert make.fresh(coming).on == COMING


def test_the_place_of_a_past_meeting_can_be_corrected_without_the_box(as_coordinator, coming):
    with clock.frozen(COMING + clock.DAY):
        sent(as_coordinator, address(coming, "edit/"), {**HOURS, **PLACE, **day("on", COMING)})
    assert make.fresh(coming).venue == "Town hall"


def test_a_postponed_meeting_gets_a_past_date_only_when_it_took_place(as_coordinator, coming):
    postpone(coming, "Snow", by=None)
    data = {**HOURS, **day("on", PAST)}
    assert ASKED in text_of(as_coordinator.post(address(coming, "schedule/"), data))
    sent(as_coordinator, address(coming, "schedule/"), data | TICKED)
    assert (make.fresh(coming).status, make.fresh(coming).on) == (MeetingStatus.SCHEDULED, PAST)


@pytest.mark.parametrize(("minutes", "is_refused"), [(-1, True), (0, True), (1, False)])
def test_a_date_has_passed_once_the_start_time_has_passed(db, minutes, is_refused):
    starts_at, ends_at = make.times(COMING)
    now = starts_at - dt.timedelta(minutes=minutes)
    if is_refused:
        with pytest.raises(DomainError, match="has passed"):
            plan_additional("Short breaks", starts_at, ends_at, by=None, now=now)
    else:
        assert plan_additional("Short breaks", starts_at, ends_at, by=None, now=now).on == COMING


def test_publishing_an_agenda_afterwards_sends_no_invitations(as_coordinator, membership, coming):
    with clock.frozen(COMING + clock.DAY):
        page = text_of(as_coordinator.get(address(coming, "agenda/")))
        assert "Publish agenda" in page
        assert "Publish and invite members" not in page
        assert "No invitations sent, because the meeting has begun." in sent(
            as_coordinator, address(coming, "agenda/publish/")
        )
    assert make.fresh(coming).status == MeetingStatus.AGENDA_PUBLISHED
    assert not Message.objects.filter(subject__startswith="Invitation").exists()


def test_publishing_an_agenda_in_time_invites_every_member(as_coordinator, membership, coming):
    assert "Publish and invite members" in text_of(as_coordinator.get(address(coming, "agenda/")))
    sent(as_coordinator, address(coming, "agenda/publish/"))
    assert Message.objects.filter(to="ann@example.org", subject="Invitation: Spring meeting 2026").exists()


def test_a_meeting_recorded_afterwards_can_be_confirmed_as_held(coordinator, membership):
    meeting = plan_additional("Short breaks", *make.times(PAST), has_taken_place=True, by=coordinator)
    meeting = publish_agenda(meeting, by=coordinator)
    assert make.a_held_meeting(meeting=meeting).status == MeetingStatus.HELD
    assert meeting.kind == MeetingKind.ADDITIONAL
