"""The moves of meetings, public questions and declarations: what each is called, and the day it keeps."""

from accounts import audit
from common.transitions import Transitions
from meetings.rules import (
    DECLARATION_MOVES,
    MEETING_MOVES,
    QUESTION_MOVES,
    DeclarationStatus,
    MeetingStatus,
    QuestionStatus,
)

M = MeetingStatus
MEETING = Transitions(
    MEETING_MOVES,
    record=audit.record,
    verbs={
        M.SCHEDULED: "schedule_meeting",
        M.AGENDA_PUBLISHED: "publish_agenda",
        M.HELD: "confirm_held",
        M.CIRCULATED: "circulate_minutes",
        M.APPROVED: "approve_minutes",
        M.CANCELLED: "meeting_cancelled",
        M.POSTPONED: "meeting_postponed",
    },
    dates={
        M.AGENDA_PUBLISHED: "agenda_published_on",
        M.HELD: "confirmed_on",
        M.CIRCULATED: "circulated_on",
        M.APPROVED: "approved_on",
    },
    taken_back={M.SCHEDULED: {"status_reason": ""}, M.POSTPONED: {"agenda_published_on": None}},
)

Q = QuestionStatus
QUESTION = Transitions(
    QUESTION_MOVES,
    record=audit.record,
    verbs={target: f"question_{target}" for target in Q},
    dates=dict.fromkeys((Q.ANSWERED_THERE, Q.ANSWERED_WRITING, Q.NOT_OURS), "answered_on"),
)

DECLARATION = Transitions(
    DECLARATION_MOVES,
    record=audit.record,
    verbs={DeclarationStatus.ACKNOWLEDGED: "acknowledge_declaration"},
)
