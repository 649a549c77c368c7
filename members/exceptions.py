"""Overdue work about memberships: terms of office that are over, and that the group has neither renewed nor ended."""

from django.db.models import F
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from common import exceptions_register
from common.exceptions_register import Entry
from members.models import Membership, Term


@exceptions_register.kind(
    "terms.over",
    gettext_lazy("terms of office that are over"),
    shown=lambda row: Entry(str(row.seat), row.term_ended_on, url=row.get_absolute_url()),
    listed_at=reverse_lazy("members:membership_list", query={"attention": "terms.over"}),
    is_private=True,
)
def terms_over(today):
    """Memberships whose term of office is over, without the member's name."""
    rows = Membership.objects.filter(terms__in=Term.objects.over(today).values("pk"))
    return rows.annotate(term_ended_on=F("terms__ends_on")).select_related("seat").order_by("term_ended_on", "pk")
