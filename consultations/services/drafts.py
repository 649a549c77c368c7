"""Drafts of responses, stored behind a secret with their end date and no other date."""

from django.db import transaction

from accounts.models import codes_of
from common import clock
from common.references import hash_secret, new_secret
from consultations.models import ResponseDraft
from consultations.rules import DRAFT_DAYS


@transaction.atomic
def save_draft(consultation, answers, *, secret="", now=None):
    """Save answers and return the secret that finds them again until the end of the next day.

    With the secret of a draft that has not expired its answers are added to; otherwise a new one is begun.
    """
    answers, today = codes_of(answers), clock.today(now)
    draft = _standing(consultation, secret, today, ResponseDraft.objects.select_for_update()) if secret else None
    if draft is None:
        secret = new_secret()
        expires_on = today + DRAFT_DAYS * clock.DAY
        ResponseDraft.objects.create(
            consultation=consultation, secret_hash=hash_secret(secret), answers=answers, expires_on=expires_on
        )
        return secret
    draft.answers |= answers
    draft.save(update_fields=["answers"])
    return secret


def _standing(consultation, secret, today, drafts):
    found = drafts.filter(consultation=consultation, secret_hash=hash_secret(secret), expires_on__gte=today)
    return found.first()


def resume_draft(consultation, secret, *, now=None):
    """Return the draft with this secret, or None if there is none or it has expired."""
    return _standing(consultation, secret, clock.today(now), ResponseDraft.objects)


def drop_draft(secret):
    """Erase a draft at once."""
    ResponseDraft.objects.filter(secret_hash=hash_secret(secret)).delete()
