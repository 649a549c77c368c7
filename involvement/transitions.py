"""The moves of a request for another version: what each is called, and the day it keeps."""

from accounts import audit
from common.transitions import Transitions
from involvement.rules import REQUEST_MOVES, RequestStatus

S = RequestStatus
REQUEST = Transitions(
    REQUEST_MOVES,
    record=audit.record,
    verbs={S.SENT: "send_version", S.NOT_MADE: "refuse_version"},
    dates={S.SENT: "ended_on", S.NOT_MADE: "ended_on"},
)
