"""What a form showed when it was opened, so that nobody overwrites another unseen (docs/safety.md, promise 3).

For rows without versions of their texts. The form carries a short hash of each saved value; when it is sent, the
values are read again under the row's lock, and one that is no longer the same makes the save a stale one.
"""

import datetime as dt
import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from common.dates import value_in_words
from common.errors import StaleEdit
from common.versions import STALE

SEEN = "seen"
MARK = 12


def saved_values(form):
    """Return {field: saved value} of all that a form shows; what is hidden in it was typed by nobody."""
    shown = {name: field for name, field in form.fields.items() if not field.widget.is_hidden}
    return {name: form.get_initial_for_field(field, name) for name, field in shown.items()}


def add_seen(form, values):
    """Let a form carry what it showed; with any text in it the field is sound, so that it is never in the way."""
    form.fields[SEEN] = forms.Field(required=False, widget=forms.HiddenInput, initial=written(values))


def written(values):
    """Return the marks of {field: value} as the form carries them; what is empty needs none."""
    return " ".join(f"{name}:{mark}" for name, mark in _marks(values).items() if mark)


def changed_since(seen, values):
    """Return the names of what was changed since; a form that carries nothing has seen an empty row."""
    before = dict(one.partition(":")[::2] for one in (seen or "").split())
    return [name for name, mark in _marks(values).items() if before.get(name, "") != mark]


def begin_again(form, values):
    """Let the next save begin from the current values, keeping what was typed."""
    form.data = form.data.copy()
    form.data[form.add_prefix(SEEN)] = written(values)


def in_words(form, values, names):
    """Return the named values as a page says them, each after its label."""
    return "\n".join(f"{form[name].label}: {words_of(form.fields[name], values.get(name))}" for name in names)


def check_seen(form, seen, values):
    """Raise StaleEdit, with what others saved in words, where a saved value is no longer what the form showed."""
    if names := changed_since(seen, values):
        raise StaleEdit(STALE, in_words(form, values, names))


def words_of(field, value):
    """Return a saved or a typed value as the form's own field would say it."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(value, models.QuerySet | list | tuple):
        return ", ".join(words_of(field, one) for one in value) or _("(empty)")
    if value is None or value == "":
        return _("(empty)")
    if isinstance(field, forms.ModelChoiceField):
        return _words_of_row(field, value)
    if hasattr(field, "choices"):
        return str(_flat(field.choices).get(_plain(value), value))
    return value_in_words(value)


def _words_of_row(field, value):
    try:
        row = value if isinstance(value, models.Model) else forms.ModelChoiceField.to_python(field, value)
    except ValidationError:  # it can no longer be chosen
        return str(value)
    return str(field.label_from_instance(row))


def _flat(choices):
    flat = {}
    for value, label in choices:
        flat |= _flat(label) if isinstance(label, list | tuple) else {_plain(value): label}
    return flat


def _marks(values):
    plain = {name: _plain(value) for name, value in values.items()}
    return {name: hashlib.sha256(text.encode()).hexdigest()[:MARK] if text else "" for name, text in plain.items()}


def _plain(value):
    """Return a value as text that is the same however it came: a row and its key, a choice and its code."""
    if value is None or value is False:
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, models.QuerySet | list | tuple | set):
        return "\n".join(sorted(map(_plain, value)))
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n")
