"""The form on which a parent says whether a promise came true."""

from django import forms
from django.utils.translation import gettext_lazy as _

from answers.rules import CameTrue
from common.fields import WordsField
from common.forms import FormMixin


class CameTrueForm(FormMixin, forms.Form):
    conditional = ("words",)

    verdict = forms.ChoiceField(
        label=_("Did it come true for you?"), choices=CameTrue.choices, widget=forms.RadioSelect
    )
    words = WordsField(
        label=_("If partly or no: what has not come true?"),
        max_length=5_000,
        required=False,
        rows=4,
        help_text=_("The group reads this. It is not published. Do not name your child or staff."),
    )
