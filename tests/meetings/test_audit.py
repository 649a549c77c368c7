"""Every verb leaves one line in the audit trail: who did what to which row."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from common.errors import MoveNotAllowed
from meetings import services
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
    services.plan_year(2026, {"spring": times()}, by=by, now=JANUARY)


def planned_additional(by):
    services.plan_additional("Short breaks", *times(), by=by, now=JANUARY)


def scheduled(by):
    services.schedule(services.postpone(coming(), "Snow", by=None), *times(), by=by, now=JANUARY)


def edited(by):
    services.edit_meeting(coming(), *times(), by=by, now=JANUARY)


def postponed(by):
    services.postpone(coming(), "Snow", by=by)


def cancelled(by):
    services.cancel(coming(), "Snow", by=by)


def chaired(by):
    services.set_chair(coming(), members.a_person(), by=by)


def sat(by):
    services.record_sittings(held(), [times(0)], by=by)


def item_added(by):
    services.add_item(coming(), "Travel", by=by)


def item_edited(by):
    services.edit_item(make.an_item(coming()), title="Travel", version=0, by=by)


def item_moved(by):
    services.move_item(make.an_item(coming()), "up", by=by)


def item_removed(by):
    services.remove_item(make.an_item(coming()), by=by)


def subject_put(by):
    services.put_on_agenda(issues.theme(), coming(), by=by)


def agenda_published(by):
    services.publish_agenda(coming(), by=by)


def paper_added(by):
    services.add_paper(coming().items.first(), "Travel", text="Late", by=by)


def paper_replaced(by):
    services.replace_paper(make.a_paper(coming().items.first()), "Travel", text="Late", by=by)


def paper_removed(by):
    services.remove_paper(make.a_paper(coming().items.first()), by=by)


def replied(by):
    services.reply(published(), members.a_member(), "attend", by=by, now=make.noon(dt.date(2026, 3, 1)))


def recorded(by):
    services.record_attendance(published(), {}, by=by)


def other_added(by):
    services.add_in_attendance(published(), "Carys", by=by)


def other_removed(by):
    services.remove_in_attendance(services.add_in_attendance(published(), "Carys", by=None), by=by)


def confirmed(by):
    services.confirm_held(published(), by=by, now=make.noon(ON))


def corrected(by):
    members.a_member()
    services.correct_attendance(held().attendance.first(), "online", by=by)


def declared(by):
    services.declare(published(), nature="Drives the bus", name="Ann", by=by)


def declaration_removed(by):
    services.remove_declaration(make.a_declaration(published()), by=by)


def acknowledged(by):
    services.acknowledge_declaration(make.a_declaration(published()), "left", by=by)


def minuted(by):
    services.save_minute(held().items.first(), "The chair spoke.", 0, by=by)


def noted(by):
    services.note_point(held().items.first(), "Late", by=by)


def resolved(by):
    services.resolve(held().items.first(), "Ask", by=by)


def numbered(by):
    services.number_minutes(held(), 556, by=by)


def circulated(by):
    meeting = held()
    services.note_point(meeting.items.first(), "Late", by=None)
    services.circulate_minutes(meeting, by=by)


def approved(by):
    make.an_approved_meeting(on=ON, approved_by=by)


def amended(by):
    meeting = make.an_approved_meeting(on=ON)
    services.amend_minutes(meeting, {meeting.items.first().pk: "New"}, "A slip", by=by)


def question_accepted(by):
    services.accept_question(make.a_question(published()), by=by)


def question_declined(by):
    services.decline_question(make.a_question(published()), "It names a child.", by=by)


def question_answered(by):
    services.answer_question(services.accept_question(make.a_question(published()), by=None), "Yes", there=True, by=by)


def question_passed_on(by):
    services.not_ours_question(services.accept_question(make.a_question(published()), by=None), "The school", by=by)


VERBS = [
    (planned, "plan_meeting", "meetings.meeting"),
    (planned_additional, "plan_meeting", "meetings.meeting"),
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
def test_a_verb_leaves_one_line_with_the_person_who_did_it(act, verb, kind):
    by = accounts.coordinator()
    act(by)
    [entry] = AuditEntry.objects.filter(by=by, verb=verb)
    assert (entry.object_type, entry.at is not None) == (kind, True)


def test_a_correction_says_what_stood_there_before():
    members.a_member()
    row = held().attendance.first()
    services.correct_attendance(row, "apologies", reason="Wrong line", by=accounts.coordinator())
    entry = AuditEntry.objects.get(verb="correct_attendance")
    assert (entry.reason, entry.detail) == ("Wrong line", {"before": "present", "after": "apologies"})


def test_a_refused_verb_leaves_nothing():
    meeting = held()
    before = AuditEntry.objects.count()
    with pytest.raises(MoveNotAllowed):
        services.cancel(meeting, "Snow", by=None)
    assert AuditEntry.objects.count() == before
