"""What is written in the ledger of commitments, and in “you said, we did”."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from answers.rules import EntryKind
from answers.wording import ENTRY_LABELS
from common import clock
from common.fields import LineField, WordsField
from common.forms import DateField, FormMixin, OnceFormMixin, VersionFormMixin
from common.marked_words import AskedFormMixin, MarkedFormMixin

KINDS = [(value, capfirst(words)) for value, words in EntryKind.choices]


class EntryForm(MarkedFormMixin, VersionFormMixin, forms.Form):
    conditional = ("evidence",)
    marked = ("you_said", "we_did", "evidence")
    dated = True

    was_draft = forms.BooleanField(required=False, widget=forms.HiddenInput)
    you_said = WordsField(
        label=ENTRY_LABELS["you_said"],
        help_text=_("What people told the group, in a sentence or two."),
        max_length=20_000,
        rows=4,
    )
    kind = forms.ChoiceField(label=ENTRY_LABELS["kind"], choices=KINDS, widget=forms.RadioSelect)
    we_did = WordsField(
        label=ENTRY_LABELS["we_did"],
        help_text=_(
            "What was done, what will be done and by when, or why it could not be. "
            "“We are looking into it” is not “we did”."
        ),
        max_length=20_000,
    )
    evidence = WordsField(
        label=_("If it is done, how can anyone see it?"),
        help_text=_("You can leave this blank where a commitment behind this entry is done. This is public."),
        max_length=5000,
        rows=3,
        required=False,
    )


class TakeOffForm(MarkedFormMixin, FormMixin, forms.Form):
    """Why an entry is taken off the page."""

    marked = ("reason",)
    dated = True
    reason = WordsField(
        label=_("Why is it taken off?"),
        help_text=_("For example: “It was published by mistake: the work is not finished.” This is public."),
        max_length=1000,
        rows=3,
    )


class MakeCommitmentForm(AskedFormMixin, OnceFormMixin, forms.Form):
    marked = ("what", "owner", "how_seen", "source")
    dated = True
    owner = LineField(label=_("Who"), max_length=150, help_text=_("A person, a role or a body"))
    what = WordsField(label=_("What they will do"), max_length=5000, rows=3)
    due_on = DateField(label=_("By when"))
    how_seen = LineField(label=_("How anyone will see that it is done"), max_length=250, required=False)
    source = LineField(
        label=_("Where it was made"), max_length=200, required=False, help_text=_("For example: the spring meeting")
    )

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < clock.today():
            raise forms.ValidationError(_("This date has passed. Choose today or a later date."))
        return due_on


class EvidenceForm(AskedFormMixin, FormMixin, forms.Form):
    marked = ("evidence",)
    dated = True
    evidence = WordsField(
        label=_("How can anyone see that it is done?"),
        max_length=5000,
        rows=4,
        help_text=_("For example: “The new letter is on the council's website since 3 May.”"),
    )


class FailForm(AskedFormMixin, FormMixin, forms.Form):
    marked = ("reason",)
    dated = True
    reason = WordsField(label=_("Why will it not be kept?"), max_length=5000, rows=4)


class MoveDateForm(AskedFormMixin, FormMixin, forms.Form):
    marked = ("reason",)
    dated = True
    due_on = DateField(label=_("New date"))
    reason = WordsField(
        label=_("Why is the date changing?"), help_text=_("The old date stays on record."), max_length=5000, rows=4
    )
