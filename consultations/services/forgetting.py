"""What each person answered is deleted after its time; that somebody answered, and every published count, stays."""

from django.db import transaction

from consultations.models import Consultation, Response, ResponseAnswer
from consultations.tallies import write_tally

BATCH = 500


@transaction.atomic
def forget_answers(rows, now):
    """Delete the answers of some responses, and who gave or entered them; return of how many.

    The counts are written before, where the results were published without. What stays of a response is its day, its
    channel and who speaks: the figures of earlier years count these.
    """
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    published = Consultation.objects.filter(results_published_on__isnull=False, tallies=None)
    for consultation in published.filter(responses__in=rows.values("pk")).distinct():
        write_tally(consultation)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        ResponseAnswer.objects.filter(response__in=batch).delete()
        Response.objects.filter(pk__in=batch).update(user=None, entered_by=None)
    return len(keys)
