"""Forms of somebody who follows their issue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormMixin
from issues.forms.fields import LineField, WordsField

ANSWERED = [("yes", _("Yes, this answers it")), ("no", _("No, it does not"))]


class TrackForm(FormMixin, forms.Form):
    reference = LineField(
        label=_("Your reference"),
        max_length=40,
        help_text=_("For example PPS-1042."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = LineField(
        label=_("Your secret"),
        max_length=80,
        help_text=_("Twenty letters and numbers in groups of four. Capitals and dashes do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_reference(self):
        """Return it as it is stored: "pps 1042" is PPS-1042."""
        typed = self.cleaned_data["reference"].upper()
        letters = "".join(letter for letter in typed if letter.isalpha())
        digits = "".join(letter for letter in typed if letter.isdecimal())
        return f"{letters}-{digits}"


class FeedbackForm(FormMixin, forms.Form):
    """`words` are those that may be said: where a yes may not, the reason for the no is all that is asked for."""

    conditional = ("reason",)

    is_answered = forms.ChoiceField(
        label=_("Does this answer what you told us?"), choices=ANSWERED, widget=forms.RadioSelect
    )
    reason = WordsField(
        label=_("If it does not: what is still missing?"),
        max_length=5_000,
        required=False,
        help_text=_("Do not name your child or staff."),
    )

    def __init__(self, *args, words=frozenset((True, False)), **kwargs):
        super().__init__(*args, **kwargs)
        # Who pressed "yes" on a page from before is told that it cannot be said now; it never counts as a no.
        if words == {False} and "is_answered" not in self.data:
            del self.fields["is_answered"]
            self.fields["reason"].required = True
            self.fields["reason"].label = _("What is still missing?")


class WithdrawForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why do you take it back?"),
        max_length=2_000,
        required=False,
        help_text=_("You need not say why."),
    )
