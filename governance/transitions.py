"""The moves of a draft: what each is called, and the day it keeps."""

from accounts import audit
from common.transitions import Transitions
from governance.rules import DRAFT_MOVES, DraftStatus

DRAFT = Transitions(
    DRAFT_MOVES,
    record=audit.record,
    verbs={DraftStatus.AGREED: "agree_draft", DraftStatus.WITHDRAWN: "withdraw_draft"},
    dates={DraftStatus.WITHDRAWN: "withdrawn_on"},
)
