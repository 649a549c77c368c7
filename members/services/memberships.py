"""Memberships: nominate, appoint, end."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.rules import check_open
from common import clock
from common.errors import DomainError
from common.locking import locked
from members.models import Membership
from members.rules import MembershipStatus, check_attended, check_not_later, check_order
from members.services.changes import change, one_line
from members.services.people import end_member_role, give_member_role
from members.services.reviews import withdraw_open_review
from members.services.sendings import write_to
from members.transitions import MEMBERSHIP

BATCH = 500


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
def appoint(membership, *, by, starts_on=None, is_told=True, now=None):
    """Give a nominated person the seat, and the rights of a member to their account.

    From a day to come they are a member once it has come. Raises DomainError for a day before the seat was opened, and
    where somebody else holds the seat on that day and it is not shared (M9). Writes to the member, unless they have
    known for long (`is_told`).
    """
    seat = locked(membership.seat)
    MEMBERSHIP.ready(membership, MembershipStatus.ACTIVE)
    starts_on = starts_on or clock.today(now)
    if starts_on > clock.today(now):
        _appoint_later(membership, seat, starts_on, by=by, now=now)
    else:
        check_seat(seat, starts_on)
        give_member_role(membership.person, starts_on=starts_on, by=by, now=now)
        dates = {"starts_on": starts_on}
        MEMBERSHIP.move(membership, MembershipStatus.ACTIVE, by=by, now=now, detail=dates, joins_on=None, **dates)
    if is_told:
        context, key = {"membership": membership, "on": starts_on}, f"members.appointed.{membership.pk}.{starts_on}"
        write_to(membership.person, "members.appointed", context, key=key, now=now)
    return membership


def _appoint_later(membership, seat, joins_on, *, by, now):
    _check_open(seat, joins_on)
    if not seat.is_shared and any(not leaves_before(holder, joins_on) for holder in seat.memberships.active()):
        raise DomainError(_("Someone else holds this seat on that date."), field="starts_on")
    if by is not None and membership.person.user_id == by.pk:
        raise DomainError(_("This is your own account. Ask a colleague to do it."))
    membership.joins_on = joins_on
    membership.save(update_fields=["joins_on"])
    audit.record("appoint_later", membership, by, now=now, joins_on=joins_on)


def leaves_before(holder, day):
    """Say whether a member gave notice, or somebody agreed that they leave, before a day."""
    return holder.endings.leaving().filter(ends_on__lt=day).exists()


def appoint_due(now):
    """Appoint those whose first day has come; return how many. Where the seat is still held, Today says so."""
    appointed = 0
    for membership in Membership.objects.to_join(clock.today(now)):
        try:
            appoint(membership, starts_on=membership.joins_on, by=None, now=now)
            appointed += 1
        except DomainError:  # the seat is not free: the co-ordinator reads it on Today
            continue
    return appointed


def check_seat(seat, starts_on):
    """Raise DomainError where somebody cannot hold a seat from a day on (M9)."""
    _check_open(seat, starts_on)
    if seat.is_shared:
        return
    if seat.memberships.active().exists():
        raise DomainError(_("Someone already holds this seat. End that membership first, or share the seat."))
    if seat.memberships.filter(starts_on__isnull=False, ends_on__gt=starts_on).exists():
        raise DomainError(_("Someone else held this seat on that date."), field="starts_on")


def _check_open(seat, starts_on):
    if seat.closed_on:
        raise DomainError(_("This seat is closed."))
    if starts_on < seat.opened_on:
        raise DomainError(_("The seat was not open on that date."), field="starts_on")


@transaction.atomic
def end_membership(membership, *, reason, by, ends_on=None, now=None):
    """End a membership, or a nomination; the rights of a member end with the last one, at once.

    A membership comes here from `endings`, where a second person agrees if its holder did not ask for it. An open
    review of it is withdrawn: there is nothing left to decide. Raises DomainError for a day to come, a day before it
    began or before a meeting they came to, or no reason.
    """
    MEMBERSHIP.ready(membership, MembershipStatus.ENDED)
    ends_on, reason = ends_on or clock.today(now), one_line(reason)
    check_not_later(ends_on, clock.today(now), "ends_on")
    check_end(membership, ends_on, reason)
    withdraw_open_review(membership, by=by, now=now)
    detail, fields = {"reason": reason, "ends_on": ends_on}, {"ends_on": ends_on, "end_reason": reason}
    MEMBERSHIP.move(membership, MembershipStatus.ENDED, by=by, now=now, detail=detail, **fields)
    if not membership.person.memberships.active().exists():
        end_member_role(membership.person, by=by, now=now, reason=reason)
    return membership


def check_end(membership, ends_on, reason):
    """Raise DomainError for an end without a reason, before it began, or before a meeting its holder came to."""
    check_order(membership.starts_on or membership.nominated_on, ends_on, "ends_on")
    check_attended(membership.last_attended_on, ends_on)
    if not reason:
        raise DomainError(_("Say why it is ending."), field="reason")


@transaction.atomic
def record_past_memberships(terms, *, by, now=None):
    """Enter terms of office that are over, given as rows that are not saved yet; nobody is written to.

    Raises DomainError for a term that is not over, that has no reason, or in which somebody else held the seat.
    """
    there = defaultdict(list)
    for other in Membership.objects.filter(seat__in={term.seat_id for term in terms}):
        there[other.seat_id].append(other)
    for term in terms:
        check_past_term(term, there[term.seat_id], clock.today(now))
        term.status, term.nominated_on = MembershipStatus.ENDED, term.starts_on
        there[term.seat_id].append(term)
    Membership.objects.bulk_create(terms, batch_size=BATCH)
    audit.record_each("record_past_membership", terms, by, now=now)
    return terms


def check_past_term(term, others, today):
    """Raise DomainError where a past term of office cannot be entered beside the other terms of its seat."""
    check_not_later(term.ends_on, today, "ends_on")
    check_end(term, term.ends_on, term.end_reason)
    if term.starts_on < term.seat.opened_on:
        raise DomainError(_("The seat was not open on that date."), field="starts_on")
    if term.seat.closed_on and term.ends_on > term.seat.closed_on:
        raise DomainError(_("The seat was closed by then."), field="ends_on")
    for other in others:
        is_same_person = other.person is term.person or (other.person_id and other.person_id == term.person_id)
        if is_same_time(other, term) and (is_same_person or not term.seat.is_shared):
            raise DomainError(_("Someone held this seat in that time already."), field="starts_on")


def is_same_time(one, other):
    """Say whether two terms of office share more than the day on which one follows the other."""
    if one.starts_on is None or other.starts_on is None:
        return False
    return (other.ends_on is None or one.starts_on < other.ends_on) and (
        one.ends_on is None or other.starts_on < one.ends_on
    )
