"""The form on which an answer that was posted is begun anew, with the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import WordsField
from common.forms import FormMixin
from common.marked_words import MarkedFormMixin


class SupersedeForm(MarkedFormMixin, FormMixin, forms.Form):
    marked = ("reason",)
    dated = True

    reason = WordsField(
        label=_("Why does the answer change?"),
        help_text=_("Everyone reads this beside the new answer. The earlier one stays readable."),
        max_length=5000,
        rows=4,
    )
