"""Ways in for tests: the short one that skips the pages, and the codes the pages ask for."""

import re
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.test import Client

from accounts import roles, rules
from tests.factories.accounts import add_second_factor
from tests.factories.walks import walked
from tests.mailbox import mail


def sign_in(client, user):
    """Sign a user in as if by their pages: staff with password and second factor, given a moment ago."""
    if settings.SESSION_COOKIE_NAME in client.cookies:
        return begin_session(client, user)
    client.cookies.update(session_of(user))
    return client


@walked
def session_of(user):
    """Return the cookies of somebody who signs in where nobody was signed in before."""
    return begin_session(Client(), user).cookies


def begin_session(client, user):
    client.force_login(user)
    methods = [{"method": "code", "at": time.time()}]
    if rules.needs_second_factor(roles.roles_of(user)):
        if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            add_second_factor(user)
        methods = [{"method": method, "at": time.time(), "reauthenticated": True} for method in ("password", "mfa")]
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = methods
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client


def app_code(user, *, steps=0):
    """Return the numbers a user's authenticator app shows now, or `steps` half minutes later."""
    secret = decrypt(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def code_in(message):
    """Return the sign-in code of an e-mail."""
    return re.search(r"^\s*([A-Z]{4}-[A-Z]{4})\s*$", message.body, re.MULTILINE)[1]


def link_in(message):
    """Return the path of the first link in an e-mail."""
    return re.search(r"https?://[^/\s]+(/\S*)", message.body)[1]


def ask_code(client, email, **extra):
    """Ask for a sign-in code and return the e-mail that was sent."""
    client.post("/sign-in/", {"email": email}, **extra)
    return mail.outbox[-1]


def try_password(client, email, password, **extra):
    return client.post("/sign-in/password/", {"login": email, "password": password}, **extra)


def is_in(client):
    return client.get("/my/account/").status_code == 200


def words_of(response, *hidden):
    """Return what a page says, without its form's token and the words that were typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    for word in hidden:
        text = text.replace(word, "")
    return text


def use_link(client, path):
    """Open the link of an e-mail and press the button there."""
    return client.post(client.get(path).url)
