"""The guard of promise 15: nobody alone has power over another's account. Services ask it; no caller goes round it."""

import datetime as dt

from django.utils.translation import gettext as _

from accounts import rules
from accounts.audit import record
from accounts.models import PendingChange, RoleGrant, User
from accounts.roles import Role, has_role
from accounts.rules import PendingStatus
from common import clock
from common.errors import DomainError
from common.transitions import Transitions

PENDING = Transitions(
    rules.PENDING_MOVES,
    record=record,
    verbs={PendingStatus.MADE: "approve_change", PendingStatus.WITHDRAWN: "withdraw_change"},
)


def is_own(user, by):
    return user is not None and user.pk == by.pk


def check_power(kind, *, by, agreed, user=None, now=None, **wanted):
    """Allow a change to one's own account, and any from the machine's console (`by` None).

    Otherwise `agreed` is the change that was asked for: of this kind, for this person, with the values `wanted`; `by`
    is a second administrator, or has waited. It is used up. Raises DomainError where it is anything else.
    """
    if by is None or is_own(user, by):
        return
    if not isinstance(agreed, PendingChange):
        raise DomainError(_("Another administrator has to agree to this first."))
    _use(agreed, (kind, user and user.pk), as_kept(wanted), by, now or clock.now())


def _use(agreed, what, wanted, by, now):
    """Use up an agreement, as its row says and not as it was handed in."""
    change = PENDING.ready(agreed, PendingStatus.MADE)
    if (change.kind, change.user_id) != what or not rules.is_what_was_asked(change.value, wanted):
        raise DomainError(_("This is not the change that was asked for."))
    if not has_role(User.objects.get(pk=by.pk), Role.ADMINISTRATOR):
        raise DomainError(_("Only an administrator can agree to this."))
    rules.check_agreement(change.asked_by_id, by.pk, change.applies_at, now)
    alone = by.pk == change.asked_by_id
    fields = {"ended_by": None if alone else by, "ended_at": now}
    PENDING.move(change, PendingStatus.MADE, by=by, now=now, verb="apply_change" if alone else "", **fields)


def as_kept(values):
    """Return values as the row of a change keeps them."""
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}


def powers_of(user, now=None):
    """Return the powerful roles of an account, open or closed, today or later."""
    grants = RoleGrant.objects.not_over_on(clock.today(now)).filter(user=user, role__in=rules.POWERFUL_ROLES)
    return set(grants.values_list("role", flat=True))
