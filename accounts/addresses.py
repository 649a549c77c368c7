"""Whole addresses for e-mails: from the configured site, never from what a request says its host is."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse


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
