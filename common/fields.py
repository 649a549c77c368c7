"""Fields for what parents write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import UNSEEN, LineField
from common.references import typed_code, typed_reference

__all__ = ["CodeField", "LineField", "PhoneField", "ReferenceField", "WordsField"]
FEWEST_DIGITS = 6


def check_digits(value):
    """Raise ValidationError for a number that cannot be called."""
    if sum(letter.isdecimal() for letter in value) < FEWEST_DIGITS:
        raise forms.ValidationError(_("Give the full phone number, for example 01632 960 000."))


class PhoneField(LineField):
    """A telephone number as people write it, with a word beside it if they like ("after six"), and blanks or dashes."""

    default_validators = [check_digits]


class CodeField(forms.CharField):
    """A code or secret that was read out, typed or pasted: only its letters and numbers count."""

    default_error_messages = {"null_characters_not_allowed": UNSEEN}

    def to_python(self, value):
        return typed_code(super().to_python(value))


class ReferenceField(CodeField):
    """A reference in any spelling, as it is stored; one without letters and numbers counts as left blank.

    A number without its letters is one of `prefix`.
    """

    def __init__(self, *, prefix="", **kwargs):
        self.prefix = prefix
        super().__init__(**kwargs)

    def to_python(self, value):
        typed = super().to_python(value)
        return typed_reference(typed, self.prefix) if typed else ""


class WordsField(forms.CharField):
    """Free text in several lines, kept as typed; a line end counts as one character, as the page counts it."""

    default_error_messages = {
        "null_characters_not_allowed": UNSEEN,
        "max_length": _(
            "This is too long: it has %(show_value)d characters and the limit is %(limit_value)d. Please shorten it.",
        ),
    }

    def __init__(self, *, rows=6, **kwargs):
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
