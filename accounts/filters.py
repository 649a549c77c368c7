"""Narrowing a list by an entry of a county's list; and the lists of requests and complaints about personal data."""

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import LATE, LATE_ABOUT_COORDINATOR, REQUESTS_LATE
from accounts.models import AuditEntry, DataComplaint, DataRequest
from accounts.rules import VERB_WORDS, ComplaintStatus, DataRequestKind, DataRequestStatus
from common.kept.choices import KeptChoiceField
from common.models import Job, Message
from common.pages.exceptions import ExceptionFilter
from common.pages.filters import YearFilter
from common.rules import JobState, MessageState

OPEN = "open"
STATUSES = [(value, capfirst(words)) for value, words in ComplaintStatus.choices]


class _EntryField(KeptChoiceField):
    """Offers what can be chosen, and understands an address that names an entry that was replaced or ended since."""

    chosen = None

    def to_python(self, value):
        model = self.queryset.model
        try:
            self.chosen = model.objects.filter(pk=value).first() if value else None
        except ValueError:
            self.chosen = None
        if self.chosen:
            self.kept_as = ""
            self.queryset = model.objects.offered(self.chosen.current_id)
        return self.chosen or super().to_python(value)

    def prepare_value(self, value):
        """Return the entry that replaces the one in the address now; the form shows its name."""
        return self.chosen.current_id if self.chosen and value == self.chosen.pk else super().prepare_value(value)


class CountyListFilter(django_filters.ModelChoiceFilter):
    """Finds the records of an entry together with those of every entry it has replaced."""

    field_class = _EntryField

    def __init__(self, model, **kwargs):
        kept_as = f"accounts.{model._meta.model_name}"
        super().__init__(queryset=lambda request: model.objects.open(), kept_as=kept_as, **kwargs)

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


def _verbs():
    """Return the actions that were named, in words; a rare one that is not is found in the list of everything."""
    return sorted(VERB_WORDS.items(), key=lambda pair: pair[1])


class AuditFilter(django_filters.FilterSet):
    """Narrow by what everybody who opens the list reads there, and by nothing else."""

    year = YearFilter(label=_("Year"), field_name="on__year", min_value=2000, max_value=2100)
    verb = django_filters.ChoiceFilter(label=_("Action"), choices=_verbs, empty_label=_("All"))

    class Meta:
        model = AuditEntry
        fields = []


class OutboxFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("Status"), choices=MessageState.choices, empty_label=_("All"))

    class Meta:
        model = Message
        fields = []


class JobFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("Status"), choices=JobState.choices, empty_label=_("All"))

    class Meta:
        model = Job
        fields = []


class ComplaintFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=STATUSES, empty_label=_("All"))
    attention = ExceptionFilter(LATE, LATE_ABOUT_COORDINATOR)

    class Meta:
        model = DataComplaint
        fields = []
