"""What came of an issue: presentations, answers, commitments, the parent's word, and what "you said, we did" tells."""

from answers.models.answer_version import AnswerVersion
from answers.models.came_true import PromiseFeedback
from answers.models.commitment import Commitment, CommitmentDate
from answers.models.corrected_count import CorrectedCount
from answers.models.feedback import IssueFeedback
from answers.models.presentation import Answer, FormalResponse, Presentation, PresentationItem
from answers.models.taken_off import EntryTakenOff
from answers.models.you_said import CorrectedEntry, YouSaidEntry

__all__ = [
    "Answer",
    "AnswerVersion",
    "Commitment",
    "CommitmentDate",
    "CorrectedCount",
    "CorrectedEntry",
    "EntryTakenOff",
    "FormalResponse",
    "IssueFeedback",
    "Presentation",
    "PresentationItem",
    "PromiseFeedback",
    "YouSaidEntry",
]
