"""The questions of a consultation as form fields: one a page, all on the last page, or entered from paper."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.county_lists import ChosenField, EntryField
from accounts.models import RespondentKind
from common.fields import LineField, WordsField
from common.forms import DateField, FormMixin, OnceFormMixin
from consultations.rules import NUMBER_LIMIT, QuestionKind
from consultations.wording import sole_words
from issues.rules import Channel

LONG_TEXT = 10_000
SHORT_TEXT = 300
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
OFF_LINE = [(value, label) for value, label in Channel.choices if value != Channel.WEB]
WRONG_CHOICE = _("Choose one of the answers listed.")


class NumberField(forms.Field):
    """A number as people type it, with spaces or thousands commas; it shows one error at a time."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Give just a number, for example 12 or 2.5."),
        "large": _("This number is too large."),
        "places": _("Give no more than two digits after the decimal point."),
        "max": _("Give a number no larger than %(limit)s."),
        "min": _("Give a number no smaller than %(limit)s."),
    }

    def __init__(self, *, smallest=None, largest=None, **kwargs):
        super().__init__(**kwargs)
        self.smallest, self.largest = smallest, largest

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"}

    def to_python(self, value):
        """Return a Decimal, or None where nothing was typed; raises ValidationError for anything else."""
        text = "".join(str(value or "").split())
        if not text:
            return None
        try:
            number = Decimal(text.replace(",", "") if THOUSANDS.fullmatch(text) else text)
        except InvalidOperation as error:
            raise self._error("invalid") from error
        if not number.is_finite():
            raise self._error("invalid")
        if self.largest is not None and number > self.largest:
            raise self._error("max", self.largest)
        if self.smallest is not None and number < self.smallest:
            raise self._error("min", self.smallest)
        if abs(number) >= NUMBER_LIMIT:
            raise self._error("large")
        if number != round(number, 2):
            raise self._error("places")
        return number

    def _error(self, code, limit=None):
        return ValidationError(self.error_messages[code], code=code, params={"limit": limit})


def _choices_of(question):
    return [(str(choice.pk), choice.text) for choice in question.choices.all()]


class SeveralField(forms.MultipleChoiceField):
    """Several answers of those listed; `sole` is the one that is given alone, such as "none of these"."""

    def __init__(self, *, sole=None, **kwargs):
        super().__init__(**kwargs)
        self.sole = sole

    def validate(self, value):
        super().validate(value)
        if self.sole and str(self.sole.pk) in value and len(set(value)) > 1:
            raise ValidationError(sole_words(self.sole), code="sole")


def _several(question, help_text="", **kwargs):
    return SeveralField(
        choices=_choices_of(question),
        sole=next((choice for choice in question.choices.all() if choice.excludes_others), None),
        help_text=help_text or _("You may choose more than one."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": WRONG_CHOICE, "invalid_list": WRONG_CHOICE},
        **kwargs,
    )


def _one(question, **kwargs):
    return forms.ChoiceField(
        choices=_choices_of(question),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": WRONG_CHOICE},
        **kwargs,
    )


def _number(question, help_text="", **kwargs):
    unit = format_lazy(_("In {unit}."), unit=question.unit) if question.unit else ""
    words = format_lazy("{} {}", help_text, unit) if help_text and unit else help_text or unit
    return NumberField(smallest=question.smallest, largest=question.largest, help_text=words, **kwargs)


FIELD_OF_KIND = {
    QuestionKind.ONE: _one,
    QuestionKind.SCALE: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.SHORT: lambda _question, **kwargs: LineField(max_length=SHORT_TEXT, **kwargs),
    QuestionKind.LONG: lambda _question, **kwargs: WordsField(max_length=LONG_TEXT, rows=8, **kwargs),
    QuestionKind.NUMBER: _number,
}


def field_of(question):
    """Return the form field that asks a question of its kind."""
    return FIELD_OF_KIND[question.kind](
        question, label=question.text, help_text=question.help_text, required=question.is_required
    )


def name_of(question):
    return f"q{question.pk}"


def group_field():
    return EntryField(
        RespondentKind,
        label=_("Who are you?"),
        widget=forms.RadioSelect,
        help_text=_(
            "You decide for yourself. We count the answers of parents and carers separately from those of others."
        ),
    )


class ResponseForm(FormMixin, forms.Form):
    """The questions of a consultation, or the one named in `only`; "group" asks who is answering."""

    def __init__(self, *args, questions, only="", **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        if only in {"", "group"}:
            self.fields["group"] = group_field()
        self.fields |= {name_of(one): field_of(one) for one in questions if only in {"", name_of(one)}}

    @property
    def answers(self):
        """Return {question id: value} of what was given."""
        found = {question.pk: self.cleaned_data.get(name_of(question)) for question in self.questions}
        return {pk: value for pk, value in found.items() if value not in (None, "", [])}

    def spoken(self, name):
        """Return an answer as people read it, or an empty text: of what was sent, or of a draft."""
        value, field = self[name].value(), self.fields[name]
        if not hasattr(field, "choices"):
            return str(value or "")
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(str(label) for key, label in field.choices if key in chosen)


class WholeResponseForm(OnceFormMixin, ResponseForm):
    """All answers together, out of sight on the page that shows them: what is sent is what was read there."""

    draft = forms.CharField(max_length=64, required=False)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.fields["group"]
        self.fields["group"] = ChosenField(asked.model, label=asked.label)
        for field in self.fields.values():
            several = isinstance(field, forms.MultipleChoiceField)
            field.widget = forms.MultipleHiddenInput() if several else forms.HiddenInput()
        if user is not None:
            self.fields["is_mine"] = forms.BooleanField(
                label=_("Show this answer on my page"),
                help_text=_(
                    "If you tick this, your name is linked to your answer. Leave it blank to answer without a name."
                ),
                required=False,
            )


class EnterResponseForm(OnceFormMixin, ResponseForm):
    """What arrived on paper, by phone or in person, entered on somebody's behalf (V4): what was left out stays so."""

    channel = forms.ChoiceField(
        label=_("How it reached us"),
        choices=[("", _("Choose")), *((value, capfirst(label)) for value, label in OFF_LINE)],
    )
    arrived_on = DateField(label=_("Date it reached us"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].label = _("Who answered?")
        self.fields["group"].help_text = _("As they described themselves. If they did not say, choose somebody else.")
        for question in self.questions:
            self.fields[name_of(question)].required = False
