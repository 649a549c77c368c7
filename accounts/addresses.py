"""Whole addresses for e-mails: from the configured site, never from what a request says its host is."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from accounts import stopping

# The address of a stop has 300 letters at most (`Message.stop_url`), with the site and the secret before what it names.
LONGEST_STOP = 200


def whole(path):
    """Return the address of a path of this portal as people outside can open it."""
    return settings.SITE_URL + path


def my_account():
    return whole(reverse("accounts:my_account"))


def complaints():
    return whole(reverse("accounts:complaint_list"))


def complaint(secret):
    """Return where whoever complained about their data reads what became of it."""
    return whole(reverse("accounts:complaint_made", args=[secret]))


def record():
    return whole(reverse("accounts:record"))


def sign_in_link(secret):
    return whole(reverse("account_sign_in_link", args=[secret]))


def set_password_link(user):
    """Return a link that lets a person set their password, once, within three days (PASSWORD_RESET_TIMEOUT)."""
    token = default_token_generator.make_token(user)
    return whole(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token]))


def follow_confirm(secret):
    """Return where somebody confirms what they asked to follow."""
    return whole(reverse("accounts:follow_confirm", args=[secret]))


def follow_all(secret):
    """Return where somebody sees, changes and stops what they get from us."""
    return whole(reverse("accounts:follow_all", args=[secret]))


def follow_link_asked():
    """Return where somebody asks for the link to all they get from us."""
    return whole(reverse("accounts:follow_link"))


def _stop(secret, what, otherwise):
    what = what if len(what) <= LONGEST_STOP else otherwise
    return whole(reverse("accounts:follow_stop", args=[secret, what]))


def stop_following(secret, topics, how_often):
    """Return the address that stops some followed things with one click (RFC 8058).

    Where they are too many to name, it stops all that somebody is told so often at the time of the click.
    """
    return _stop(secret, stopping.name_followed(topics), how_often)


def stop_emails(secret, topics):
    """Return the address that stops the e-mails about some things ("issue:12"), or about all where they are many."""
    return _stop(secret, stopping.name_emails(topics), stopping.ALL_EMAILS)
