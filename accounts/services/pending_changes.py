"""Changes of power asked for, agreed to, withdrawn, or made after a day where nobody else could agree (promise 15)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.audit import record
from accounts.models import Agency, PendingChange, RoleGrant, User
from accounts.roles import Role
from accounts.rules import ChangeKind, PendingStatus
from accounts.selectors import holders_of
from accounts.services.grants import end_role, grant_role
from accounts.services.people import (
    change_email,
    check_email_is_free,
    deactivate_user,
    reactivate_user,
    reset_second_factor,
)
from accounts.services.power import PENDING, as_kept, is_own, powers_of
from accounts.services.settings import needs_agreement, set_setting, wanted
from accounts.services.telling import tell_waiting
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.service_settings import declared


def ask_to_change_email(user, email, *, by, now=None):
    """Ask for another address; returns the change that waits, or None for one's own, which is made at once."""
    if is_own(user, by):
        return change_email(user, email, by=by, now=now)
    value = {"old": user.email, "new": check_email_is_free(email)}
    return _ask(user, ChangeKind.EMAIL, value, by=by, now=now)


def ask_to_reset_second_factor(user, *, by, now=None):
    """Ask for a lost second factor to be removed; one's own is removed at once."""
    if is_own(user, by):
        return reset_second_factor(user, by=by, now=now)
    return _ask(user, ChangeKind.SECOND_FACTOR, {}, by=by, now=now)


def ask_to_deactivate(user, *, by, now=None):
    """Ask for another administrator's account to be closed; anybody else's, and one's own, is closed at once."""
    if is_own(user, by) or Role.ADMINISTRATOR not in powers_of(user, now):
        return deactivate_user(user, by=by, now=now)
    return _ask(user, ChangeKind.CLOSE, {}, by=by, now=now)


def ask_to_reactivate(user, *, by, now=None):
    """Ask for a closed account with a role that gives power to be opened; one without is opened at once."""
    if not powers_of(user, now):
        return reactivate_user(user, by=by, now=now)
    return _ask(user, ChangeKind.OPEN, {}, by=by, now=now)


def ask_to_grant_role(user, role, *, by, agency=None, starts_on=None, ends_on=None, position="", now=None):
    """Give a role (returns the grant), or ask for one that gives power (returns the change that waits)."""
    starts_on = starts_on or clock.today(now)
    if role not in rules.POWERFUL_ROLES:
        where = {"agency": agency, "starts_on": starts_on, "ends_on": ends_on, "position": position}
        return grant_role(user, role, by=by, now=now, **where)
    rules.check_grant(role, agency, starts_on, ends_on, position)
    rules.check_not_oneself(user, role, by)
    rules.check_open(user, "user")
    rules.check_apart(role, powers_of(user, now))
    value = {"role": role, "agency": agency and agency.pk, "starts_on": starts_on, "ends_on": ends_on}
    value |= {"position": position} if position else {}
    return _ask(user, ChangeKind.ROLE, value, by=by, now=now)


def ask_to_end_role(grant, *, by, on=None, now=None):
    """Ask for another administrator's role to end; any other role, and one's own, ends without asking."""
    if is_own(grant.user, by) or grant.role != Role.ADMINISTRATOR:
        end_role(grant, by=by, on=on, now=now)
        return None
    value = {"grant": grant.pk, "on": on or clock.today(now)}
    return _ask(grant.user, ChangeKind.END_ROLE, value, by=by, now=now)


def ask_to_set_setting(name, value, *, by, holds_from=None, now=None):
    """Set a setting (returns it), or ask for a change of one that protects somebody (returns what waits)."""
    setting = declared(name)
    if value is not None:
        setting.check(value)
    holds_from = setting.first_day(holds_from, clock.today(now))
    if not needs_agreement(name, value, holds_from):
        return set_setting(name, value, by=by, holds_from=holds_from, now=now)
    return _ask(None, ChangeKind.SETTING, wanted(name, value, holds_from), by=by, now=now)


@transaction.atomic
def _ask(user, kind, value, *, by, now=None):
    """Keep the change and tell everybody concerned at once. Raises DomainError where the same already waits."""
    now, value = now or clock.now(), as_kept(value)
    locked(user or User.objects.get(pk=by.pk))
    same = [change.value for change in PendingChange.objects.waiting().filter(user=user, kind=kind)]
    if kind == ChangeKind.SETTING:
        same = [one for one in same if one["name"] == value["name"]]
    if value in same if kind == ChangeKind.ROLE else same:
        raise DomainError(_("Such a change is waiting already. Withdraw that one first."))
    applies_at = rules.applies_at(now, others=count_others(user, by, now))
    change = PendingChange.objects.create(
        user=user, kind=kind, value=value, asked_by=by, asked_at=now, applies_at=applies_at
    )
    detail = {} if kind == ChangeKind.EMAIL else value  # addresses go after 12 months, and the audit trail stays
    record("ask_for_change", change, by, now=now, user=user and user.pk, kind=kind, **detail)
    tell_waiting(change, now)
    return change


def count_others(user, by, now=None):
    """Return how many other administrators could agree: they can sign in, and it is not about them."""
    others = holders_of(Role.ADMINISTRATOR, clock.today(now)).exclude(pk__in=[one.pk for one in (user, by) if one])
    return sum(other.has_usable_password() for other in others)


@transaction.atomic
def approve_change(change, *, by, now=None):
    """Agree to a change and make it. Raises DomainError for whoever asked for it."""
    _make(locked(change), by=by, now=now or clock.now())


@transaction.atomic
def withdraw_change(change, *, by, now=None):
    """Take a change back: every administrator may, also the one who asked, and so may the person it is about."""
    _withdraw(change, by=by, now=now or clock.now(), ended_by=by)


def _withdraw(change, *, by, now, ended_by=None, **detail):
    PENDING.move(change, PendingStatus.WITHDRAWN, by=by, now=now, detail=detail, ended_by=ended_by, ended_at=now)


def apply_due_changes(now):
    """Make what nobody else could agree to and has waited a day; return how many. Safe to run twice."""
    due = list(PendingChange.objects.due(now))
    for change in due:
        _apply(change, now)
    return len(due)


def _apply(change, now):
    """Make one change; one that a rule refuses meanwhile, such as an address that was taken, is withdrawn."""
    try:
        with transaction.atomic():
            _make(locked(change), by=change.asked_by, now=now)
    except DomainError as error:
        if PendingChange.objects.waiting().filter(pk=change.pk).exists():
            _withdraw(change, by=change.asked_by, now=now, refused=str(error.message))


def _make(change, *, by, now):
    """Let the service of its kind make a change; the service itself looks whether it was agreed (`power`)."""
    PENDING.ready(change, PendingStatus.MADE)
    MAKERS[ChangeKind(change.kind)](change, by=by, agreed=change, now=now)


def _make_role(change, **how):
    value = change.value
    agency = Agency.objects.get(pk=value["agency"]) if value.get("agency") else None
    days = {"starts_on": _day_or_today(value["starts_on"], how["now"]), "ends_on": _day(value["ends_on"])}
    where = {"agency": agency, "position": value.get("position", ""), **days}
    grant_role(_owner(change), value["role"], **where, **how)


def _end_role(change, **how):
    grant = RoleGrant.objects.filter(pk=change.value["grant"]).first()
    if grant is None:
        raise DomainError(_("Someone else has just removed this."))
    end_role(grant, on=_day_or_today(change.value["on"], how["now"]), **how)


def _set_setting(change, **how):
    name, value = change.value["name"], change.value["value"]
    day = _day(change.value["holds_from"])
    set_setting(name, value, holds_from=day if value is None else max(day, clock.today(how["now"])), **how)


def _owner(change):
    return User.objects.get(pk=change.user_id)


def _day(text):
    return text and dt.date.fromisoformat(text)


def _day_or_today(text, now):
    return max(_day(text), clock.today(now))


MAKERS = {
    ChangeKind.EMAIL: lambda change, **how: change_email(_owner(change), change.value["new"], **how),
    ChangeKind.SECOND_FACTOR: lambda change, **how: reset_second_factor(_owner(change), **how),
    ChangeKind.CLOSE: lambda change, **how: deactivate_user(_owner(change), **how),
    ChangeKind.OPEN: lambda change, **how: reactivate_user(_owner(change), **how),
    ChangeKind.ROLE: _make_role,
    ChangeKind.END_ROLE: _end_role,
    ChangeKind.SETTING: _set_setting,
}
