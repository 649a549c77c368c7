"""Consultations, what they ask, what people said, and the answer to every theme."""

from consultations.models.consultation import Consultation, ConsultationMove, MovedDate
from consultations.models.question import Choice, Question
from consultations.models.response import Response, ResponseAnswer, ResponseDraft, Tally
from consultations.models.theme import ConsultationTheme, ThemeAnswer

__all__ = [
    "Choice",
    "Consultation",
    "ConsultationMove",
    "ConsultationTheme",
    "MovedDate",
    "Question",
    "Response",
    "ResponseAnswer",
    "ResponseDraft",
    "Tally",
    "ThemeAnswer",
]
