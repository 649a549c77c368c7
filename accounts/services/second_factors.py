"""The secrets of authenticator apps and recovery codes, which stand in the database encrypted (docs/sign-in.md)."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from common import encrypted
from common.locking import locked

PURPOSE = "second factor"
SECRETS = ("secret", "seed")  # of an app, of recovery codes


def encrypt_anew(_now):
    """Encrypt with today's SECRET_KEY what a former one encrypted, while one is named; return how many.

    Once it returns 0 the former key can go. Safe to run twice.
    """
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    return sum(_encrypt_anew(one) for one in Authenticator.objects.order_by("pk"))


@transaction.atomic
def _encrypt_anew(authenticator):
    authenticator = locked(authenticator)
    new = {
        name: encrypted.with_newest_key(authenticator.data[name], PURPOSE)
        for name in authenticator.data
        if name in SECRETS
    }
    if new.items() <= authenticator.data.items():
        return 0
    authenticator.data |= new
    authenticator.save(update_fields=["data"])
    return 1
