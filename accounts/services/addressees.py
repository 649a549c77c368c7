"""Addresses that get e-mails they can stop, and the secrets by which each of them is known."""

from django.conf import settings

from accounts.models import Addressee, FollowLink
from accounts.rules import FOLLOW_LINK_DAYS
from common import clock, encrypted
from common.references import hash_secret, new_secret

PURPOSE = "following"


def addressee_of(email, *, now=None):
    """Return the row of an address; where it has none it is made."""
    secret, today = new_secret(), clock.today(now)
    row = {
        "secret": encrypted.encrypt(secret, PURPOSE),
        "secret_hash": hash_secret(secret),
        "since_on": today,
        "last_written_on": today,
    }
    return Addressee.objects.get_or_create(email=email.lower(), defaults=row)[0]


def secret_of(addressee):
    """Return the secret of an addressee, or a new one where no key of this portal opens the old."""
    try:
        return encrypted.decrypt(addressee.secret, PURPOSE)
    except encrypted.OtherKeyError:
        secret = new_secret()
        addressee.secret, addressee.secret_hash = encrypted.encrypt(secret, PURPOSE), hash_secret(secret)
        addressee.save(update_fields=["secret", "secret_hash"])
        return secret


def new_link(addressee, *, now=None):
    """Return the secret of a new link to all that an address gets, for two weeks."""
    secret = new_secret()
    expires_on = clock.today(now) + FOLLOW_LINK_DAYS * clock.DAY
    FollowLink.objects.create(addressee=addressee, secret_hash=hash_secret(secret), expires_on=expires_on)
    return secret


def found_by_secret(secret, *, now=None):
    """Return (addressee, whether the link was asked for), or (None, False).

    The secret in every e-mail opens what an address follows; only a link that was just asked for opens the rest.
    """
    link = FollowLink.objects.filter(secret_hash=hash_secret(secret), expires_on__gte=clock.today(now))
    if found := link.select_related("addressee").first():
        return found.addressee, True
    return Addressee.objects.with_secret(secret).first(), False


def encrypt_anew(_now=None):
    """Encrypt with today's SECRET_KEY what a former one encrypted, while one is named; return how many."""
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    changed = []
    for addressee in Addressee.objects.order_by("pk").iterator():
        secret = encrypted.with_newest_key(addressee.secret, PURPOSE)
        if secret != addressee.secret:
            addressee.secret = secret
            changed.append(addressee)
    return Addressee.objects.bulk_update(changed, ["secret"], batch_size=500)
