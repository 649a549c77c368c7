"""Figures of the membership: how many people sit on the group."""

from django.utils.translation import gettext_lazy

from common import figures
from members.models import Membership


def holders_at_end(period):
    """Return the memberships that were held when a period ended."""
    return Membership.objects.held_on(period.end).exclude(starts_on__isnull=True)


@figures.figure("people", gettext_lazy("members when the period ended"), rows=holders_at_end)
def people(period, _figures):
    """Return how many people sat on the group when the period ended; someone with two seats counts once."""
    return holders_at_end(period).order_by().values("person").distinct().count()
