"""A new version of a formal response: the old one is never edited, and stays readable (P12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.roles import agencies_of
from answers.models import Answer, Commitment, FormalResponse, YouSaidEntry
from answers.rules import ANSWER_WORDS, ResponseStatus
from answers.transitions import RESPONSE
from common.errors import DomainError
from common.locking import locked


@transaction.atomic
def supersede_response(response, *, by, now=None):
    """Start a new version of a posted response; the old one stays in force until the new one is posted.

    Only an officer of the agency may. The commitments of the old one go over to the new one when it is posted.
    """
    presentation = locked(response.presentation)
    if presentation.agency_id not in agencies_of(by):
        raise DomainError(_("Only an officer of the agency can change its answer."))
    draft = next_version(response, by=by)
    Answer.objects.bulk_create(
        Answer(
            response=draft,
            item=answer.item,
            agency=answer.agency,
            **{name: getattr(answer, name) for name in ANSWER_WORDS},
            answered_by=by,
        )
        for answer in response.answers.all()
    )
    audit.record("supersede_response", draft, by, now=now, earlier=response.pk)
    return draft


def next_version(response, *, by, **fields):
    """Make the empty draft that follows a posted response. Raises DomainError where there is a draft already."""
    response = locked(response)
    if response.status != ResponseStatus.POSTED:
        raise DomainError(_("Only a posted response can have a new version."))
    if FormalResponse.objects.filter(presentation=response.presentation_id, status=ResponseStatus.DRAFT).exists():
        raise DomainError(_("A new version has already been started."))
    return FormalResponse.objects.create(
        presentation=response.presentation,
        number=response.number + 1,
        summary=response.summary,
        written_by=by,
        supersedes=response,
        **fields,
    )


def replace_response(earlier, *, by, now):
    """Mark a response as superseded: another is being posted in its place."""
    RESPONSE.move(earlier, ResponseStatus.SUPERSEDED, by=by, now=now)


def inherit(answer):
    """Move the commitments of a replaced answer to the new one, and its entry of “you said, we did” (or None).

    A promise does not end because an answer is worded anew: it is kept, moved, or told as not kept.
    """
    earlier = answer.response.supersedes_id
    if earlier is None:
        return None
    replaced = {"answer__response": earlier, "answer__item": answer.item_id}
    Commitment.objects.filter(**replaced).update(answer=answer)
    return YouSaidEntry.objects.filter(**replaced).first()
