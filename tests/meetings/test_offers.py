"""Offered buttons work; where a step is not offered, the page says why."""

import datetime as dt

import pytest

from common import clock
from common.errors import DomainError
from meetings.models import Attendance
from meetings.rules import AttendanceRecord, MeetingKind, MeetingStatus, has_met
from meetings.services.absences import count_absences
from meetings.services.agenda import publish_agenda
from meetings.services.attendance import (
    add_in_attendance,
    confirm_held,
    missing_records,
    record_attendance,
    remove_in_attendance,
)
from meetings.services.planning import cancel, postpone
from meetings.services.questions import accept_question, answer_question
from meetings.timeline import entries_for_review
from tests.factories import meetings as make
from tests.factories import members
from tests.meetings.conftest import COMING, TODAY
from tests.meetings.staff import address, sent, text_of

AFTER = COMING + clock.DAY


def offers(client, meeting, path, to):
    return address(meeting, to) in text_of(client.get(address(meeting, path)))


# --- the register


def test_confirming_is_offered_once_the_meeting_began_and_attendance_is_complete(as_coordinator, membership, published):
    page = text_of(as_coordinator.get(address(published, "attendance/")))
    assert "once the meeting has begun, on Tuesday 10 March 2026 at 10am" in page
    assert "attendance/confirm/" not in page
    with clock.frozen(AFTER):
        page = text_of(as_coordinator.get(address(published, "attendance/")))
        assert "record and save attendance for:" in page
        assert "<li>Ann Lowe</li>" in page
        assert "attendance/confirm/" not in page
        sent(as_coordinator, address(published, "attendance/"), {f"record_{membership.pk}": "present"})
        assert offers(as_coordinator, published, "attendance/", "attendance/confirm/")
        assert "confirmed as held" in sent(as_coordinator, address(published, "attendance/confirm/"))


def test_a_member_appointed_meanwhile_is_listed_before_confirming(membership, published):
    record_attendance(published, make.records_of([membership], "P"), by=None)
    assert missing_records(published) == []
    members.a_member(person=members.a_person("Ben Roe"))
    assert missing_records(published) == ["Ben Roe"]


@pytest.mark.parametrize("call_off", [postpone, cancel])
@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("attendance/", "in-attendance/add/"),
        ("declarations/", "declarations/add/"),
        ("", "chair/"),
        ("agenda/", "agenda/add/"),
        ("", "edit/"),
    ],
)
def test_no_steps_are_offered_for_a_cancelled_meeting(as_coordinator, published, call_off, path, to):
    assert offers(as_coordinator, published, path, to)
    call_off(published, "Snow", by=None)
    assert not offers(as_coordinator, published, path, to)


@pytest.mark.parametrize("call_off", [postpone, cancel])
def test_papers_and_declarations_are_not_offered_once_a_meeting_is_cancelled(
    as_coordinator, as_member, published, call_off
):
    pack = f"/my/meetings/{published.slug}/"
    assert "papers/add/" in text_of(as_coordinator.get(address(published, "agenda/")))
    assert "/declare/" in text_of(as_member.get(pack))
    call_off(published, "Snow", by=None)
    assert "papers/add/" not in text_of(as_coordinator.get(address(published, "agenda/")))
    assert "/declare/" not in text_of(as_member.get(pack))


def test_a_visitor_stays_in_the_register_of_a_cancelled_meeting(published):
    row = add_in_attendance(published, "Carys", by=None)
    cancel(published, "Snow", by=None)
    with pytest.raises(DomainError, match="closed"):
        remove_in_attendance(row, by=None)


# --- the agenda


def test_moving_is_offered_only_where_an_item_can_move(as_coordinator, coming):
    make.an_item(coming, "A tender", is_private=True, private_reason="Prices")
    make.an_item(coming, "A second tender", is_private=True, private_reason="Prices")
    items = list(as_coordinator.get(address(coming, "agenda/")).context["items"])
    public, private = items[:-2], items[-2:]
    for part in (public, private):
        assert [item.can_go_up for item in part] == [False] + [True] * (len(part) - 1)
        assert [item.can_go_down for item in part] == [True] * (len(part) - 1) + [False]
    page = text_of(as_coordinator.get(address(coming, "agenda/")))
    assert f"items/{items[0].pk}/up/" not in page
    assert f"items/{private[0].pk}/up/" not in page


def test_moving_an_item_says_its_new_number(as_coordinator, coming):
    item = make.an_item(coming, "Travel")
    assert f"“Travel” is now item {item.number - 1}." in sent(as_coordinator, address(coming, f"items/{item.pk}/up/"))


def test_an_item_can_be_removed_after_its_paper_is_removed(as_coordinator, coming):
    item = make.an_item(coming, "Travel")
    paper = make.a_paper(item)
    assert not offers(as_coordinator, coming, "agenda/", f"items/{item.pk}/remove/")
    assert "Remove them first" in sent(as_coordinator, address(coming, f"items/{item.pk}/remove/"))
    sent(as_coordinator, address(coming, f"papers/{paper.pk}/remove/"))
    assert offers(as_coordinator, coming, "agenda/", f"items/{item.pk}/remove/")


# --- questions

S = MeetingStatus
HAS_MET = {
    S.PROPOSED: (False, False),
    S.SCHEDULED: (False, False),
    S.AGENDA_PUBLISHED: (False, True),
    S.HELD: (True, True),
    S.CIRCULATED: (True, True),
    S.APPROVED: (True, True),
    S.CANCELLED: (False, False),
    S.POSTPONED: (False, False),
}


@pytest.mark.parametrize("status", S)
def test_has_met_matches_the_table(status):
    now = make.noon(COMING)
    before, after = HAS_MET[status]
    assert has_met(status, now + dt.timedelta(seconds=1), now) is before
    assert has_met(status, now, now) is after


def test_answered_at_the_meeting_is_offered_once_the_meeting_took_place(as_coordinator, published):
    question = accept_question(make.a_question(published, now=clock.now()), by=None)
    url = address(published, f"questions/{question.reference}/answer/")
    page = text_of(as_coordinator.get(url))
    assert "The meeting has not taken place yet." in page
    assert "at the meeting</label>" not in page
    page = text_of(as_coordinator.post(url, {"answer": "Autism.", "there": "yes"}))
    assert "Autism." in page
    assert make.fresh(question).status == "accepted"
    with clock.frozen(AFTER):
        assert "Answer published" in sent(as_coordinator, url, {"answer": "Autism.", "there": "yes"})
    assert make.fresh(question).status == "answered_there"


def test_a_question_cannot_be_answered_at_a_cancelled_meeting(published):
    question = accept_question(make.a_question(published, now=clock.now()), by=None)
    cancel(published, "Snow", by=None)
    with pytest.raises(DomainError, match="has not taken place"):
        answer_question(question, "Yes.", there=True, by=None, now=make.noon(AFTER))
    assert answer_question(question, "Yes.", there=False, by=None).status == "answered_writing"


# --- correcting who was invited


@pytest.fixture
def not_asked(membership):
    """An additional meeting to which Ann was not asked."""
    meeting = make.a_meeting_with_agenda(TODAY - dt.timedelta(days=20))
    record_attendance(meeting, make.records_of([membership], "N"), not_invited={membership.pk}, by=None)
    confirm_held(meeting, by=None)
    return Attendance.objects.get(membership=membership)


def correct(row):
    return address(row.meeting, f"attendance/{row.pk}/correct/")


def test_an_uninvited_member_who_came_counts_as_invited(as_coordinator, not_asked):
    form = as_coordinator.get(correct(not_asked)).context["form"]
    assert form["record"].value() == "not_invited"
    page = sent(as_coordinator, correct(not_asked), {"record": "present"})
    assert "in the room" in page
    row = make.fresh(not_asked)
    assert (row.record, row.was_invited) == (AttendanceRecord.PRESENT, True)


def test_an_absence_of_an_uninvited_member_no_longer_counts(as_coordinator, membership):
    meetings = [make.a_held_meeting([membership], "N", on=TODAY - dt.timedelta(days=30 * n)) for n in (2, 1)]
    assert len(count_absences()[0].standing.run) == 2
    sent(as_coordinator, correct(meetings[1].attendance.get()), {"record": "not_invited", "reason": "Never written to"})
    assert [meeting.key for meeting in count_absences()[0].standing.run] == [meetings[0].pk]


def test_every_member_is_invited_to_a_usual_meeting(as_coordinator, membership):
    meeting = make.a_held_meeting(on=TODAY - dt.timedelta(days=20), kind=MeetingKind.SPRING)
    row = meeting.attendance.get()
    response = as_coordinator.post(correct(row), {"record": "not_invited"})
    assert "record" in response.context["form"].errors
    assert make.fresh(row).was_invited


# --- declarations, and reviews that are decided


def test_a_declaration_is_acknowledged_at_the_meeting_and_not_before(as_coordinator, published):
    declaration = make.a_declaration(published)
    url = address(published, f"declarations/{declaration.pk}/acknowledge/")
    page = text_of(as_coordinator.get(address(published, "declarations/")))
    assert "To be acknowledged at the meeting." in page
    assert url not in page
    assert "The group can only acknowledge this at the meeting" in text_of(
        as_coordinator.post(url, {"handling": "left"})
    )
    assert make.fresh(declaration).status == "declared"
    with clock.frozen(AFTER):
        assert url in text_of(as_coordinator.get(address(published, "declarations/")))
        assert "left the room" in sent(as_coordinator, url, {"handling": "left"})


def test_a_decided_review_is_not_announced_for_the_next_meeting(coordinator, membership, coming):
    review = members.an_open_review(membership)
    publish_agenda(coming, by=None)
    assert [entry.is_done for entry in entries_for_review(review, coordinator)] == [False]
    members.decide(review, outcome="continue", by=coordinator)
    assert entries_for_review(make.fresh(review), coordinator) == []
