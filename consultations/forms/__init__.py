"""Forms for responses and for preparing consultations."""

from consultations.forms.dates import CloseForm, DecisionForm, ExtendForm
from consultations.forms.responding import EnterResponseForm, ResponseForm, WholeResponseForm, name_of
from consultations.forms.staff import (
    CodeForm,
    ConsultationForm,
    EditConsultationForm,
    NothingForm,
    QuestionForm,
    ReasonForm,
    ThemeForm,
    UncountedForm,
    WithdrawDraftForm,
    WithdrawForm,
)

__all__ = [
    "CloseForm",
    "CodeForm",
    "ConsultationForm",
    "DecisionForm",
    "EditConsultationForm",
    "EnterResponseForm",
    "ExtendForm",
    "NothingForm",
    "QuestionForm",
    "ReasonForm",
    "ResponseForm",
    "ThemeForm",
    "UncountedForm",
    "WholeResponseForm",
    "WithdrawDraftForm",
    "WithdrawForm",
    "name_of",
]
