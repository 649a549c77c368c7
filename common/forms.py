"""The shape of input every app shares: dates typed as numbers, the idempotency key, the version an edit began from.

The look of a form is not here: `templates/django/forms/` gives every form its classes.
"""

import datetime as dt
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.references import new_secret

# They turn the letters that follow around, so that a name reads as another.
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = _("This contains characters that cannot be shown. Please type it again.")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PART_NAMES = (_("day"), _("month"), _("year"))


class DateInput(forms.MultiWidget):
    """Three labelled number inputs, day, month and year: easier for many than a calendar or three selects."""

    template_name = "django/forms/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        numeric = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(numeric) for part in ("day", "month", "year")}, attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], (_("Day"), _("Month"), _("Year")), strict=True):
            part["part_label"] = label
        return context

    def decompress(self, value):
        """Split a date, or one written as 2026-08-03, into what the three inputs show."""
        if isinstance(value, str):
            return split_iso(value)
        return [value.day, value.month, value.year] if value else [None, None, None]

    def value_from_datadict(self, data, files, name):
        """Read the three parts; a whole date under the plain name (a bookmarked filter) is understood too."""
        whole = data.get(name)
        return split_iso(whole) if whole else super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and super().value_omitted_from_data(data, files, name)


class DateField(forms.Field):
    """A date given as day, month and year. The month may be a number or its name; the year has four digits."""

    widget = DateInput
    default_error_messages = {
        "missing": _("Give the %(parts)s as well."),
        "invalid": _("Give a real date, for example 27 3 2026."),
        "year": _("Give the year with four numbers, for example 2026."),
    }

    def to_python(self, value):
        """Return the date typed, or None where nothing was; raises ValidationError for half a date or no real one."""
        if value in self.empty_values or isinstance(value, dt.date):
            return value or None
        if isinstance(value, str):
            value = split_iso(value)
        parts = [str(part or "").strip() for part in value]
        if not any(parts):
            return None
        self._check_parts(parts)
        day, month, year = parts
        try:
            return dt.date(int(year), month_number(month), int(day))
        except (ValueError, OverflowError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def _check_parts(self, parts):
        missing = [str(name) for name, part in zip(PART_NAMES, parts, strict=True) if not part]
        if missing:
            raise ValidationError(self.error_messages["missing"], code="missing", params={"parts": ", ".join(missing)})
        if parts[2].isdecimal() and len(parts[2]) != 4:
            raise ValidationError(self.error_messages["year"], code="year")


def split_iso(text):
    """Return [day, month, year] of a date written as 2026-08-03; what is not there is empty."""
    year, month, day = (*text.split("-", 2), "", "")[:3]
    return [day, month, year]


def month_number(text):
    """Return 8 for "8", "08", "Aug" and "August"; raises ValueError for anything else."""
    return int(text) if text.isdecimal() else MONTHS.index(text[:3].lower()) + 1


class LineField(forms.CharField):
    """One line: spaces and line breaks are folded into one space, letters that cannot be seen are refused."""

    default_error_messages = {"unseen": UNSEEN, "null_characters_not_allowed": UNSEEN}

    def to_python(self, value):
        return " ".join(super().to_python(value).split())

    def validate(self, value):
        super().validate(value)
        if any(letter in TURNING or unicodedata.category(letter) == "Cc" for letter in value):
            raise ValidationError(self.error_messages["unseen"], code="unseen")


class FormMixin:
    """What every form of the portal shares.

    `conditional` names the fields that are required by a rule and not by the form ("the reason, where it is not
    possible"), so that their label does not call them optional.
    """

    conditional = ()


class OnceFormMixin(FormMixin):
    """A hidden key, new each time the form is opened: sending twice makes one row (`common.submissions`)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["once"] = forms.CharField(
            max_length=64, required=False, initial=new_secret, widget=forms.HiddenInput
        )

    def clean_once(self):
        return self.cleaned_data["once"] or new_secret()


class VersionFormMixin(FormMixin):
    """A hidden number saying which version of a shared text this edit began from; nobody overwrites another unseen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def based_on(self, version):
        """Begin again from `version`, keeping what was typed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version
