"""How the promise of other versions of a document was kept (V13)."""

from django.utils.translation import gettext_lazy

from common import figures
from involvement.models import OtherVersionRequest


def asked_in(period):
    """Return the other versions that were asked for in a period, however the request came."""
    return OtherVersionRequest.objects.filter(received_on__gte=period.start, received_on__lte=period.end)


@figures.figure("versions_in_time", gettext_lazy("other versions of documents asked for in the period"), rows=asked_in)
def versions_in_time(period, _figures):
    """Return how many were sent, or their askers told why not, by the day promised."""
    return figures.on_time(asked_in(period).values_list("due_on", "ended_on"), period)
