"""The form on which a parent says whether an answer answers their issue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import WordsField
from common.forms import FormMixin

ANSWERED = [("yes", _("Yes, this answers it")), ("no", _("No, it does not"))]


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
