"""The form for one answer with its commitments, for presentations and consultations alike."""

from django import forms
from django.utils.translation import gettext_lazy as _

from answers.forms.planned_commitments import PlannedMixin, initial_of_planned
from answers.rules import Outcome
from common.fields import LineField, WordsField
from common.forms import VersionFormMixin

ENDS = (1, 2, 3)
OUTCOMES = [
    (Outcome.AGREED, _("Agreed: we will do what the group asks")),
    (Outcome.PARTLY, _("Partly agreed: we will do some of it")),
    (Outcome.NOT_POSSIBLE, _("Not possible: we cannot do it, and say why")),
    (Outcome.NOT_OURS, _("Not ours: somebody else can act")),
]


class AnswerForm(PlannedMixin, VersionFormMixin, forms.Form):
    """An outcome, its words, and up to three commitments; `commitments` holds those given."""

    conditional = ("text", "reason", "instead")
    outcome = forms.ChoiceField(label=_("What is your answer?"), choices=OUTCOMES, widget=forms.RadioSelect)
    text = WordsField(
        label=_("Your answer, in plain words for families"),
        help_text=_("Short sentences, plain English. Say what you will do, not what you will look into."),
        max_length=20_000,
        rows=7,
        required=False,
    )
    reason = WordsField(
        label=_("If all or part of it is not possible, why not?"),
        help_text=_("Families will read this beside “could not, because”."),
        max_length=20_000,
        rows=4,
        required=False,
    )
    instead = LineField(
        label=_("If it is not yours, who can act?"),
        help_text=_("Name a team or a person that families can turn to."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_planned(ENDS)

    @property
    def answer_fields(self):
        return [self[name] for name in ("version", "outcome", "text", "reason", "instead")]

    @property
    def commitment_groups(self):
        return self.planned_groups(ENDS)

    def clean(self):
        cleaned = super().clean()
        self.commitments = self.clean_planned(ENDS)
        return cleaned

    @staticmethod
    def initial_of(answer):
        """Return the initial values that show a drafted answer again."""
        words = {name: getattr(answer, name) for name in ("outcome", "text", "reason", "instead")}
        return words | initial_of_planned(answer, ENDS)
