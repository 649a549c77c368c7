"""The filter of the co-ordinator's list of requests for other versions."""

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.pages.exceptions import ExceptionFilter
from involvement.exceptions import LATE
from involvement.models import OtherVersionRequest
from involvement.rules import RequestStatus, VersionKind

TO_TELL = "to_tell"
STATUSES = [*((value, capfirst(words)) for value, words in RequestStatus.choices), (TO_TELL, _("To ring or write to"))]
KINDS = [(value, capfirst(words)) for value, words in VersionKind.choices]


class RequestFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=STATUSES, method="of_status", empty_label=_("All"))
    kind = django_filters.ChoiceFilter(label=_("Version"), choices=KINDS, empty_label=_("All"))
    attention = ExceptionFilter(LATE)

    class Meta:
        model = OtherVersionRequest
        fields = []

    def of_status(self, rows, _name, status):
        return rows.to_tell() if status == TO_TELL else rows.filter(status=status)
