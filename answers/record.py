"""What the chain holds of `answers`: agencies' posted responses, and every posted answer, to themes too."""

from django.utils.translation import gettext_lazy as _

from answers.models import Answer, FormalResponse
from common import chain


@chain.kind(
    "answers.responses",
    _("formal responses of agencies"),
    FormalResponse.objects.filter(posted_on__isnull=False).all,
    day="posted_on",
)
def form_of_response(response):
    """Whether it was replaced since is left out: the next version is a row of its own."""
    return {
        "because": response.because,
        "confirmed_by": response.confirmed_by_id,
        "is_late": response.is_late,
        "is_transcribed": response.is_transcribed,
        "letter": response.letter_id,
        "letter_dated_on": response.letter_dated_on,
        "number": response.number,
        "posted_by": response.posted_by_id,
        "posted_on": response.posted_on,
        "presentation": response.presentation_id,
        "summary": response.summary,
        "supersedes": response.supersedes_id,
        "written_by": response.written_by_id,
    }


@chain.kind("answers.answers", _("posted answers"), Answer.objects.posted, day="posted_on")
def form_of_answer(answer):
    return {
        "agency": answer.agency_id,
        "answered_by": answer.answered_by_id,
        "done": answer.done,
        "instead": answer.instead,
        "item": answer.item_id,
        "outcome": answer.outcome,
        "planned_commitments": answer.planned_commitments,
        "posted_on": answer.posted_on,
        "reason": answer.reason,
        "response": answer.response_id,
        "text": answer.text,
    }
