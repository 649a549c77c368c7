"""The answers to the questions of raising an issue, as their writer checks them."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from issues.forms.raising import STEPS, Hearing
from issues.rules import AgeGroup, IssueKind, ServiceArea

CHOICES = {"kind": IssueKind, "service_area": ServiceArea, "age_group": AgeGroup, "hear": Hearing}


def rows_of(answers):
    """Return a row (step, label, value) for every question; the contact only where somebody wants to hear from us."""
    rows = []
    for step, form in STEPS.items():
        for name, field in form.base_fields.items():
            if name in form.conditional and answers.get("hear") != Hearing.YES:
                continue
            rows.append({"step": step, "label": field.label, "value": _in_words(name, answers.get(name, ""))})
    return rows


def _in_words(name, value):
    if name in CHOICES:
        return capfirst(dict(CHOICES[name].choices).get(value, ""))
    if name.startswith(("share_", "may_")):
        return _("Yes") if value in {True, "True", "on"} else _("No")
    return value
