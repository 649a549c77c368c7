"""The answers to the questions of raising an issue, as their writer checks them."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.forms.county_lists import EntryField
from issues.forms.raising import STEPS, TRUSTED_ADULT, Hearing
from issues.forms.young import is_young, label_of
from issues.rules import IssueKind

CHOICES = {"kind": IssueKind, "hear": Hearing}


def is_ticked(value):
    """Say whether a box was ticked, in a draft or in what a browser sent."""
    return value in {True, "True", "on"}


def rows_of(answers):
    """Return a row (step, label, value) for every question; the contact only where somebody wants to hear from us."""
    rows, is_plain = [], is_young(answers.get("speaks_as"))
    for step, form in STEPS.items():
        for name, field in form.base_fields.items():
            if name in form.conditional and answers.get("hear") != Hearing.YES:
                continue
            if name in TRUSTED_ADULT and not is_plain:
                continue
            if name == "service_area" and is_ticked(answers.get("is_about_us")):
                continue
            rows.append(
                {
                    "step": step,
                    "label": label_of(name, field, is_plain),
                    "value": _in_words(name, field, answers.get(name) or ""),
                }
            )
    return rows


def _in_words(name, field, value):
    if isinstance(field, EntryField):
        return field.words_of(value)
    if name in CHOICES:
        return capfirst(dict(CHOICES[name].choices).get(value, ""))
    if name.startswith(("share_", "may_", "need_", "is_")):
        return _("Yes") if is_ticked(value) else _("No")
    return value
