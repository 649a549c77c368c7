"""The shape of what is typed about terms of office."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from common.dates import day
from common.forms import DateField, FormMixin
from members.models import Membership


class TermForm(FormMixin, forms.Form):
    ends_on = DateField(label=_("Last day of the term of office"))


class TermsForm(TermForm):
    """The same last day for many."""

    field_order = ["members", "ends_on"]
    members = forms.ModelMultipleChoiceField(
        label=_("Whose term of office?"),
        queryset=Membership.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one member.")},
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members
        self.fields["members"].label_from_instance = _with_term


def _with_term(membership):
    """Name a membership with the seat and the day its term ends on now."""
    words = {"name": membership.person.name, "seat": membership.seat.title}
    if membership.term_ends_on is None:
        return _now("%(name)s, %(seat)s: no term yet") % words
    return _now("%(name)s, %(seat)s: until %(day)s") % {**words, "day": day(membership.term_ends_on)}
