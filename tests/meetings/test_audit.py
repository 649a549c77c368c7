"""Every service writes one audit row: who did what to which row."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from common.errors import MoveNotAllowed
from meetings.services.agenda import add_item, edit_item, move_item, publish_agenda, put_on_agenda, remove_item
from meetings.services.approval import amend_minutes, circulate_minutes
from meetings.services.attendance import (
    add_in_attendance,
    confirm_held,
    correct_attendance,
    record_attendance,
    remove_in_attendance,
)
from meetings.services.declarations import acknowledge_declaration, declare, remove_declaration
from meetings.services.minutes import note_point, number_minutes, resolve, save_minute
from meetings.services.papers import add_paper, remove_paper, replace_paper
from meetings.services.planning import (
    cancel,
    edit_meeting,
    plan_additional,
    plan_year,
    postpone,
    record_sittings,
    schedule,
    set_chair,
)
from meetings.services.questions import accept_question, answer_question, decline_question, not_ours_question
from meetings.services.replies import reply
from tests.factories import accounts, issues, members
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)
JANUARY = make.noon(dt.date(2026, 1, 5))


def coming():
    return make.a_scheduled_meeting(ON, now=JANUARY)


def published():
    return make.a_meeting_with_agenda(ON)


def held():
    return make.a_held_meeting(on=ON)


def times(days=7):
    return make.times(ON + dt.timedelta(days=days))


def planned(by):
    plan_year(2026, {"spring": times()}, by=by, now=JANUARY)


def planned_additional(by):
    plan_additional("Short breaks", *times(), by=by, now=JANUARY)


def scheduled(by):
    schedule(postpone(coming(), "Snow", by=None, now=JANUARY), *times(), by=by, now=JANUARY)


def edited(by):
    edit_meeting(coming(), *times(), by=by, now=JANUARY)


def postponed(by):
    postpone(coming(), "Snow", by=by, now=JANUARY)


def cancelled(by):
    cancel(coming(), "Snow", by=by)


def chaired(by):
    set_chair(coming(), members.a_person(), by=by)


def sat(by):
    record_sittings(held(), [times(0)], by=by)


def item_added(by):
    add_item(coming(), "Travel", by=by)


def item_edited(by):
    edit_item(make.an_item(coming()), title="Travel", version=0, by=by)


def item_moved(by):
    move_item(make.an_item(coming()), "up", by=by)


def item_removed(by):
    remove_item(make.an_item(coming()), by=by)


def subject_put(by):
    put_on_agenda(issues.theme(), coming(), by=by)


def agenda_published(by):
    publish_agenda(coming(), by=by)


def paper_added(by):
    add_paper(coming().items.first(), "Travel", text="Late", by=by)


def paper_replaced(by):
    replace_paper(make.a_paper(coming().items.first()), "Travel", text="Late", by=by)


def paper_removed(by):
    remove_paper(make.a_paper(coming().items.first()), by=by)


def replied(by):
    reply(published(), members.a_member(), "attend", by=by, now=make.noon(dt.date(2026, 3, 1)))


def recorded(by):
    record_attendance(published(), {}, by=by)


def other_added(by):
    add_in_attendance(published(), "Carys", by=by)


def other_removed(by):
    remove_in_attendance(add_in_attendance(published(), "Carys", by=None), by=by)


def confirmed(by):
    confirm_held(published(), by=by, now=make.noon(ON))


def corrected(by):
    members.a_member()
    correct_attendance(held().attendance.first(), "online", by=by)


def declared(by):
    declare(published(), nature="Drives the bus", name="Ann", by=by)


def declaration_removed(by):
    remove_declaration(make.a_declaration(published()), by=by)


def acknowledged(by):
    acknowledge_declaration(make.a_declaration(published()), "left", by=by)


def minuted(by):
    save_minute(held().items.first(), "The chair spoke.", 0, by=by)


def noted(by):
    note_point(held().items.first(), "Late", by=by)


def resolved(by):
    resolve(held().items.first(), "Ask", by=by)


def numbered(by):
    number_minutes(held(), 556, by=by)


def circulated(by):
    meeting = held()
    note_point(meeting.items.first(), "Late", by=None)
    circulate_minutes(meeting, by=by)


def approved(by):
    make.an_approved_meeting(on=ON, approved_by=by)


def amended(by):
    meeting = make.an_approved_meeting(on=ON)
    amend_minutes(meeting, {meeting.items.first().pk: "New"}, "A slip", by=by)


def question_accepted(by):
    accept_question(make.a_question(published()), by=by)


def announced(by):
    planned = make.a_planned_meeting(dt.date(2026, 5, 12), now=JANUARY)
    make.announced([planned], by=by, now=JANUARY)


def question_declined(by):
    decline_question(make.a_question(published()), "It names a child.", by=by)


def question_answered(by):
    answer_question(accept_question(make.a_question(published()), by=None), "Yes", there=True, by=by)


def question_passed_on(by):
    not_ours_question(accept_question(make.a_question(published()), by=None), "The school", by=by)


VERBS = [
    (planned, "plan_meeting", "meetings.meeting"),
    (planned_additional, "plan_meeting", "meetings.meeting"),
    (announced, "announce_meeting", "meetings.meeting"),
    (scheduled, "schedule_meeting", "meetings.meeting"),
    (edited, "edit_meeting", "meetings.meeting"),
    (postponed, "meeting_postponed", "meetings.meeting"),
    (cancelled, "meeting_cancelled", "meetings.meeting"),
    (chaired, "set_chair", "meetings.meeting"),
    (sat, "record_sittings", "meetings.meeting"),
    (item_added, "add_item", "meetings.agendaitem"),
    (item_edited, "edit_item", "meetings.agendaitem"),
    (item_moved, "move_item", "meetings.agendaitem"),
    (item_removed, "remove_item", "meetings.agendaitem"),
    (subject_put, "add_item", "meetings.agendaitem"),
    (agenda_published, "publish_agenda", "meetings.meeting"),
    (paper_added, "add_paper", "meetings.paper"),
    (paper_replaced, "replace_paper", "meetings.paper"),
    (paper_removed, "remove_paper", "meetings.paper"),
    (replied, "reply", "meetings.reply"),
    (recorded, "record_attendance", "meetings.meeting"),
    (other_added, "add_in_attendance", "meetings.inattendance"),
    (other_removed, "remove_in_attendance", "meetings.inattendance"),
    (confirmed, "confirm_held", "meetings.meeting"),
    (corrected, "correct_attendance", "meetings.attendance"),
    (declaration_removed, "remove_declaration", "meetings.declaration"),
    (declared, "declare", "meetings.declaration"),
    (acknowledged, "acknowledge_declaration", "meetings.declaration"),
    (minuted, "save_minute", "meetings.agendaitem"),
    (noted, "note_point", "meetings.notedpoint"),
    (resolved, "resolve", "meetings.resolution"),
    (numbered, "number_minutes", "meetings.meeting"),
    (circulated, "circulate_minutes", "meetings.meeting"),
    (approved, "approve_minutes", "meetings.meeting"),
    (amended, "amend_minutes", "meetings.meeting"),
    (question_accepted, "question_accepted", "meetings.publicquestion"),
    (question_declined, "question_declined", "meetings.publicquestion"),
    (question_answered, "question_answered_there", "meetings.publicquestion"),
    (question_passed_on, "question_not_ours", "meetings.publicquestion"),
]


@pytest.mark.parametrize(("act", "verb", "kind"), VERBS, ids=[act.__name__ for act, _verb, _kind in VERBS])
def test_each_action_writes_one_audit_row_with_its_actor(act, verb, kind):
    by = accounts.coordinator()
    act(by)
    [entry] = AuditEntry.objects.filter(by=by, verb=verb)
    assert (entry.object_type, entry.at is not None) == (kind, True)


def test_a_correction_records_the_earlier_value():
    members.a_member()
    row = held().attendance.first()
    correct_attendance(row, "apologies", reason="Wrong line", by=accounts.coordinator())
    entry = AuditEntry.objects.get(verb="correct_attendance")
    assert (entry.reason, entry.detail) == ("Wrong line", {"before": "present", "after": "apologies"})


def test_a_refused_action_writes_no_audit_row():
    meeting = held()
    before = AuditEntry.objects.count()
    with pytest.raises(MoveNotAllowed):
        cancel(meeting, "Snow", by=None)
    assert AuditEntry.objects.count() == before
