"""What people answer, and what the co-ordinator enters about a consultation."""

from consultations.forms.responding import EnterResponseForm, ResponseForm, WholeResponseForm, name_of
from consultations.forms.staff import (
    CodeForm,
    ConsultationForm,
    EditConsultationForm,
    QuestionForm,
    ReasonForm,
    ThemeForm,
    UncountedForm,
)

__all__ = [
    "CodeForm",
    "ConsultationForm",
    "EditConsultationForm",
    "EnterResponseForm",
    "QuestionForm",
    "ReasonForm",
    "ResponseForm",
    "ThemeForm",
    "UncountedForm",
    "WholeResponseForm",
    "name_of",
]
