"""A new version of a formal response: the old one is never edited, and stays readable (P12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.roles import agencies_of
from answers.models import Answer
from answers.services.answer_versions import begin_version, check_because, copy_of
from common.errors import DomainError
from common.locking import locked


@transaction.atomic
def supersede_response(response, *, reason, by, put_back=(), now=None):
    """Start a new version of a posted response; the old one stays in force until the new one is posted.

    Only an officer of the agency may, with a reason that everybody reads beside the new one. The commitments of the
    old one go over to the new one when it is posted.
    """
    presentation = locked(response.presentation)
    if presentation.agency_id not in agencies_of(by):
        raise DomainError(_("Only an officer of the agency can change its answer."))
    reason = check_because(reason, put_back=put_back, names=[str(presentation.agency), presentation.title])
    draft = next_version(response, by=by, because=reason)
    Answer.objects.bulk_create(copy_of(one, by=by, response=draft, item=one.item) for one in response.answers.all())
    audit.record("supersede_response", draft, by, now=now, earlier=response.pk)
    return draft


def next_version(response, *, by, **fields):
    """Make the empty draft that follows a posted response. Raises DomainError where there is a draft already."""
    kept = {"presentation": response.presentation, "summary": response.summary}
    return begin_version(response, among=response.presentation.responses, by=by, **kept, **fields)


def replaced(answer):
    """Return the answer to the same item in the version that its response follows, or None."""
    earlier = answer.response.supersedes_id
    return Answer.objects.filter(response=earlier, item=answer.item_id).first() if earlier else None
