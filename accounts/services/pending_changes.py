"""Two pairs of eyes on power: another's address, second factor or role is not changed by one administrator alone."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.audit import record
from accounts.models import PendingChange, User
from accounts.roles import Role
from accounts.rules import ChangeKind, PendingStatus
from accounts.selectors import holders_of
from accounts.services.grants import grant_role
from accounts.services.people import change_email, check_email_is_free, reset_second_factor
from accounts.services.settings import service_name
from common import clock
from common.emails import send_email
from common.errors import DomainError
from common.locking import locked
from common.transitions import Transitions

PENDING = Transitions(
    rules.PENDING_MOVES,
    record=record,
    verbs={PendingStatus.MADE: "approve_change", PendingStatus.WITHDRAWN: "withdraw_change"},
)


def ask_to_change_email(user, email, *, by, now=None):
    """Ask for another address; returns the change that waits, or None for one's own, which is made at once."""
    if user.pk == by.pk:
        return change_email(user, email, by=by, now=now)
    value = {"old": user.email, "new": check_email_is_free(email)}
    return _ask(user, ChangeKind.EMAIL, value, by=by, now=now)


def ask_to_reset_second_factor(user, *, by, now=None):
    """Ask for a lost second factor to be removed; one's own is removed at once."""
    if user.pk == by.pk:
        return reset_second_factor(user, by=by, now=now)
    return _ask(user, ChangeKind.SECOND_FACTOR, {}, by=by, now=now)


def ask_to_grant_role(user, role, *, by, agency=None, starts_on=None, ends_on=None, now=None):
    """Give a role (returns the grant), or ask for one that gives power (returns the change that waits)."""
    starts_on = starts_on or clock.today(now)
    if role not in rules.POWERFUL_ROLES:
        return grant_role(user, role, by=by, agency=agency, starts_on=starts_on, ends_on=ends_on, now=now)
    rules.check_grant(role, agency, starts_on, ends_on)
    rules.check_not_oneself(user, role, by)
    rules.check_open(user, "user")
    value = {"role": role, "starts_on": starts_on, "ends_on": ends_on}
    return _ask(user, ChangeKind.ROLE, value, by=by, now=now)


@transaction.atomic
def _ask(user, kind, value, *, by, now=None):
    """Keep the change and tell everybody concerned at once. Raises DomainError where the same already waits."""
    now = now or clock.now()
    locked(user)
    if kind != ChangeKind.ROLE and PendingChange.objects.waiting().filter(user=user, kind=kind).exists():
        raise DomainError(_("Such a change is waiting already. Withdraw that one first."))
    applies_at = rules.applies_at(now, others=count_others(user, by, now))
    change = PendingChange.objects.create(
        user=user, kind=kind, value=value, asked_by=by, asked_at=now, applies_at=applies_at
    )
    record("ask_for_change", change, by, now=now, user=user.pk, kind=kind, **value)
    _tell(change, now)
    return change


def count_others(user, by, now=None):
    """Return how many other administrators could agree: they can sign in, and it is not about them."""
    others = holders_of(Role.ADMINISTRATOR, clock.today(now)).exclude(pk__in=[user.pk, by.pk])
    return sum(other.has_usable_password() for other in others)


def _tell(change, now):
    """E-mail the old and the new address, and every co-ordinator."""
    addresses = {change.user.email, *holders_of(Role.COORDINATOR, clock.today(now)).values_list("email", flat=True)}
    if change.kind == ChangeKind.EMAIL:
        addresses.add(change.value["new"])
    context = {"change": change, "service_name": service_name(), "asked_by": change.asked_by}
    for address in sorted(addresses):
        send_email("accounts.change_waiting", to=address, context=context, urgent=True, now=now)


@transaction.atomic
def approve_change(change, *, by, now=None):
    """Agree to a change and make it. Raises DomainError for whoever asked for it."""
    rules.check_second_person(locked(change).asked_by_id, by.pk)
    PENDING.move(change, PendingStatus.MADE, by=by, now=now, ended_by=by)
    _make(change, by=by, now=now)


@transaction.atomic
def withdraw_change(change, *, by, now=None):
    """Take a change back; every administrator may, also the one who asked."""
    PENDING.move(change, PendingStatus.WITHDRAWN, by=by, now=now, ended_by=by)


def apply_due_changes(now):
    """Make what nobody else could agree to and has waited a day; return how many. Safe to run twice."""
    due = list(PendingChange.objects.due(now))
    for change in due:
        _apply(change, now)
    return len(due)


def _apply(change, now):
    """Make one change; one that a rule refuses meanwhile, such as an address that was taken, is withdrawn."""
    by = change.asked_by
    try:
        with transaction.atomic():
            PENDING.move(change, PendingStatus.MADE, by=by, now=now, verb="apply_change", ended_by=None)
            _make(change, by=by, now=now)
    except DomainError as error:
        if PendingChange.objects.waiting().filter(pk=change.pk).exists():
            detail = {"refused": str(error.message)}
            PENDING.move(change, PendingStatus.WITHDRAWN, by=by, now=now, detail=detail, ended_by=None)


def _make(change, *, by, now):
    user, value = User.objects.get(pk=change.user_id), change.value
    if change.kind == ChangeKind.EMAIL:
        change_email(user, value["new"], by=by, now=now)
    elif change.kind == ChangeKind.SECOND_FACTOR:
        reset_second_factor(user, by=by, now=now)
    else:
        starts_on = max(dt.date.fromisoformat(value["starts_on"]), clock.today(now))
        ends_on = value["ends_on"] and dt.date.fromisoformat(value["ends_on"])
        grant_role(user, value["role"], by=by, starts_on=starts_on, ends_on=ends_on, now=now)
