"""The moves of presentations, formal responses and commitments: what each is called, and the day it keeps."""

from accounts import audit
from answers.rules import (
    COMMITMENT_MOVES,
    PRESENTATION_MOVES,
    RESPONSE_MOVES,
    CommitmentStatus,
    PresentationStatus,
    ResponseStatus,
)
from common.transitions import Transitions

PRESENTATION = Transitions(
    PRESENTATION_MOVES,
    record=audit.record,
    verbs={
        PresentationStatus.ACKNOWLEDGED: "acknowledge_presentation",
        PresentationStatus.RESPONDED: "presentation_responded",
    },
    dates={PresentationStatus.ACKNOWLEDGED: "acknowledged_on", PresentationStatus.RESPONDED: "responded_on"},
)
RESPONSE = Transitions(
    RESPONSE_MOVES,
    record=audit.record,
    verbs={ResponseStatus.POSTED: "post_response", ResponseStatus.SUPERSEDED: "response_superseded"},
    dates={ResponseStatus.POSTED: "posted_on"},
)
COMMITMENT = Transitions(
    COMMITMENT_MOVES,
    record=audit.record,
    verbs={target: f"commitment_{target}" for target in CommitmentStatus},
    dates={CommitmentStatus.DONE: "finished_on", CommitmentStatus.NOT_KEPT: "finished_on"},
)
