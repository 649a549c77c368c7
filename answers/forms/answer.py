"""The form for one answer with its commitments, for presentations and consultations alike."""

from django import forms
from django.utils.translation import gettext_lazy as _

from answers.forms.planned_commitments import PlannedMixin, initial_of_planned
from answers.rules import ANSWER_WORDS, Outcome
from common.fields import LineField, WordsField
from common.forms import VersionFormMixin
from common.marked_words import FIELD, LOOKED_AT, MarkedFormMixin

ENDS = (1, 2, 3)
OUTCOMES = [
    (Outcome.AGREED, _("Agreed: we will do what the group asks")),
    (Outcome.PARTLY, _("Partly agreed: we will do some of it")),
    (Outcome.NOT_POSSIBLE, _("Not possible: we cannot do it, and say why")),
    (Outcome.NOT_OURS, _("Not ours: somebody else can act")),
]


class AnswerForm(MarkedFormMixin, PlannedMixin, VersionFormMixin, forms.Form):
    """An outcome, its words, and up to three commitments; `commitments` holds those given."""

    conditional = ("text", "reason", "instead", "done")
    marked = (
        *conditional,
        *(f"{name}_{end}" for end in ENDS for name in ("what", "owner", "how_seen")),
    )
    dated = True
    outcome = forms.ChoiceField(label=_("What is your answer?"), choices=OUTCOMES, widget=forms.RadioSelect)
    text = WordsField(
        label=_("Your answer, in plain words for families"),
        help_text=_("Short sentences, plain English. Say what you will do, not what you will look into."),
        max_length=20_000,
        rows=7,
        required=False,
    )
    reason = WordsField(
        label=_("If all or part of it is not possible: what will you not do, and why?"),
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

    done = WordsField(
        label=_("If any of it is done already: what, and how can anyone see it?"),
        help_text=_("If nothing is done yet, leave this blank and say below what will be done by when."),
        max_length=20_000,
        rows=3,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_planned(ENDS)

    @property
    def answer_fields(self):
        return [self[name] for name in ("version", *ANSWER_WORDS, FIELD, LOOKED_AT)]

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
        words = {name: getattr(answer, name) for name in ANSWER_WORDS}
        return words | initial_of_planned(answer, ENDS)
