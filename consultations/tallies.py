"""Counts answers line by line, and writes the tally when results are published."""

from django.db.models import Count, Max, Min, Sum

from common import chain
from consultations.models import Response, ResponseAnswer, Tally
from consultations.rules import NUMBER_KINDS, QuestionKind

# Here the rows of a question are not the people who answered it, or there is more to count than rows.
COUNTED_APART = {QuestionKind.SEVERAL, *NUMBER_KINDS}


def count_lines(consultation):
    """Count a consultation now, in three queries, and return its lines unsaved."""
    responses = Response.objects.filter(consultation=consultation).order_by()
    answers = ResponseAnswer.objects.filter(consultation=consultation, is_late=False).order_by()
    found = [
        *responses.values("group_id", "channel", "is_late").annotate(count=Count("pk")),
        *answers.values("question_id", "choice_id", "group_id").annotate(count=Count("pk")),
        *answers.filter(question__kind__in=COUNTED_APART)
        .values("question_id", "group_id")
        .annotate(
            count=Count("response", distinct=True), total=Sum("number"), smallest=Min("number"), largest=Max("number")
        ),
    ]
    lines = {}
    for fields in found:  # the last word on a question has the query that counts people
        line = Tally(consultation=consultation, **fields)
        lines[line.question_id, line.choice_id, line.group_id, line.channel, line.is_late] = line
    return list(lines.values())


def write_tally(consultation):
    """Store the current counts, which pages read from now on. Call it again when an answer is erased.

    Never once answers were let go after their time (`services/forgetting.py`): the lines are all that is left of them.
    """
    with chain.changing([consultation], chain.Why.ERASED):
        Tally.objects.filter(consultation=consultation).delete()
        return Tally.objects.bulk_create(count_lines(consultation))


def lines_of(consultation):
    """Return the lines kept of a consultation, or else count them."""
    return list(consultation.tallies.all()) or count_lines(consultation)
