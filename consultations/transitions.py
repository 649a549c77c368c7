"""The moves of a consultation: what each is called, and the day it keeps."""

from accounts import audit
from common.transitions import Transitions
from consultations.rules import CONSULTATION_MOVES, ConsultationStatus

C = ConsultationStatus
CONSULTATION = Transitions(
    CONSULTATION_MOVES,
    record=audit.record,
    verbs={target: f"consultation_{target}" for target in C},
    dates={
        C.CLOSED: "closed_on",
        C.FEEDBACK: "results_published_on",
        C.CONCLUDED: "concluded_on",
        C.WITHDRAWN: "withdrawn_on",
    },
    taken_back={C.OPEN: {"status_reason": ""}, C.CLOSED: {"status_reason": ""}},
)
