"""Figures of what parents say of answers, and of what was published of both."""

from django.utils.translation import gettext_lazy

from accounts.services.settings import get_setting
from answers.models import IssueFeedback, YouSaidEntry
from common import figures
from issues.figures import raised_in
from issues.wording import corrected_in_words, speakers_in_words


def unhappy_in(period):
    """Return each time a parent said that an answer was none, of the issues raised in a period."""
    issues = raised_in(period).values("pk")
    return IssueFeedback.objects.filter(issue__in=issues, is_answered=False, given_on__lte=period.end)


@figures.figure("reopened", gettext_lazy("issues raised in the period"), rows=unhappy_in)
def reopened(period, _figures):
    """Return of how many issues a parent said that the answer did not answer it."""
    return unhappy_in(period).order_by().values("issue").distinct().count()


def published_in(period):
    """Return what is public and was first published in a period: what is published again is not new."""
    rows = YouSaidEntry.objects.published().filter(first_published_on__gte=period.start)
    return rows.filter(first_published_on__lte=period.end)


@figures.figure("you_said", gettext_lazy("“you said, we did” published in the period"), rows=published_in)
def you_said(period, _figures):
    """Return the pairs that were published in a period; a "could not" has the place of a "did"."""
    rows = published_in(period).with_doubts().select_related("theme", "service_area", "agency")
    return [
        {
            "theme": row.theme.name if row.theme else row.service_area.name,
            "said": row.you_said,
            "kind": row.kind,
            "did": row.we_did,
            "evidence": row.shown_evidence,
            "agency": row.agency.name if row.agency else "",
            **_said_by(row),
            "in_question": str(row.in_question),
        }
        for row in rows.prefetch_related("corrections").order_by("first_published_on", "pk")
    ]


def _said_by(entry):
    """Return how many said so and what was corrected, under the rule of the day on which it was published."""
    few = get_setting("few_families", on=entry.published_on)
    count, are_parents = entry.said_by_count, entry.said_by_parents
    return {
        "said_by": speakers_in_words(count, few, are_parents=are_parents) if count else "",
        "corrected": [corrected_in_words(one, few) for one in entry.corrections.all()],
    }
