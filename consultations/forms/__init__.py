"""Forms for responses and for preparing consultations."""

from consultations.forms.dates import CloseForm, DecisionForm, ExtendForm
from consultations.forms.responding import EnterResponseForm, ResponseForm, WholeResponseForm, name_of
from consultations.forms.staff import (
    ConsultationForm,
    EditConsultationForm,
    NothingForm,
    QuestionForm,
    ReasonForm,
    UncountedForm,
    WithdrawDraftForm,
    WithdrawForm,
)
from consultations.forms.themes import CodeForm, CorrectForm, ThemeForm, ThemeWordsForm

__all__ = [
    "CloseForm",
    "CodeForm",
    "ConsultationForm",
    "CorrectForm",
    "DecisionForm",
    "EditConsultationForm",
    "EnterResponseForm",
    "ExtendForm",
    "NothingForm",
    "QuestionForm",
    "ReasonForm",
    "ResponseForm",
    "ThemeForm",
    "ThemeWordsForm",
    "UncountedForm",
    "WholeResponseForm",
    "WithdrawDraftForm",
    "WithdrawForm",
    "name_of",
]
