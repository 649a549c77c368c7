"""Forms by which an issue goes to an independent reader or to the co-ordinator, and by which its parent agrees."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import LineField, WordsField
from common.forms import FormMixin


class PassForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why it is about the service itself"),
        help_text=_("The parent will read this. You will not see the issue any more."),
        max_length=2000,
        rows=4,
    )


class HandForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why it is not about the service itself"),
        help_text=_("The parent will read this, and has some days to say no. Then you can hand it over."),
        max_length=2000,
        rows=4,
    )
    how_agreed = LineField(
        label=_("If the parent has agreed already: how they told you"),
        max_length=250,
        required=False,
        help_text=_("For example: by phone on 3 May. Then it is handed over at once."),
    )


class NothingForm(FormMixin, forms.Form):
    """Nothing to fill in."""


class HandoverForm(FormMixin, forms.Form):
    is_agreed = forms.ChoiceField(
        label=_("May the co-ordinator read what you told us?"),
        choices=[("yes", _("Yes")), ("no", _("No, the independent reader keeps it"))],
        widget=forms.RadioSelect,
    )
