"""Bringing back somebody who holds a key, from the console of the machine alone."""

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from accounts.services.grants import grant_role
from accounts.services.people import create_user, reactivate_user, reset_second_factor

REASON = "start_service --again"


@transaction.atomic
def restore_key(email, role, *, now=None):
    """Let the owner of an address, who may be new, sign in with a role again, and return them.

    Whoever can run a command on the machine holds its data already, so nobody is asked; the audit trail says that it
    was done there. The old second factor goes, because it may be what was lost.
    """
    user = User.objects.filter(email=email.strip().lower()).first() or create_user(email, by=None, now=now)
    if not user.is_active:
        reactivate_user(user, by=None, now=now)
    reset_second_factor(user, by=None, now=now, reason=REASON)
    grant_role(user, role, by=None, now=now)
    record("restore_key", user, None, now=now, reason=REASON, role=role)
    return user
