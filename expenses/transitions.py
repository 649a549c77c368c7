"""The moves of an expense claim: what each is called, the day it keeps, and what no longer holds after it."""

from accounts import audit
from common.transitions import Transitions
from expenses.rules import CLAIM_MOVES, ClaimStatus

S = ClaimStatus
NOT_APPROVED = {"approved_by": None, "approved_on": None, "pay_by_on": None}
CLAIM = Transitions(
    CLAIM_MOVES,
    record=audit.record,
    verbs={
        S.SUBMITTED: "submit_claim",
        S.RETURNED: "return_claim",
        S.APPROVED: "approve_claim",
        S.PAID: "pay_claim",
        S.WITHDRAWN: "withdraw_claim",
    },
    dates={
        S.SUBMITTED: "submitted_on",
        S.RETURNED: "answered_on",
        S.APPROVED: "answered_on",
        S.PAID: "paid_on",
        S.WITHDRAWN: "answered_on",
    },
    taken_back={S.SUBMITTED: {"answered_on": None}, S.RETURNED: NOT_APPROVED},
)
