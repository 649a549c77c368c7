"""The moves of an issue: what each is called, and the day it keeps."""

from django.db import models

from accounts import audit
from common.transitions import Moves, Transitions
from issues.rules import ISSUE_MOVES, MOVES_APART, IssueStatus

S = IssueStatus


class IssueTransitions(Transitions):
    """What is kept apart for the independent readers has moves of its own."""

    def moves_of(self, row: models.Model) -> Moves:
        return MOVES_APART if getattr(row, "is_apart", False) else self.moves


# Every way of ending has its date: retention counts from it. Reopening clears the later dates, and
# the reason it had ended for; the steps of the issue keep them.
ISSUE = IssueTransitions(
    ISSUE_MOVES,
    record=audit.record,
    verbs={
        S.ACKNOWLEDGED: "acknowledge_issue",
        S.SIGNPOSTED: "signpost_issue",
        S.MERGED: "merge_issue",
        S.SPLIT: "split_issue",
        S.LOGGED: "log_issue",
        S.PRESENTED: "present_issue",
        S.RESPONDED: "respond_to_issue",
        S.CLOSED: "close_issue",
        S.WITHDRAWN: "withdraw_issue",
    },
    dates={
        S.ACKNOWLEDGED: "acknowledged_on",
        S.PRESENTED: "presented_on",
        S.RESPONDED: "responded_on",
        **dict.fromkeys((S.CLOSED, S.SIGNPOSTED, S.MERGED, S.WITHDRAWN), "closed_on"),
    },
    taken_back={S.LOGGED: {"presented_on": None, "responded_on": None, "closed_on": None, "status_reason": ""}},
)
