"""Overdue work about the terms of reference and the group's other documents: the yearly review (E1)."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from common import clock, exceptions_register
from common.exceptions_register import Entry
from governance.models import TermsReview, TermsVersion
from governance.selectors import review_due_on


def _terms(row):
    return Entry(str(row), review_due_on(row, clock.today()), url=reverse("governance:terms"))


@exceptions_register.kind(
    "terms.review_late",
    gettext_lazy("yearly review of the terms overdue"),
    shown=_terms,
    clocks=("governance.rules.review_due",),
)
def review_late(today):
    """The group's own documents in force on a day, where it had not reviewed them by the day for it (E1)."""
    in_force = TermsVersion.objects.in_force(today).filter(document__is_ours=True)
    later = TermsReview.objects.filter(decided_on__gt=today)
    doubted = in_force.filter(~Q(review_on__gte=today) | Exists(later.filter(version=OuterRef("pk"))))
    return in_force.filter(pk__in=[row.pk for row in doubted if review_due_on(row, today) < today])
