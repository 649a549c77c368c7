"""The filters of the lists of expense claims, and of the totals."""

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms import DateField
from common.pages.exceptions import ExceptionFilter
from expenses.exceptions import TO_APPROVE, TO_PAY
from expenses.models import Claim, Line
from expenses.rules import ClaimStatus

STATUSES = [(value, capfirst(words)) for value, words in ClaimStatus.choices if value != ClaimStatus.DRAFT]


class ClaimFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=STATUSES, empty_label=_("All"))
    attention = ExceptionFilter(TO_APPROVE, TO_PAY)

    class Meta:
        model = Claim
        fields = []


class DayFilter(django_filters.Filter):
    field_class = DateField


class TotalsFilter(django_filters.FilterSet):
    """Lines by the day on which their claim was paid."""

    class Meta:
        model = Line
        fields = []

    paid_from = DayFilter(label=_("Paid from"), field_name="claim__paid_on", lookup_expr="gte")
    paid_to = DayFilter(label=_("Paid up to"), field_name="claim__paid_on", lookup_expr="lte")
