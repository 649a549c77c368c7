"""Forms of legal holds, and of complaints about how somebody's data was handled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.services.holds import is_for_later
from common.fields import LineField, WordsField
from common.forms import FormMixin, OnceFormMixin


class PlaceHoldForm(OnceFormMixin, forms.Form):
    about = LineField(
        label=_("Whose data, or which record?"),
        max_length=254,
        help_text=_("An e-mail address, or the reference of something that you may see, such as PPS-1042."),
    )
    reason = WordsField(
        label=_("Why must it be kept?"),
        max_length=2000,
        rows=4,
        help_text=_("For example: a claim, a complaint, a request from the ombudsman."),
    )
    is_for_later = forms.BooleanField(
        label=_("Place the hold all the same"),
        help_text=_("The hold then counts for what comes in under this address from now on."),
        error_messages={
            "required": _("Nothing is held under this address now. Check it, or tick this to hold what may come.")
        },
    )

    def __init__(self, *args, by, **kwargs):
        """Ask whether it is meant for what may come, where an address was typed that nobody is known by."""
        super().__init__(*args, **kwargs)
        if not (self.is_bound and is_for_later(self["about"].data or "", by)):
            del self.fields["is_for_later"]


class EndHoldForm(FormMixin, forms.Form):
    reason = WordsField(label=_("Why need it not be kept any longer?"), max_length=2000, rows=4)


class ComplaintForm(OnceFormMixin, forms.Form):
    """What somebody complains of, and how they are answered: by e-mail, or in another way."""

    text = WordsField(
        label=_("What went wrong with your data?"),
        max_length=10_000,
        rows=8,
        help_text=_("Tell us what happened and, if you can, when. You can give a reference, such as PPS-1042."),
    )
    is_about_coordinator = forms.BooleanField(
        label=_("It is about the co-ordinator"),
        help_text=_("Then an independent reader answers it, and the co-ordinator does not read it."),
        required=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    reach = WordsField(
        label=_("Or another way to reach you"),
        max_length=300,
        rows=3,
        required=False,
        help_text=_("A phone number or a postal address."),
    )
    name = LineField(
        label=_("What may we call you?"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )


class AnswerComplaintForm(FormMixin, forms.Form):
    answer = WordsField(
        label=_("The answer"),
        max_length=10_000,
        rows=10,
        help_text=_("Say what you found, what was done about it, and what happens so that it does not happen again."),
    )
