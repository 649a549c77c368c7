"""The link in a sign-in e-mail: the newest one to an address works, once, for an hour."""

from django.db import transaction

from accounts import rules
from accounts.models import SignInLink
from common import clock
from common.references import hash_secret, new_secret


@transaction.atomic
def make_sign_in_link(email, *, now=None):
    """Return the secret of a new link for an address; the one sent before it stops working."""
    now = now or clock.now()
    secret = new_secret()
    SignInLink.objects.filter(expires_at__lte=now).delete()
    SignInLink.objects.update_or_create(
        email=email.lower(),
        defaults={"secret_hash": hash_secret(secret), "expires_at": now + rules.LINK_LIFETIME},
    )
    return secret


def find_sign_in_link(secret, *, now=None):
    """Return the link a secret belongs to, or None; looking does not use it up."""
    return SignInLink.objects.filter(secret_hash=hash_secret(secret), expires_at__gt=now or clock.now()).first()


@transaction.atomic
def use_sign_in_link(secret, *, now=None):
    """Use a link up and return the address it was sent to; None for one that is used, replaced or too old."""
    link = find_sign_in_link(secret, now=now)
    used, _rows = SignInLink.objects.filter(secret_hash=hash_secret(secret)).delete()
    return link.email if link and used else None
