"""Forms of somebody who follows their issue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.fields import CodeField, ReferenceField, WordsField
from common.forms import FormMixin, VersionFormMixin
from issues.rules import PREFIX


class TrackForm(FormMixin, forms.Form):
    reference = ReferenceField(
        label=_("Your reference"),
        max_length=40,
        prefix=PREFIX,
        help_text=_("For example PPS-1042."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = CodeField(
        label=_("Your secret"),
        max_length=80,
        help_text=_("Twenty letters and numbers in groups of four. Capitals and dashes do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )


class WordsForm(VersionFormMixin, forms.Form):
    """Whether the parent is happy with the words that others may read."""

    conditional = ("objection",)

    is_right = forms.ChoiceField(
        label=_("May others read these words?"),
        choices=[("yes", _("Yes")), ("no", _("No, something must change"))],
        widget=forms.RadioSelect,
    )
    objection = WordsField(
        label=_("If no: what should be different?"),
        max_length=5_000,
        required=False,
        help_text=_("For example: our town could show who we are."),
    )


class LostSecretForm(FormMixin, forms.Form):
    reference = ReferenceField(
        label=_("Your reference"),
        max_length=40,
        prefix=PREFIX,
        help_text=_("For example PPS-1042."),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput({"autocomplete": "email"}))


class WithdrawForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why are you withdrawing it?"),
        max_length=2_000,
        required=False,
        help_text=_("You don't have to say why."),
    )
