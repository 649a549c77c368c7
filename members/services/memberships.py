"""A person's way through a seat: nominated, appointed, ended."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.rows import locked
from members.models import Membership
from members.rules import MembershipStatus, check_membership_move, check_not_later, check_order
from members.services.letters import write_to
from members.services.people import end_member_role, give_member_role
from members.services.reviews import withdraw_open_review
from members.services.rows import change, one_line


@transaction.atomic
def nominate(
    person,
    seat,
    *,
    by,
    now=None,
    role_title="",
    affiliation="",
    second_affiliation="",
    attends_in_paid_work=False,
    nominated_on=None,
):
    """Put somebody forward for a seat. Raises DomainError for a closed seat, or one they have already."""
    locked(seat)
    nominated_on = nominated_on or clock.today(now)
    check_not_later(nominated_on, clock.today(now), "nominated_on")
    if seat.closed_on:
        raise DomainError(_("This seat is closed."), field="seat")
    if seat.memberships.current().filter(person=person).exists():
        raise DomainError(_("They hold this seat, or are nominated to it, already."), field="person")
    membership = Membership.objects.create(
        person=person,
        seat=seat,
        role_title=one_line(role_title),
        affiliation=one_line(affiliation),
        second_affiliation=one_line(second_affiliation),
        attends_in_paid_work=attends_in_paid_work,
        nominated_on=nominated_on,
    )
    audit.record("nominate", membership, by, now=now)
    return membership


@transaction.atomic
def update_membership(membership, *, by, now=None, **fields):
    """Change a member's role or whom they sit for, from now on; what past records copied stays as it was that day."""
    locked(membership)
    changed = change(membership, **fields)
    if changed:
        audit.record("update_membership", membership, by, now=now, changed=changed)
    return membership


@transaction.atomic
def appoint(membership, *, by, starts_on=None, now=None):
    """Give a nominated person the seat, and the rights of a member to their account.

    Raises DomainError for a day to come or before the seat was opened, and where somebody else held the seat on that
    day and it is not shared (M9). Writes to the member.
    """
    seat = locked(membership.seat)
    locked(membership)
    membership.seat = seat
    starts_on = starts_on or clock.today(now)
    check_membership_move(membership.status, MembershipStatus.ACTIVE)
    check_not_later(starts_on, clock.today(now), "starts_on")
    _check_seat(seat, starts_on)
    membership.status, membership.starts_on = MembershipStatus.ACTIVE, starts_on
    membership.save(update_fields=["status", "starts_on"])
    give_member_role(membership.person, starts_on=starts_on, by=by, now=now)
    audit.record("appoint", membership, by, now=now, starts_on=starts_on)
    write_to(
        membership.person,
        _("You are a member of the group"),
        "members/mail/appointed",
        {"membership": membership},
        key=f"members.appointed.{membership.pk}",
        now=now,
    )
    return membership


def appointment_waits_for(membership, by):
    """Return in words why a nominated person cannot be appointed today, or nothing."""
    seat = membership.seat
    if seat.closed_on:
        return _("This seat is closed.")
    if not seat.is_shared and seat.memberships.active().exists():
        return _("Somebody holds this seat. End that membership first, or share the seat.")
    if membership.person.user_id == by.pk:
        return _("This is your own account. Ask a colleague to do it.")
    return ""


def _check_seat(seat, starts_on):
    if seat.closed_on:
        raise DomainError(_("This seat is closed."))
    if starts_on < seat.opened_on:
        raise DomainError(_("The seat was not open yet on that day."), field="starts_on")
    if seat.is_shared:
        return
    if seat.memberships.active().exists():
        raise DomainError(_("Somebody holds this seat. End that membership first, or share the seat."))
    if seat.memberships.filter(starts_on__isnull=False, ends_on__gt=starts_on).exists():
        raise DomainError(_("Somebody else held this seat on that day."), field="starts_on")


@transaction.atomic
def end_membership(membership, *, reason, by, ends_on=None, now=None):
    """End a membership, or a nomination; the rights of a member end with the last one, at once.

    An open review of it is withdrawn: there is nothing left to decide. Raises DomainError for a day to come, a day
    before it began, or no reason.
    """
    locked(membership)
    ends_on = ends_on or clock.today(now)
    check_membership_move(membership.status, MembershipStatus.ENDED)
    check_not_later(ends_on, clock.today(now), "ends_on")
    check_order(membership.starts_on or membership.nominated_on, ends_on, "ends_on")
    if not reason.strip():
        raise DomainError(_("Say why it ends."), field="reason")
    withdraw_open_review(membership, reason=_("The membership ended."), by=by, now=now)
    membership.status, membership.ends_on = MembershipStatus.ENDED, ends_on
    membership.end_reason = one_line(reason)
    membership.save(update_fields=["status", "ends_on", "end_reason"])
    if not membership.person.memberships.active().exists():
        end_member_role(membership.person, by=by, now=now, reason=membership.end_reason)
    audit.record("end_membership", membership, by, now=now, reason=membership.end_reason, ends_on=ends_on)
    return membership
