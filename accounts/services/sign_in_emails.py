"""The e-mails about signing in. Everyone who asks sees the same page; only the mailbox learns more."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts import addresses, roles, rules
from accounts.models import User
from accounts.services import password_tries
from accounts.services.links import make_sign_in_link
from accounts.services.settings import service_name
from common import clock
from common.emails import send_email


def user_of(email):
    """Return who an address belongs to, letter for letter but for case, or None: a look-alike belongs to nobody."""
    return User.objects.filter(email=email.lower()).first()


def signs_in_by_code(user):
    """Say whether a code sent by e-mail is enough: for parents and members, and an address nobody uses yet."""
    return user is None or (user.is_active and not rules.needs_second_factor(roles.roles_of(user)))


def may_finish_by_code(user):
    """Say whether a code lets somebody in: alone, or followed by the authenticator app, which is then asked for."""
    if signs_in_by_code(user):
        return True
    return user.is_active and Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def is_sent_a_code(email, user):
    """Say whether a code is sent: to staff only while wrong passwords slow their account down (docs/safety.md)."""
    is_slowed = password_tries.is_slowed(email)  # asked for every address, so that all take the same time
    return signs_in_by_code(user) or (is_slowed and may_finish_by_code(user))


def send_account_email(name, to, context):
    """Send an e-mail about an account at once; what it knows of the portal goes before what the request said."""
    known = {"service_name": service_name(), "site_url": settings.SITE_URL, "now": clock.now()}
    return send_email(name, to=to, context={**context, **known}, urgent=True)


def send_code(email, user, code):
    """Send a code and a link to who may use them, and to everybody else (no code) how they can get in."""
    if code:
        known = {"is_new": user is None, "asks_for_app": not signs_in_by_code(user)}
        known |= {"code": code, "link": addresses.sign_in_link(make_sign_in_link(email))}
        return send_account_email("accounts.login_code", email, known)
    if user.is_active:
        return send_account_email("accounts.use_password", user.email, {"link": addresses.whole("/sign-in/password/")})
    return send_account_email("accounts.closed", user.email, {})


def send_password_link(email, user):
    """Send a link to set a password to who signs in with one, and to everybody else how they can get in."""
    if user is not None and not user.is_active:
        return send_account_email("accounts.closed", user.email, {})
    if signs_in_by_code(user):
        return send_account_email("accounts.no_password", email, {"link": addresses.whole("/sign-in/")})
    return send_account_email("accounts.password_reset_key", user.email, _link_to_set_a_password(user))


def send_invitation(user):
    """Tell someone they have an account and how to sign in for the first time."""
    if signs_in_by_code(user):
        return send_account_email("accounts.invited_by_code", user.email, {"link": addresses.whole("/sign-in/")})
    return send_account_email("accounts.invited", user.email, _link_to_set_a_password(user))


def _link_to_set_a_password(user):
    return {"password_reset_url": addresses.set_password_link(user)}
