"""Forms of expense claims; each line asks only what its kind needs, so that a telephone shows few fields."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.dates import day
from common.documents import KINDS, PHOTOGRAPHS, DocumentField
from common.fields import LineField, WordsField
from common.forms import DateField, FormMixin, OnceFormMixin
from expenses.rules import MOST_PASSENGERS, LineKind, PayHow, RateKind
from issues.rules import Channel
from meetings.models import Meeting
from members.models import Person

RECEIPTS = frozenset({"pdf"} & set(KINDS)) | PHOTOGRAPHS
CHANNELS = (Channel.PAPER, Channel.PHONE, Channel.IN_PERSON, Channel.EMAIL)


def radios(kind, label, **kwargs):
    choices = [(value, capfirst(words)) for value, words in kind.choices]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


IN_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")


class MoneyField(forms.DecimalField):
    """An amount in pounds and pence as people write it: 3.20, £3.20 or 1,050."""

    default_error_messages = {"invalid": _("Give an amount in pounds and pence, for example 3.20.")}

    def __init__(self, *, decimal_places=2, **kwargs):
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-5"}
        kwargs = {"max_digits": decimal_places + 4, "min_value": 0, **kwargs}
        super().__init__(decimal_places=decimal_places, widget=forms.TextInput(attrs), **kwargs)

    def to_python(self, value):
        typed = str(value or "").strip().removeprefix("£").replace(" ", "")
        if "," in typed and not IN_THOUSANDS.fullmatch(typed):  # 4,50 is four pounds fifty to some, and 450 to nobody
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(typed.replace(",", ""))


class NumberField(forms.DecimalField):
    """Miles or hours, with a part of one."""

    def __init__(self, **kwargs):
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-5"}
        super().__init__(min_value=0, required=False, widget=forms.TextInput(attrs), **kwargs)


class MeetingField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            Meeting.objects.none(),
            label=_("Which meeting was it for?"),
            required=False,
            empty_label=_("Something else"),
            **kwargs,
        )

    def label_from_instance(self, meeting):
        return f"{meeting.title}, {day(meeting.starts_at)}"


class DetailsForm(FormMixin, forms.Form):
    """What a claim is for, and how it is to be paid; never where to."""

    conditional = ("meeting", "activity", "paid_work_reason", "pay_contact")

    meeting = MeetingField()
    activity = LineField(
        label=_("If it was something else, what?"),
        max_length=200,
        required=False,
        help_text=_("For example: visit to Hillview School with the working group."),
    )
    paid_work_reason = LineField(
        label=_("You come as part of paid work. Why is this claim needed?"),
        max_length=300,
        required=False,
        help_text=_("Expenses are not normally paid then. For example: my employer does not pay for evenings."),
    )
    pay_how = radios(PayHow, _("How would you like to be paid?"), initial=PayHow.BANK)
    pay_contact = LineField(
        label=_("How can the payer reach you?"),
        max_length=120,
        required=False,
        help_text=_(
            "A phone number or an e-mail address. Never type bank details here: the payer asks you, and we keep none."
        ),
    )

    def __init__(self, *args, meetings=(), is_in_paid_work=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        if not is_in_paid_work:
            del self.fields["paid_work_reason"]


class StartForm(OnceFormMixin, DetailsForm):
    pass


class EnterForm(OnceFormMixin, DetailsForm):
    """A claim that came on paper or by phone."""

    conditional = ("person", "name", *DetailsForm.conditional)

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who claims?"), required=False, empty_label=_("Somebody else, named below")
    )
    name = LineField(
        label=_("Name of the substitute"),
        max_length=120,
        required=False,
        help_text=_("Only where somebody came in the place of a member and is not in the list."),
    )
    channel = forms.ChoiceField(
        label=_("How it reached us"),
        choices=[("", _("Choose one")), *((one.value, capfirst(one.label)) for one in CHANNELS)],
    )
    field_order = ["person", "name", "channel"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, is_in_paid_work=True, **kwargs)
        self.fields["person"].queryset = people
        labels = {
            "paid_work_reason": _("Why the claim is needed, if they come as part of paid work"),
            "pay_how": _("How would they like to be paid?"),
            "pay_contact": _("How can the payer reach them?"),
        }
        for name, label in labels.items():
            self.fields[name].label = label


class LineForm(FormMixin, forms.Form):
    """One thing that is claimed: of these fields, those its kind asks for."""

    conditional = ("miles", "hours", "amount", "receipt", "no_receipt_reason")

    on = DateField(label=_("Date"))
    miles = NumberField(label=_("How many miles, there and back?"), max_digits=5, decimal_places=1)
    passengers = forms.IntegerField(
        label=_("How many passengers came with you to the meeting?"),
        min_value=0,
        max_value=MOST_PASSENGERS,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    hours = NumberField(label=_("How many hours?"), max_digits=4, decimal_places=2)
    amount = MoneyField(label=_("How much, in pounds?"), required=False)
    what = LineField(label=_("What was it?"), max_length=150, required=False)
    receipt = DocumentField(
        label=_("Receipt"), allow=RECEIPTS, required=False, help_text=_("A photograph of it, or a PDF.")
    )
    no_receipt_reason = LineField(label=_("No receipt? Say why"), max_length=200, required=False)

    FIELDS = {
        LineKind.MILEAGE: ("on", "miles", "passengers", "what"),
        LineKind.CARE: ("on", "hours", "receipt", "no_receipt_reason"),
        LineKind.INVOLVEMENT: ("on", "hours"),
        LineKind.OTHER: ("on", "what", "amount", "receipt", "no_receipt_reason"),
    }
    OTHERS = ("on", "amount", "what", "receipt", "no_receipt_reason")
    WHAT = {
        LineKind.MILEAGE: _("From where to where?"),
        LineKind.FARES: _("Bus, train or taxi: from where to where?"),
        LineKind.PARKING: _("Where?"),
    }
    HOURS = {LineKind.CARE: _("How many hours of care did you pay for?")}

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = LineKind(kind)
        wanted = self.FIELDS.get(self.kind, self.OTHERS)
        for name in set(self.base_fields) - set(wanted):
            del self.fields[name]
        if "what" in wanted:
            self.fields["what"].label = self.WHAT.get(self.kind, self.fields["what"].label)
            self.fields["what"].required = self.kind == LineKind.OTHER
        if "hours" in wanted:
            self.fields["hours"].label = self.HOURS.get(self.kind, self.fields["hours"].label)

    @property
    def upload(self):
        return self.cleaned_data.get("receipt")

    @property
    def values(self):
        """What the service takes, without the file."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"receipt", "once"}}
        if "passengers" in data:
            data["passengers"] = data["passengers"] or 0
        return data


class AddLineForm(OnceFormMixin, LineForm):
    pass


class ReturnForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why it is returned, and what to do"),
        rows=4,
        max_length=1000,
        help_text=_("Whoever claims reads this. They can change the claim and send it again."),
    )


class PayForm(FormMixin, forms.Form):
    on = DateField(label=_("Date it was paid"))
    reference = LineField(
        label=_("Reference of the payment"),
        max_length=60,
        help_text=_("As it stands in the accounts, so that it can be found. Never bank details: we keep none."),
    )


class RateForm(OnceFormMixin, forms.Form):
    kind = radios(RateKind, _("What is the rate for?"))
    amount = MoneyField(
        label=_("Amount, in pounds"), decimal_places=3, help_text=_("For example 0.45 for 45p a mile, or 12.00.")
    )
    holds_from = DateField(
        label=_("From which day does it hold?"),
        help_text=_("What was claimed before keeps the rate it was reckoned at, whatever day you give."),
    )
