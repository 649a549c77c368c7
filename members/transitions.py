"""The moves of memberships, their reviews, and interests: what each is called, and the day it keeps."""

from accounts import audit
from common.transitions import Transitions
from members.rules import (
    APPLICATION_MOVES,
    CALL_MOVES,
    ENDING_MOVES,
    INTEREST_MOVES,
    MEMBERSHIP_MOVES,
    RESTORING_MOVES,
    REVIEW_MOVES,
    ApplicationStatus,
    CallStatus,
    EndingStatus,
    InterestStatus,
    MembershipStatus,
    ReviewStatus,
)

MEMBERSHIP = Transitions(
    MEMBERSHIP_MOVES,
    record=audit.record,
    verbs={MembershipStatus.ACTIVE: "appoint", MembershipStatus.ENDED: "end_membership"},
    dates={MembershipStatus.ACTIVE: "starts_on", MembershipStatus.ENDED: "ends_on"},
)
RESTORING = Transitions(
    RESTORING_MOVES,
    record=audit.record,
    verbs={MembershipStatus.ACTIVE: "restore_membership"},
    taken_back={MembershipStatus.ACTIVE: {"ends_on": None, "end_reason": ""}},
)
ENDING = Transitions(
    ENDING_MOVES,
    record=audit.record,
    verbs={
        EndingStatus.MADE: "make_ending",
        EndingStatus.WITHDRAWN: "withdraw_ending",
        EndingStatus.UNDONE: "undo_ending",
    },
)
REVIEW = Transitions(
    REVIEW_MOVES,
    record=audit.record,
    verbs={ReviewStatus.DECIDED: "decide_review", ReviewStatus.WITHDRAWN: "withdraw_review"},
    dates={ReviewStatus.DECIDED: "decided_on", ReviewStatus.WITHDRAWN: "withdrawn_on"},
)
INTEREST = Transitions(
    INTEREST_MOVES,
    record=audit.record,
    verbs={InterestStatus.ENDED: "end_interest"},
    dates={InterestStatus.ENDED: "ended_on"},
)
CALL = Transitions(
    CALL_MOVES,
    record=audit.record,
    verbs={CallStatus.FILLED: "fill_call", CallStatus.ENDED: "close_call"},
    dates={CallStatus.FILLED: "ended_on", CallStatus.ENDED: "ended_on"},
)
APPLICATION = Transitions(
    APPLICATION_MOVES,
    record=audit.record,
    verbs={
        ApplicationStatus.NOMINATED: "nominate_applicant",
        ApplicationStatus.DECLINED: "decline_application",
        ApplicationStatus.WITHDRAWN: "withdraw_application",
    },
    dates=dict.fromkeys(set(ApplicationStatus) - {ApplicationStatus.RECEIVED}, "ended_on"),
)
