"""Forms about what is held of somebody: asked for by the person, or entered by the co-ordinator."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.rules import DataRequestKind
from common.fields import LineField, WordsField
from common.forms import FormMixin, OnceFormMixin

KINDS = [(value, capfirst(words)) for value, words in DataRequestKind.choices]


class EraseMineForm(FormMixin, forms.Form):
    """Erasure cannot be undone, so it is said once more."""

    is_sure = forms.BooleanField(
        label=_("I understand that this cannot be undone, and that I cannot sign in with this account afterwards."),
        error_messages={"required": _("Tick this if you want us to erase what we hold.")},
    )


class EnterDataRequestForm(OnceFormMixin, forms.Form):
    kind = forms.ChoiceField(label=_("What do they ask for?"), choices=KINDS, widget=forms.RadioSelect)
    who = LineField(
        label=_("E-mail address or reference"),
        max_length=254,
        help_text=_(
            "The address they gave us, or the reference of what they sent: an issue (PPS-1042), a question (Q-1001), a "
            "document in another version (OV-1001), an answer to a consultation (R-…), a complaint about data "
            "(DPC-1001) or an earlier request (DATA-1001)."
        ),
    )
    how_known = WordsField(
        label=_("How do you know that it is them?"),
        rows=3,
        max_length=500,
        help_text=_("For example: they rang and gave the secret of their issue. Only staff read this."),
    )


class RefuseDataRequestForm(FormMixin, forms.Form):
    reason = WordsField(label=_("Why is it refused?"), rows=4, max_length=1000, help_text=_("The person reads this."))
