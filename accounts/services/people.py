"""People who sign in: made, renamed, closed; their password and second factor."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.audit import record
from accounts.models import RoleGrant, SignInLink, User
from accounts.roles import Role
from accounts.rules import ChangeKind
from accounts.services.keys import check_keys_are_left
from accounts.services.power import check_power, is_own, powers_of
from accounts.services.telling import tell_own_address
from common import clock
from common.errors import DomainError


@transaction.atomic
def create_user(email, *, by, name="", password=None, now=None):
    """Add somebody who can sign in. Without a password they use a code, or set one through a link.

    Raises DomainError for an address that is not one, or that somebody has already.
    """
    email = checked_email(email)
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name.strip())
    except IntegrityError as error:
        raise DomainError(_("There is already an account with that e-mail address."), field="email") from error
    record("create_user", user, by, now=now)
    return user


@transaction.atomic
def register_parent(email, *, now=None):
    """Return the account of an address its owner has just proved, making a parent's account where there is none."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = create_user(email, by=None, now=now)
    return user


def check_email_is_free(email):
    """Return an address as it is stored. Raises DomainError for one that is none, or that somebody has already."""
    email = checked_email(email)
    if User.objects.filter(email=email).exists():
        raise DomainError(_("There is already an account with that e-mail address."), field="email")
    return email


def checked_email(email):
    email = email.strip().lower()
    try:
        User._meta.get_field("email").clean(email, None)
    except ValidationError as error:
        raise DomainError(_("Give an e-mail address, like name@example.org."), field="email") from error
    return email


@transaction.atomic
def rename_user(user, name, *, by, now=None):
    """Change how somebody is called on screen; names on records stay as they were that day."""
    before, user.name = user.name, " ".join(name.split())
    user.save(update_fields=["name"])
    record("rename_user", user, by, now=now, before=before)


@transaction.atomic
def change_email(user, email, *, by, agreed=None, now=None):
    """Move an account to another address; every link sent to the old one stops working.

    Another's needs a change that was agreed; of one's own the old address and the co-ordinators are told.
    """
    email = checked_email(email)
    check_power(ChangeKind.EMAIL, by=by, agreed=agreed, user=user, now=now, new=email)
    before, user.email = user.email, email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as error:
        user.email = before
        raise DomainError(_("There is already an account with that e-mail address."), field="email") from error
    SignInLink.objects.filter(email=before).delete()
    record("change_email", user, by, now=now, before=before)
    if by is not None and is_own(user, by):
        tell_own_address(user, before, now)


@transaction.atomic
def deactivate_user(user, *, by, agreed=None, now=None, reason=""):
    """Close an account: its rights and sessions are gone at the next request; what it did stays on record.

    Another administrator's needs a change that was agreed. Raises DomainError for the last administrator or
    co-ordinator who can sign in.
    """
    if Role.ADMINISTRATOR in powers_of(user, now):
        check_power(ChangeKind.CLOSE, by=by, agreed=agreed, user=user, now=now)
    check_keys_are_left(user, now=now)
    user.is_active = False
    user.save(update_fields=["is_active"])
    SignInLink.objects.filter(email=user.email).delete()
    record("deactivate_user", user, by, now=now, reason=reason)


@transaction.atomic
def close_for_good(user, *, now=None):
    """Close an account that is about to be erased: its roles end, and no password fits it any more.

    Raises DomainError for the last administrator or co-ordinator who can sign in.
    """
    check_keys_are_left(user, now=now)
    today = clock.today(now)
    RoleGrant.objects.not_over_on(today).filter(user=user, starts_on__lte=today).update(ends_on=today)
    RoleGrant.objects.not_over_on(today).filter(user=user, starts_on__gt=today).delete()
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    SignInLink.objects.filter(email=user.email).delete()
    record("erase_user", user, None, now=now)


@transaction.atomic
def reactivate_user(user, *, by, agreed=None, now=None):
    """Open a closed account again; one with a role that gives power needs a change that was agreed."""
    if powers_of(user, now):
        check_power(ChangeKind.OPEN, by=by, agreed=agreed, user=user, now=now)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("reactivate_user", user, by, now=now)


@transaction.atomic
def set_password(user, password, *, by, now=None):
    """Set a checked password; every other session of the account ends with it. Nobody sets another's."""
    rules.check_own_password(user, by)
    user.set_password(password)
    user.save(update_fields=["password"])
    record("set_password", user, by, now=now)


@transaction.atomic
def reset_second_factor(user, *, by, agreed=None, now=None, reason=""):
    """Remove a lost second factor; until a new one is set up, the account can open only that page.

    Another's needs a change that was agreed.
    """
    check_power(ChangeKind.SECOND_FACTOR, by=by, agreed=agreed, user=user, now=now)
    Authenticator.objects.filter(user=user).delete()
    record("reset_second_factor", user, by, now=now, reason=reason)
