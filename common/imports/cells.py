"""The kinds of cells a column may have: what is typed in a spreadsheet becomes a value, or is refused in words."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process, utils

from common import clock
from common.dates import day, hour
from common.errors import DomainError
from common.fields import FEWEST_DIGITS
from common.forms import LineField
from common.imports.days import read_day

YES = frozenset({"yes", "y", "true", "1", "x", "✓", "ticked"})
NO = frozenset({"no", "n", "false", "0", "", "-", "none"})
ERRORS = frozenset({"#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"})
TIME = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(am|pm)?$")
AFTER_A_DATE = re.compile(r"^\d{4}-\d\d-\d\d ")  # a moment, as `sheets.py` writes one
SCIENCE = re.compile(r"^\d[.,]?\d*e\+?\d+$", re.IGNORECASE)
# What stands in the column of names and is nobody: a line of totals, a note, a seat that nobody holds.
NOBODY = re.compile(
    r"(grand |sub[ -]?)?totals?\b.*|vacan(t|cy)\b.*|notes?\s*[:.–-].*|to be (confirmed|appointed|agreed|elected)\b.*"
    r"|(notes?|sum|count|average|empty|none|unknown|n/a|tb[acd])[\s:.\d()–-]*",
    re.IGNORECASE,
)
TWO_PEOPLE = re.compile(r"\s(&|\+|and)\s|[/;]")
NO_NAME = re.compile(r"[*:()\[\]]")
AFTER_A_NAME = frozenset({"mbe", "obe", "cbe", "jr", "sr", "phd", "qc", "kc", "jp"})
LOST_ZERO = re.compile(r"[1-9][\d ]{8,10}")
HAS_LETTER = re.compile(r"[^\W\d_]")
FEW = 8
ALIKE = 65  # how alike a name must be, in per cent, to be suggested
FORMULA = "\x02"  # put before a formula whose result the file does not hold (`sheets.py`); never in a text


def check_cell(text):
    """Raise ValidationError for what a spreadsheet shows in the place of a value: an error, a formula, a full cell."""
    if text.startswith(FORMULA):
        raise ValidationError(_("This is a formula, not its result. Paste it as a value, and save the file again."))
    if text.casefold() in ERRORS:
        raise ValidationError(_("The spreadsheet shows an error here. Correct it there, and save the file again."))
    if len(text) > 2 and not text.strip("#"):
        raise ValidationError(_("The column is too narrow, so only ### was saved. Widen it, and save the file again."))


class DayCell(forms.Field):
    """A date as people write it (`days.py`)."""

    def to_python(self, value):
        if not value:
            return None
        try:
            return read_day(value, clock.today())
        except DomainError as error:
            raise ValidationError(error.message) from error


class TimeCell(forms.Field):
    """A time of day: 18:00, 6pm, 6.30 pm."""

    def to_python(self, value):
        if not value:
            return None
        found = TIME.match(AFTER_A_DATE.sub("", value).casefold())
        hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if found and found[3]:
            hours = hours % 12 + (12 if found[3] == "pm" else 0) if 1 <= hours <= 12 else 24
        if hours > 23 or minutes > 59:
            raise ValidationError(_("This is not a time. Write it like 18:00 or 6pm."))
        return dt.time(hours, minutes)


class YesNoCell(forms.Field):
    """Yes or no; an empty cell is no."""

    def to_python(self, value):
        word = (value or "").casefold()
        if word not in YES | NO:
            raise ValidationError(_("Write yes or no."))
        return word in YES


class PhoneCell(LineField):
    """A telephone number, which a spreadsheet may have turned into another kind of number."""

    def clean(self, value):
        value = super().clean(value)
        if SCIENCE.match(value):
            words = _("The spreadsheet has shortened this number. Format the column as text, and type it again.")
            raise ValidationError(words)
        if LOST_ZERO.fullmatch(value):
            words = _(
                "A phone number begins with 0 or +. The spreadsheet has taken the 0 off: format the column as text."
            )
            raise ValidationError(words)
        if value and sum(letter.isdecimal() for letter in value) < FEWEST_DIGITS:
            raise ValidationError(_("Give the full phone number, for example 01632 960 000."))
        return value


class NameCell(LineField):
    """The name of a person."""

    def clean(self, value):
        value = super().clean(value)
        if value and not HAS_LETTER.search(value):
            raise ValidationError(_("A name has letters in it."))
        if "@" in value:
            raise ValidationError(_("This is an e-mail address, not a name."))
        if NOBODY.fullmatch(value):
            raise ValidationError(_("This is not the name of a person. Take this line out of the file."))
        if TWO_PEOPLE.search(value):
            raise ValidationError(_("These are two people. Give each of them a line."))
        if NO_NAME.search(value):
            raise ValidationError(_("Give the name alone, without notes."))
        return turned(value)


def turned(name):
    """Return "Bright, Jo" as "Jo Bright"; letters after a name stay there."""
    last, _comma, first = (part.strip() for part in name.partition(","))
    is_turned = last and first and "," not in first and first.casefold().replace(".", "") not in AFTER_A_NAME
    return f"{first} {last}" if is_turned else name


def understood(field, text):
    """Return what a cell was understood as, where it says it in another way: a date, a choice, a name; else ""."""
    if not isinstance(field, DayCell | TimeCell | YesNoCell | ChoiceCell | NameCell):
        return ""
    try:
        said = _said(field, field.clean(text))
    except ValidationError:
        return ""
    return said if said.casefold() != text.casefold() else ""


def _said(field, value):
    if isinstance(field, ChoiceCell):
        return next((str(label) for key, label in field.choices if key == value), "")
    if isinstance(field, YesNoCell):
        return _("yes") if value else _("no")
    if isinstance(value, dt.time):
        return hour(value)
    return day(value) if isinstance(value, dt.date) else str(value)


class EmailCell(forms.EmailField):
    """One e-mail address."""

    default_error_messages = {"invalid": gettext_lazy("Give an e-mail address, like name@example.org.")}

    def clean(self, value):
        if value.count("@") > 1:
            raise ValidationError(_("Give one e-mail address in this cell."))
        return super().clean(value)


class ChoiceCell(forms.Field):
    """One of some names, in any case; `also` has other words for them."""

    def __init__(self, *, choices, also=None, **kwargs):
        super().__init__(**kwargs)
        self.choices, self.also = choices, also or {}

    def to_python(self, value):
        if not value:
            return None
        options = {str(label).casefold(): key for key, label in self.choices}
        options |= {str(key).casefold(): key for key, _label in self.choices} | self.also
        if value.casefold() not in options:
            raise ValidationError(not_one_of(value, [str(label) for _key, label in self.choices]))
        return options[value.casefold()]


def not_one_of(value, names, otherwise=""):
    """Return the words for a name that is not there: the nearest that is, or `otherwise`, or all where they are few."""
    near = process.extractOne(value, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=ALIKE)
    typed = {"typed": value[:60]}
    if near:
        return _("“%(typed)s” is not in the list. Did you mean “%(meant)s”?") % {**typed, "meant": near[0]}
    if not otherwise and 0 < len(names) <= FEW:
        words = _("“%(typed)s” is not in the list. Write one of: %(names)s.")
        return words % {**typed, "names": ", ".join(names)}
    return otherwise or _("“%(typed)s” is not in the list.") % typed
