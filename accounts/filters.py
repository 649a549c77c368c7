"""Narrowing a list by an entry of a county's list; and the lists of requests and complaints about personal data."""

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from accounts.exceptions import LATE, LATE_ABOUT_COORDINATOR, REQUESTS_LATE
from accounts.models import DataComplaint, DataRequest
from accounts.rules import ComplaintStatus, DataRequestKind, DataRequestStatus
from common.pages.exceptions import ExceptionFilter

OPEN = "open"
STATUSES = [(value, capfirst(words)) for value, words in ComplaintStatus.choices]


class _EntryField(ModelChoiceField):
    """Offers what can be chosen, and understands an address that names an entry that was replaced or ended since."""

    chosen = None

    def to_python(self, value):
        model = self.queryset.model
        try:
            self.chosen = model.objects.filter(pk=value).first() if value else None
        except ValueError:
            self.chosen = None
        if self.chosen:
            self.queryset = model.objects.offered(self.chosen.current_id)
        return self.chosen or super().to_python(value)

    def prepare_value(self, value):
        """Return the entry that replaces the one in the address now; the form shows its name."""
        return self.chosen.current_id if self.chosen and value == self.chosen.pk else super().prepare_value(value)


class CountyListFilter(django_filters.ModelChoiceFilter):
    """Finds the records of an entry together with those of every entry it has replaced."""

    field_class = _EntryField

    def __init__(self, model, **kwargs):
        super().__init__(queryset=lambda request: model.objects.open(), **kwargs)

    def filter(self, rows, entry):
        return rows.filter(**{f"{self.field_name}__current": entry.current_id}) if entry else rows


class DataRequestFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[(OPEN, _("Open")), *((value, capfirst(words)) for value, words in DataRequestStatus.choices)],
        method="of_status",
        empty_label=_("All"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Asked for"),
        choices=[(value, capfirst(words)) for value, words in DataRequestKind.choices],
        empty_label=_("All"),
    )
    attention = ExceptionFilter(REQUESTS_LATE)

    class Meta:
        model = DataRequest
        fields = []

    def of_status(self, rows, _name, status):
        return rows.open() if status == OPEN else rows.filter(status=status)


class ComplaintFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=STATUSES, empty_label=_("All"))
    attention = ExceptionFilter(LATE, LATE_ABOUT_COORDINATOR)

    class Meta:
        model = DataComplaint
        fields = []
