"""The shape of what is typed about a call for a seat, and by those who apply."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.fields import LineField, PhoneField, WordsField
from common.forms import DateField, FormMixin, OnceFormMixin
from members.models import Membership, Person
from members.rules import FillingMethod


class CallForm(FormMixin, forms.Form):
    text = WordsField(
        label=_("Whom are you looking for?"),
        rows=6,
        max_length=3000,
        help_text=_("Public. Say what the seat is, what it asks, and what help there is to take part."),
    )
    apply_by_on = DateField(label=_("Last day to apply"))
    asked = WordsField(
        label=_("Who is asked, and how?"),
        rows=3,
        max_length=2000,
        required=False,
        help_text=_(
            "For example: all families on the list, three schools, the carers' centre. Only your team sees this."
        ),
    )


class ApplyForm(OnceFormMixin, forms.Form):
    """Somebody comes forward for a seat; a telephone is as good as an e-mail address."""

    conditional = ("email", "phone")

    name = LineField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    phone = PhoneField(
        label=_("Phone number"), max_length=40, required=False, widget=forms.TextInput({"autocomplete": "tel"})
    )
    about = WordsField(
        label=_("Why would you like to take this seat?"),
        rows=6,
        max_length=3000,
        help_text=_("In your own words. You need no experience. Please do not name your child."),
    )


class ApplicationEnterForm(ApplyForm):
    """An application that came by phone, on paper or in person."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Their name")
        self.fields["about"].label = _("Why would they like to take this seat?")
        self.fields["about"].help_text = _("In their own words, as they gave them.")


class ApplicantNominateForm(FormMixin, forms.Form):
    person = forms.ModelChoiceField(
        label=_("Are they on record already?"),
        queryset=Person.objects.choosable(),
        required=False,
        empty_label=_("No: add them as a new person"),
    )


class DeclineForm(FormMixin, forms.Form):
    answer = WordsField(
        label=_("What do you write to them?"),
        rows=5,
        max_length=2000,
        help_text=_("Thank them, and say kindly why. If they gave no e-mail address, please ring them."),
    )


class FillingForm(FormMixin, forms.Form):
    """How it was decided who takes a seat."""

    conditional = ("figures",)

    method = forms.ChoiceField(
        label=_("How was it decided?"),
        choices=[(value, capfirst(words)) for value, words in FillingMethod.choices],
        widget=forms.RadioSelect,
    )
    names = WordsField(
        label=_("Who stood?"), rows=3, max_length=2000, required=False, help_text=_("Only your team sees this.")
    )
    figures = WordsField(
        label=_("Figures"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=_("Public, so name nobody. For example: 60 families were asked, 41 voted, 28 for the one chosen."),
    )
    counted_by = LineField(
        label=_("Who counted?"), max_length=200, required=False, help_text=_("Only your team sees this.")
    )


class FillForm(FillingForm):
    field_order = ["membership"]
    membership = forms.ModelChoiceField(
        label=_("Who was chosen?"),
        queryset=Membership.objects.none(),
        empty_label=_("Choose one"),
        help_text=_("Appoint them to the seat first."),
    )
    ended_on = DateField(label=_("Decided on"), required=False, help_text=_("Leave blank for today."))

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = memberships
        self.fields["membership"].label_from_instance = lambda membership: membership.person.name
