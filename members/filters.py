"""Filters of the co-ordinator's lists."""

import django_filters as filters
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import clock, exceptions_register
from common.emails import declared
from common.pages.exceptions import ExceptionFilter
from members.models import (
    Constituency,
    Interest,
    Membership,
    MembershipReview,
    Person,
    SeatApplication,
    Sending,
    SentTo,
    Term,
)
from members.rules import ApplicationStatus, InterestStatus, MembershipStatus, ReviewStatus


class Attention(models.TextChoices):
    """Why a membership may need attention."""

    ACCEPT = "accept", _("role description not accepted")
    CONFIRM = "confirm", _("interests not confirmed")
    REVIEW = "review", _("under review")
    TERM = "term", _("term of office ends within three months")
    TERM_OVER = "terms.over", _("term of office is over")


class MembershipFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Name, seat or body"), method="search")
    constituency = filters.ModelChoiceFilter(
        label=_("Constituency"),
        field_name="seat__constituency",
        queryset=Constituency.objects.all(),
        empty_label=_("All"),
    )
    status = filters.ChoiceFilter(
        label=_("Membership"),
        choices=[*MembershipStatus.choices, ("all", _("all"))],
        empty_label=_("Active and nominated"),
        method="with_status",
    )
    attention = filters.ChoiceFilter(
        label=_("Needs attention"), choices=Attention.choices, empty_label=_("Any"), method="waiting"
    )

    class Meta:
        model = Membership
        fields = []

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("status") else rows.current()

    def search(self, queryset, _name, value):
        places = ("person__name", "seat__title", "affiliation", "second_affiliation", "role_title")
        wanted = Q()
        for place in places:
            wanted |= Q(**{f"{place}__icontains": value})
        return queryset.filter(wanted)

    def with_status(self, queryset, _name, value):
        return queryset if value == "all" else queryset.filter(status=value)

    def waiting(self, queryset, _name, value):
        if value == Attention.ACCEPT:
            return queryset.to_accept()
        if value == Attention.CONFIRM:
            return queryset.to_confirm(clock.today())
        if value == Attention.TERM:
            return queryset.filter(terms__in=Term.objects.ending_soon(clock.today()).values("pk"))
        if value == Attention.TERM_OVER:
            return queryset.filter(pk__in=exceptions_register.rows_once(value, clock.today()).order_by().values("pk"))
        return queryset.filter(reviews__status=ReviewStatus.OPEN)


class PersonFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Name or e-mail address"), method="search")

    class Meta:
        model = Person
        fields = []

    def search(self, queryset, _name, value):
        return queryset.filter(Q(name__icontains=value) | Q(email__icontains=value))


class InterestFilter(filters.FilterSet):
    q = filters.CharFilter(label=_("Name or body"), method="search")
    status = filters.ChoiceFilter(label=_("Status"), choices=InterestStatus.choices, empty_label=_("All"))

    class Meta:
        model = Interest
        fields = []

    def search(self, queryset, _name, value):
        return queryset.filter(Q(person__name__icontains=value) | Q(body__icontains=value))


class ReviewFilter(filters.FilterSet):
    status = filters.ChoiceFilter(label=_("Status"), choices=ReviewStatus.choices, empty_label=_("All"))
    attention = ExceptionFilter("reviews.late")

    class Meta:
        model = MembershipReview
        fields = []


class ApplicationFilter(filters.FilterSet):
    status = filters.ChoiceFilter(label=_("Status"), choices=ApplicationStatus.choices, empty_label=_("All"))

    class Meta:
        model = SeatApplication
        fields = []


def _kinds_sent():
    """Return the kinds of e-mail that were sent, in the words of the list of e-mails."""
    return [
        (kind, declared(kind).when)
        for kind in Sending.objects.order_by("kind").values_list("kind", flat=True).distinct()
    ]


class SendingFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Sent when"), choices=_kinds_sent, empty_label=_("All"))
    to_tell = filters.ChoiceFilter(
        label=_("Who was told"),
        choices=[("yes", _("Somebody is still to be rung or written to"))],
        method="with_to_tell",
        empty_label=_("All"),
    )

    class Meta:
        model = Sending
        fields = []

    def with_to_tell(self, queryset, _name, value):
        return queryset.filter(pk__in=SentTo.objects.to_tell(clock.today()).values("sending")) if value else queryset
