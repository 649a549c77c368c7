"""Issues, what becomes of them, and the board that tells everybody."""

from issues.models.board import YouSaidEntry
from issues.models.commitment import Commitment, CommitmentDate
from issues.models.issue import Issue, IssueDraft, IssueFeedback, IssueMove, Theme
from issues.models.presentation import Answer, FormalResponse, Presentation, PresentationItem

__all__ = [
    "Answer",
    "Commitment",
    "CommitmentDate",
    "FormalResponse",
    "Issue",
    "IssueDraft",
    "IssueFeedback",
    "IssueMove",
    "Presentation",
    "PresentationItem",
    "Theme",
    "YouSaidEntry",
]
