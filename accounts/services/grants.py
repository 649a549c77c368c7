"""Giving and ending roles; a right is gone at the next request."""

from django.db import transaction

from accounts import roles, rules
from accounts.audit import record
from accounts.models import RoleGrant
from accounts.roles import Role
from accounts.rules import ChangeKind
from accounts.services.keys import check_key_is_left
from accounts.services.power import check_power, powers_of
from common import clock
from common.locking import locked


@transaction.atomic
def grant_role(user, role, *, by, agency=None, starts_on=None, ends_on=None, position="", agreed=None, now=None):
    """Give a role between two dates (both included; without an end, until it is ended) and return the grant.

    Where a grant already covers those days it is returned and nothing is written. Raises DomainError for an officer
    without an agency, an agency for anybody else, a reader without a position or who is the co-ordinator, a closed
    account, a role given to oneself, and a role that gives power without a change that was agreed.
    """
    role = Role(role)
    starts_on = starts_on or clock.today(now)
    rules.check_grant(role, agency, starts_on, ends_on, position)
    rules.check_not_oneself(user, role, by)
    if role in rules.POWERFUL_ROLES:
        asked = {"role": role, "agency": agency and agency.pk, "starts_on": starts_on, "ends_on": ends_on}
        asked |= {"position": position} if position else {}
        check_power(ChangeKind.ROLE, by=by, agreed=agreed, user=user, now=now, **asked)
    locked(user)
    rules.check_open(user, "user")
    rules.check_apart(role, powers_of(user, now))
    where = {"user": user, "role": role, "agency": agency, "position": position}
    held = RoleGrant.objects.filter(**where)
    for grant in held:
        if rules.covers(grant.starts_on, grant.ends_on, starts_on, ends_on):
            return grant
    grant = RoleGrant.objects.create(**where, starts_on=starts_on, ends_on=ends_on)
    record("grant_role", grant, by, now=now, user=user.pk, role=role, agency=agency and agency.pk)
    roles.forget(user)
    return grant


@transaction.atomic
def end_role(grant, *, by, on=None, agreed=None, now=None, reason=""):
    """End a role so that it is gone from the day `on` (default: today, at once).

    A grant that has held for no whole day is removed; the audit trail still tells of it. Another administrator's
    needs a change that was agreed. Raises DomainError for the last administrator or co-ordinator who can sign in.
    """
    on = on or clock.today(now)
    if grant.role == Role.ADMINISTRATOR:
        check_power(ChangeKind.END_ROLE, by=by, agreed=agreed, user=grant.user, now=now, grant=grant.pk, on=on)
    if grant.role in rules.KEYS:
        check_key_is_left(grant.user, Role(grant.role), now=now)
    grant = locked(grant)
    grant.ends_on = rules.last_day(grant.starts_on, on)
    record("end_role", grant, by, now=now, reason=reason, user=grant.user_id, role=grant.role, ends_on=grant.ends_on)
    if grant.ends_on is None:
        RoleGrant.objects.filter(pk=grant.pk).delete()
    else:
        grant.save(update_fields=["ends_on"])
    roles.forget(grant.user)
    return grant
