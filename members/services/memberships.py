"""Memberships: nominate, appoint, end."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.rules import check_open
from common import clock
from common.errors import DomainError
from common.locking import locked
from members.emails import write_to
from members.models import Membership
from members.rules import MembershipStatus, check_not_later, check_order
from members.services.changes import change, one_line
from members.services.people import end_member_role, give_member_role
from members.services.reviews import withdraw_open_review
from members.transitions import MEMBERSHIP


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
    """Nominate a person for a seat. Raises DomainError for a closed seat or account, or a seat they already have."""
    locked(seat)
    check_open(person.user, "person")
    nominated_on = nominated_on or clock.today(now)
    check_not_later(nominated_on, clock.today(now), "nominated_on")
    if seat.closed_on:
        raise DomainError(_("This seat is closed."), field="seat")
    if seat.memberships.current().filter(person=person).exists():
        raise DomainError(_("They already hold this seat or are nominated for it."), field="person")
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
    """Change a member's role or who they represent, from now on; past records keep the details of their day."""
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
    MEMBERSHIP.ready(membership, MembershipStatus.ACTIVE)
    starts_on = starts_on or clock.today(now)
    check_not_later(starts_on, clock.today(now), "starts_on")
    _check_seat(seat, starts_on)
    give_member_role(membership.person, starts_on=starts_on, by=by, now=now)
    dates = {"starts_on": starts_on}
    MEMBERSHIP.move(membership, MembershipStatus.ACTIVE, by=by, now=now, detail=dates, **dates)
    write_to(
        membership.person,
        "members.appointed",
        {"membership": membership},
        key=f"members.appointed.{membership.pk}",
        now=now,
    )
    return membership


def _check_seat(seat, starts_on):
    if seat.closed_on:
        raise DomainError(_("This seat is closed."))
    if starts_on < seat.opened_on:
        raise DomainError(_("The seat was not open on that date."), field="starts_on")
    if seat.is_shared:
        return
    if seat.memberships.active().exists():
        raise DomainError(_("Someone already holds this seat. End that membership first, or share the seat."))
    if seat.memberships.filter(starts_on__isnull=False, ends_on__gt=starts_on).exists():
        raise DomainError(_("Someone else held this seat on that date."), field="starts_on")


@transaction.atomic
def end_membership(membership, *, reason, by, ends_on=None, now=None):
    """End a membership, or a nomination; the rights of a member end with the last one, at once.

    An open review of it is withdrawn: there is nothing left to decide. Raises DomainError for a day to come, a day
    before it began, or no reason.
    """
    MEMBERSHIP.ready(membership, MembershipStatus.ENDED)
    ends_on, reason = ends_on or clock.today(now), one_line(reason)
    check_not_later(ends_on, clock.today(now), "ends_on")
    check_order(membership.starts_on or membership.nominated_on, ends_on, "ends_on")
    if not reason:
        raise DomainError(_("Say why it is ending."), field="reason")
    withdraw_open_review(membership, reason=_("The membership ended."), by=by, now=now)
    detail, fields = {"reason": reason, "ends_on": ends_on}, {"ends_on": ends_on, "end_reason": reason}
    MEMBERSHIP.move(membership, MembershipStatus.ENDED, by=by, now=now, detail=detail, **fields)
    if not membership.person.memberships.active().exists():
        end_member_role(membership.person, by=by, now=now, reason=reason)
    return membership
