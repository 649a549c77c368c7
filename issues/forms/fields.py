"""Fields for what parents write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import UNSEEN, LineField

__all__ = ["LineField", "WordsField"]


class WordsField(forms.CharField):
    """Free text in several lines, kept as typed; a line end counts as one character, as the page counts it."""

    default_error_messages = {
        "null_characters_not_allowed": UNSEEN,
        "max_length": _(
            "This is too long: it has %(show_value)d characters, and %(limit_value)d fit. Please shorten it.",
        ),
    }

    def __init__(self, *, rows=6, **kwargs):
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
