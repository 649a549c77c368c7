"""One submission is one row, however often the button is pressed."""

import base64
import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from common import clock
from common.errors import DomainError, SentBefore
from common.models import Submission
from common.references import SECRET_BYTES


@transaction.atomic
def once(key, body, make, *, reference="", now=None):
    """Call `make()`, which writes the submission and returns its reference, the first time a key is used.

    Returns (reference, is_new). The same key and body again, even at the same moment, give the same reference without
    another call. The same key with another body raises SentBefore, a form without a key DomainError. If `make` raises,
    nothing is kept and the key is free again. Neither key nor body is stored, only their hashes. A `reference` that is
    known beforehand saves a write; so does a function that draws it, which is taken back where the key was used before.
    """
    hashed, fingerprint = _hash_key(key), _fingerprint(body)
    submission = Submission(key=hashed, fingerprint=fingerprint, created_on=clock.today(now))
    try:
        with transaction.atomic():
            submission.reference = known = reference() if callable(reference) else reference
            submission.save(force_insert=True)
    except IntegrityError:
        return _repeat(hashed, fingerprint), False
    submission.reference = make()
    if submission.reference != known:
        submission.save(update_fields=["reference"])
    return submission.reference, True


def _repeat(hashed, fingerprint):
    first = Submission.objects.get(key=hashed)
    if first.fingerprint != fingerprint:
        raise SentBefore(
            _("This form was already sent, and you have changed it since. Open the form again to send something new.")
        )
    return first.reference


def _hash_key(key):
    if not key:
        raise DomainError(_("This form is not complete. Please open it again."))
    return hashlib.sha256(key.encode()).hexdigest()


def _fingerprint(body):
    """Return a keyed hash, so that a short answer cannot be guessed from it."""
    text = json.dumps(body, sort_keys=True, cls=DjangoJSONEncoder)
    return salted_hmac("common.submissions", text, algorithm="sha256").hexdigest()


def secret_for(key):
    """Return the secret that belongs to an idempotency key: 120 bits that only the sender of the form can be shown.

    It is computed, not stored, so that the page after a double post shows the same secret as the first.
    """
    digest = salted_hmac("common.submissions.secret", key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:SECRET_BYTES]).decode()
