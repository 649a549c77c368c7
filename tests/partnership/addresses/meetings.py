"""The addresses of meetings: public, a member's own and the co-ordinator's; who gets what, typed by hand.

The member of the grid holds a seat of their own; nothing of these rows was written by them.
"""

import datetime as dt

from common import clock
from common.documents import store_document
from meetings.services.agenda import publish_agenda
from meetings.services.attendance import add_in_attendance
from meetings.services.minutes import note_point, resolve, save_minute
from meetings.services.planning import postpone
from meetings.services.questions import accept_question
from tests.factories import accounts, issues, members
from tests.factories import meetings as make

EVERYBODY = {
    "anyone": 200,
    "parent": 200,
    "member": 200,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
NO_POST = {
    "anyone": 405,
    "parent": 405,
    "member": 405,
    "coordinator": 405,
    "safeguarding": 405,
    "officer": 405,
    "board": 405,
    "payer": 405,
    "administrator": 405,
}
MEMBERS_ALONE = {
    "anyone": 404,
    "parent": 404,
    "member": 200,
    "coordinator": 200,
    "safeguarding": 404,
    "officer": 404,
    "board": 404,
    "payer": 404,
    "administrator": 404,
}
NOBODY = MEMBERS_ALONE | {"member": 404, "coordinator": 404}
COORDINATOR_READS = {
    "anyone": 302,
    "parent": 403,
    "member": 403,
    "coordinator": 200,
    "safeguarding": 403,
    "officer": 403,
    "board": 403,
    "payer": 403,
    "administrator": 403,
}
COORDINATOR_DOES = COORDINATOR_READS | {"coordinator": 302}
COORDINATOR_NEVER = COORDINATOR_READS | {"coordinator": 405}
GROUP_READS = COORDINATOR_READS | {"member": 200}
GROUP_NEVER = COORDINATOR_READS | {"member": 405, "coordinator": 405}
MEMBER_READS = COORDINATOR_READS | {"member": 200, "coordinator": 403}
MEMBER_READS_COORDINATOR_HAS_NO_SEAT = COORDINATOR_READS | {"member": 200, "coordinator": 404}


def nothing():
    return {}


def _day(days):
    return clock.today() + dt.timedelta(days=days)


def _coming(days=40):
    """Return a meeting to come, whose agenda is not out."""
    return make.a_scheduled_meeting(_day(days), now=clock.now())


def _published(days=40):
    return publish_agenda(_coming(days), by=None)


def _begun():
    """Return a meeting of yesterday whose register is open."""
    return make.a_meeting_with_agenda(_day(-1))


def _held(memberships=None, marks=""):
    return make.a_held_meeting(memberships, marks, on=_day(-10))


def _approved():
    return make.an_approved_meeting(on=_day(-60), at_meeting=make.a_meeting_with_agenda(_day(-30)))


def _part(meeting, row):
    return {"slug": meeting.slug, "pk": row.pk}


def coming():
    return {"slug": _coming().slug}


def published():
    return {"slug": _published().slug}


def begun():
    return {"slug": _begun().slug}


def held():
    return {"slug": _held().slug}


def written():
    """A held meeting with a minute, ready to be sent round."""
    meeting = _held()
    save_minute(meeting.items.first(), "The chair spoke.", 0, by=accounts.coordinator())
    return {"slug": meeting.slug}


def circulated():
    return {"slug": make.a_circulated_meeting(on=_day(-10)).slug}


def approved():
    return {"slug": _approved().slug}


def postponed():
    return {"slug": postpone(_coming(), "Snow", by=None).slug}


def approved_version():
    return {"slug": _approved().slug, "number": 2}


def draft_version():
    return {"slug": make.a_circulated_meeting(on=_day(-10)).slug, "number": 1}


def paper():
    meeting = _coming()
    row = make.a_paper(meeting.items.first())
    publish_agenda(meeting, by=None)
    return _part(meeting, row)


def paper_for_members():
    meeting = _coming()
    row = make.a_paper(meeting.items.first(), is_for_members_only=True)
    publish_agenda(meeting, by=None)
    return _part(meeting, row)


def paper_with_file():
    meeting = _coming()
    document = store_document(b"One, two, three.", name="figures.txt")
    row = make.a_paper(meeting.items.first(), document=document)
    publish_agenda(meeting, by=None)
    return _part(meeting, row)


def draft_paper():
    meeting = _coming()
    return _part(meeting, make.a_paper(meeting.items.first()))


def question():
    meeting = _published()
    return {"slug": meeting.slug, "reference": make.a_question(meeting, now=clock.now()).reference}


def accepted_question():
    meeting = _published()
    row = accept_question(make.a_question(meeting, now=clock.now()), by=None)
    return {"slug": meeting.slug, "reference": row.reference}


def item():
    meeting = _coming()
    return _part(meeting, make.an_item(meeting))


def held_item():
    meeting = _held()
    return _part(meeting, meeting.items.first())


def noted_point():
    meeting = _held()
    return _part(meeting, note_point(meeting.items.first(), "Noted", by=None))


def resolution():
    meeting = _held()
    return _part(meeting, resolve(meeting.items.first(), "Do it", by=None))


def attendance():
    membership = members.a_member()
    meeting = _held([membership], "P")
    return _part(meeting, meeting.attendance.get(membership=membership))


def in_attendance():
    meeting = _begun()
    return _part(meeting, add_in_attendance(meeting, "Carys", by=None))


def membership_to_reply():
    return _part(_published(), members.a_member())


def declaration():
    meeting = _begun()
    return _part(meeting, make.a_declaration(meeting))


def theme_to_discuss():
    _coming()
    return {"kind": "theme", "pk": issues.theme().pk}


ROWS = [
    # public
    ("get", "meetings:meeting_list", "nothing", EVERYBODY),
    ("post", "meetings:meeting_list", "nothing", NO_POST),
    ("get", "meetings:calendar", "nothing", EVERYBODY),
    ("post", "meetings:calendar", "nothing", NO_POST),
    ("get", "meetings:meeting_detail", "published", EVERYBODY),
    ("post", "meetings:meeting_detail", "published", NO_POST),
    ("get", "meetings:question_ask", "published", EVERYBODY),
    ("post", "meetings:question_ask", "published", EVERYBODY),
    ("get", "meetings:question_received", "question", EVERYBODY),
    ("post", "meetings:question_received", "question", NO_POST),
    ("get", "meetings:paper_detail", "paper", EVERYBODY),
    ("get", "meetings:paper_detail", "paper_for_members", MEMBERS_ALONE),
    ("post", "meetings:paper_detail", "paper", NO_POST),
    ("get", "meetings:paper_download", "paper_with_file", EVERYBODY),
    ("get", "meetings:paper_download", "paper_for_members", NOBODY),
    ("post", "meetings:paper_download", "paper_with_file", NO_POST),
    ("get", "meetings:minutes_version", "approved_version", EVERYBODY),
    ("get", "meetings:minutes_version", "draft_version", MEMBERS_ALONE),
    ("post", "meetings:minutes_version", "approved_version", NO_POST),
    ("get", "meetings:minutes_versions", "approved", EVERYBODY),
    ("get", "meetings:minutes_versions", "circulated", MEMBERS_ALONE),
    ("get", "meetings:minutes_versions", "written", dict.fromkeys(EVERYBODY, 404)),
    ("post", "meetings:minutes_versions", "approved", NO_POST),
    # a member's own
    ("get", "meetings:my_meetings", "nothing", GROUP_READS),
    ("post", "meetings:my_meetings", "nothing", GROUP_NEVER),
    ("get", "meetings:meeting_pack", "published", GROUP_READS),
    ("post", "meetings:meeting_pack", "published", GROUP_NEVER),
    ("get", "meetings:meeting_reply", "published", MEMBER_READS),
    ("post", "meetings:meeting_reply", "published", MEMBER_READS),
    ("get", "meetings:my_declaration_add", "published", MEMBER_READS_COORDINATOR_HAS_NO_SEAT),
    ("post", "meetings:my_declaration_add", "published", MEMBER_READS_COORDINATOR_HAS_NO_SEAT),
    ("get", "meetings:minutes_approve", "circulated", GROUP_READS),
    ("post", "meetings:minutes_approve", "circulated", GROUP_READS),
    # planning
    ("get", "meetings:staff_meeting_list", "nothing", COORDINATOR_READS),
    ("post", "meetings:staff_meeting_list", "nothing", COORDINATOR_NEVER),
    ("get", "meetings:year_plan", "nothing", COORDINATOR_READS),
    ("post", "meetings:year_plan", "nothing", COORDINATOR_READS),
    ("get", "meetings:additional_plan", "nothing", COORDINATOR_READS),
    ("post", "meetings:additional_plan", "nothing", COORDINATOR_READS),
    ("get", "meetings:absence_list", "nothing", COORDINATOR_READS),
    ("post", "meetings:absence_list", "nothing", COORDINATOR_NEVER),
    ("get", "meetings:absence_recompute", "nothing", COORDINATOR_NEVER),
    ("post", "meetings:absence_recompute", "nothing", COORDINATOR_DOES),
    ("get", "meetings:subject_agenda", "theme_to_discuss", COORDINATOR_NEVER),
    ("post", "meetings:subject_agenda", "theme_to_discuss", COORDINATOR_DOES),
    ("get", "meetings:meeting_manage", "coming", COORDINATOR_READS),
    ("post", "meetings:meeting_manage", "coming", COORDINATOR_NEVER),
    ("get", "meetings:meeting_edit", "coming", COORDINATOR_READS),
    ("post", "meetings:meeting_edit", "coming", COORDINATOR_READS),
    ("get", "meetings:chair_set", "coming", COORDINATOR_READS),
    ("post", "meetings:chair_set", "coming", COORDINATOR_DOES),
    ("get", "meetings:meeting_schedule", "postponed", COORDINATOR_READS),
    ("post", "meetings:meeting_schedule", "postponed", COORDINATOR_READS),
    ("get", "meetings:meeting_postpone", "coming", COORDINATOR_READS),
    ("post", "meetings:meeting_postpone", "coming", COORDINATOR_READS),
    ("get", "meetings:meeting_cancel", "coming", COORDINATOR_READS),
    ("post", "meetings:meeting_cancel", "coming", COORDINATOR_READS),
    ("get", "meetings:sittings_record", "held", COORDINATOR_READS),
    ("post", "meetings:sittings_record", "held", COORDINATOR_READS),
    # agenda
    ("get", "meetings:agenda_edit", "coming", COORDINATOR_READS),
    ("post", "meetings:agenda_edit", "coming", COORDINATOR_NEVER),
    ("get", "meetings:item_add", "coming", COORDINATOR_READS),
    ("post", "meetings:item_add", "coming", COORDINATOR_READS),
    ("get", "meetings:agenda_update", "coming", COORDINATOR_NEVER),
    ("post", "meetings:agenda_update", "coming", COORDINATOR_DOES),
    ("get", "meetings:agenda_publish", "coming", COORDINATOR_NEVER),
    ("post", "meetings:agenda_publish", "coming", COORDINATOR_DOES),
    ("get", "meetings:item_versions", "item", COORDINATOR_READS),
    ("post", "meetings:item_versions", "item", COORDINATOR_NEVER),
    ("get", "meetings:item_edit", "item", COORDINATOR_READS),
    ("post", "meetings:item_edit", "item", COORDINATOR_READS),
    ("get", "meetings:item_up", "item", COORDINATOR_NEVER),
    ("post", "meetings:item_up", "item", COORDINATOR_DOES),
    ("get", "meetings:item_down", "item", COORDINATOR_NEVER),
    ("post", "meetings:item_down", "item", COORDINATOR_DOES),
    ("get", "meetings:item_remove", "item", COORDINATOR_NEVER),
    ("post", "meetings:item_remove", "item", COORDINATOR_DOES),
    ("get", "meetings:paper_add", "item", COORDINATOR_READS),
    ("post", "meetings:paper_add", "item", COORDINATOR_READS),
    ("get", "meetings:paper_replace", "draft_paper", COORDINATOR_READS),
    ("post", "meetings:paper_replace", "draft_paper", COORDINATOR_READS),
    ("get", "meetings:paper_remove", "draft_paper", COORDINATOR_NEVER),
    ("post", "meetings:paper_remove", "draft_paper", COORDINATOR_DOES),
    # who came
    ("get", "meetings:attendance_record", "begun", COORDINATOR_READS),
    ("post", "meetings:attendance_record", "begun", COORDINATOR_DOES),
    ("get", "meetings:attendance_confirm", "begun", COORDINATOR_NEVER),
    ("post", "meetings:attendance_confirm", "begun", COORDINATOR_DOES),
    ("get", "meetings:attendance_correct", "attendance", COORDINATOR_READS),
    ("post", "meetings:attendance_correct", "attendance", COORDINATOR_READS),
    ("get", "meetings:in_attendance_add", "begun", COORDINATOR_READS),
    ("post", "meetings:in_attendance_add", "begun", COORDINATOR_READS),
    ("get", "meetings:in_attendance_remove", "in_attendance", COORDINATOR_NEVER),
    ("post", "meetings:in_attendance_remove", "in_attendance", COORDINATOR_DOES),
    ("get", "meetings:reply_list", "published", COORDINATOR_READS),
    ("post", "meetings:reply_list", "published", COORDINATOR_NEVER),
    ("get", "meetings:reply_enter", "membership_to_reply", COORDINATOR_READS),
    ("post", "meetings:reply_enter", "membership_to_reply", COORDINATOR_READS),
    ("get", "meetings:declaration_list", "begun", COORDINATOR_READS),
    ("post", "meetings:declaration_list", "begun", COORDINATOR_NEVER),
    ("get", "meetings:declaration_add", "begun", COORDINATOR_READS),
    ("post", "meetings:declaration_add", "begun", COORDINATOR_READS),
    ("get", "meetings:declaration_remove", "declaration", COORDINATOR_NEVER),
    ("post", "meetings:declaration_remove", "declaration", COORDINATOR_DOES),
    ("get", "meetings:declaration_acknowledge", "declaration", COORDINATOR_READS),
    ("post", "meetings:declaration_acknowledge", "declaration", COORDINATOR_READS),
    # minutes
    ("get", "meetings:minutes_edit", "held", COORDINATOR_READS),
    ("post", "meetings:minutes_edit", "held", COORDINATOR_NEVER),
    ("get", "meetings:minutes_number", "held", COORDINATOR_READS),
    ("post", "meetings:minutes_number", "held", COORDINATOR_DOES),
    ("get", "meetings:minutes_circulate", "written", COORDINATOR_NEVER),
    ("post", "meetings:minutes_circulate", "written", COORDINATOR_DOES),
    ("get", "meetings:minutes_amend", "approved", COORDINATOR_READS),
    ("post", "meetings:minutes_amend", "approved", COORDINATOR_READS),
    ("get", "meetings:minute_versions", "held_item", COORDINATOR_READS),
    ("post", "meetings:minute_versions", "held_item", COORDINATOR_NEVER),
    ("get", "meetings:minute_edit", "held_item", COORDINATOR_READS),
    ("post", "meetings:minute_edit", "held_item", COORDINATOR_READS),
    ("get", "meetings:point_add", "held_item", COORDINATOR_READS),
    ("post", "meetings:point_add", "held_item", COORDINATOR_READS),
    ("get", "meetings:resolution_add", "held_item", COORDINATOR_READS),
    ("post", "meetings:resolution_add", "held_item", COORDINATOR_READS),
    ("get", "meetings:point_edit", "noted_point", COORDINATOR_READS),
    ("post", "meetings:point_edit", "noted_point", COORDINATOR_READS),
    ("get", "meetings:point_remove", "noted_point", COORDINATOR_NEVER),
    ("post", "meetings:point_remove", "noted_point", COORDINATOR_DOES),
    ("get", "meetings:resolution_edit", "resolution", COORDINATOR_READS),
    ("post", "meetings:resolution_edit", "resolution", COORDINATOR_READS),
    ("get", "meetings:resolution_remove", "resolution", COORDINATOR_NEVER),
    ("post", "meetings:resolution_remove", "resolution", COORDINATOR_DOES),
    # questions
    ("get", "meetings:question_list", "published", COORDINATOR_READS),
    ("post", "meetings:question_list", "published", COORDINATOR_NEVER),
    ("get", "meetings:question_accept", "question", COORDINATOR_NEVER),
    ("post", "meetings:question_accept", "question", COORDINATOR_DOES),
    ("get", "meetings:question_decline", "question", COORDINATOR_READS),
    ("post", "meetings:question_decline", "question", COORDINATOR_READS),
    ("get", "meetings:question_answer", "accepted_question", COORDINATOR_READS),
    ("post", "meetings:question_answer", "accepted_question", COORDINATOR_READS),
    ("get", "meetings:question_not_ours", "accepted_question", COORDINATOR_READS),
    ("post", "meetings:question_not_ours", "accepted_question", COORDINATOR_READS),
]
