"""The end of a membership: at once where its holder asked for it, otherwise with a second person or after a day."""

import contextlib
import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.roles import Role
from accounts.selectors import holders_of
from common import clock
from common.errors import DomainError
from common.locking import locked
from members import rules
from members.models import Membership, MembershipEnding
from members.next_steps import agreement_waits_for
from members.rules import EndingKind, EndingStatus, MembershipStatus
from members.services.changes import one_line
from members.services.memberships import check_end, check_seat, end_membership
from members.services.people import give_member_role
from members.services.reviews import reopen_review
from members.services.sendings import write_to
from members.transitions import ENDING, MEMBERSHIP, RESTORING


@transaction.atomic
def ask_to_end(membership, *, kind, reason, by, ends_on=None, review=None, now=None):
    """End a membership, or have it end after its last day; returns the ending.

    What its holder did not ask for waits for a second co-ordinator, or 24 hours where there is none; so does the end of
    a membership under review, whoever is said to want it. They are told.
    """
    now = now or clock.now()
    MEMBERSHIP.ready(membership, MembershipStatus.ENDED)
    ends_on, reason = ends_on or clock.today(now), one_line(reason)
    check_end(membership, ends_on, reason)
    if membership.endings.waiting().exists():
        raise DomainError(_("This membership is already going to end. Withdraw that first."))
    earliest, others = _earliest(ends_on, now), _count_others(membership, by, now)
    is_under_review = membership.reviews.open().exists()
    ending = MembershipEnding.objects.create(
        membership=membership,
        kind=EndingKind(kind),
        reason=reason,
        ends_on=ends_on,
        review=review,
        asked_by=by,
        asked_at=now,
        applies_at=rules.ending_applies_at(kind, now, earliest, others, is_under_review=is_under_review),
    )
    audit.record("ask_to_end", ending, by, now=now, kind=kind, ends_on=ends_on)
    if ending.applies_at is not None and ending.applies_at <= now:
        return _make(ending, by=by, now=now)
    _tell(ending, "members.ending_waits", now)
    return ending


def _earliest(ends_on, now):
    """Return the first moment a membership may be over: now, or the moment after a last day to come."""
    if ends_on <= clock.today(now):
        return now
    return clock.at(ends_on + clock.DAY, dt.time())


def _count_others(membership, by, now=None):
    """Return how many other co-ordinators could agree: they can sign in, and it is not about them."""
    concerned = {membership.person.user_id, by and by.pk} - {None}
    others = holders_of(Role.COORDINATOR, clock.today(now)).exclude(pk__in=concerned)
    return sum(other.has_usable_password() for other in others)


@transaction.atomic
def agree_to_ending(ending, *, by, now=None):
    """Agree to the end of a membership. Raises DomainError for whoever asked for it, and whose membership it is."""
    now = now or clock.now()
    ENDING.ready(ending, EndingStatus.MADE)
    if words := agreement_waits_for(ending, by):
        raise DomainError(words)
    ending.agreed_by, ending.applies_at = by, _earliest(ending.ends_on, now)
    ending.save(update_fields=["agreed_by", "applies_at"])
    audit.record("agree_to_ending", ending, by, now=now)
    return _make(ending, by=by, now=now) if ending.applies_at <= now else ending


@transaction.atomic
def withdraw_ending(ending, *, by, now=None):
    """Withdraw an ending that waits; its member is told that they stay."""
    now = now or clock.now()
    ENDING.move(ending, EndingStatus.WITHDRAWN, by=by, now=now, ended_at=now)
    _tell(ending, "members.ending_undone", now)
    return ending


@transaction.atomic
def undo_ending(ending, *, by, now=None):
    """Undo the end of a membership within the day; its member is told, and a review that ended with it is open again.

    Raises DomainError once the seat is taken.
    """
    now = now or clock.now()
    ENDING.ready(ending, EndingStatus.UNDONE)
    if not rules.can_be_undone(ending.ended_at, now):
        raise DomainError(_("More than 24 hours have passed, so this cannot be undone. Nominate them again."))
    membership = Membership.objects.get(pk=ending.membership_id)
    check_seat(locked(membership.seat), clock.today(now))
    RESTORING.move(membership, MembershipStatus.ACTIVE, by=by, now=now)
    give_member_role(membership.person, starts_on=membership.starts_on, by=by, now=now)
    reopen_review(membership, ended_on=clock.today(ending.ended_at), by=by, now=now)
    ENDING.move(ending, EndingStatus.UNDONE, by=by, now=now)
    _tell(ending, "members.ending_undone", now)
    return ending


def apply_due_endings(now):
    """End the memberships whose last day is over, and those nobody else could agree to; safe to run twice.

    One that can no longer be made, because its holder came to a later meeting, goes on waiting and holds up no other.
    """
    due = list(MembershipEnding.objects.due(now))
    for ending in due:
        with contextlib.suppress(DomainError), transaction.atomic():
            if MembershipEnding.objects.due(now).filter(pk=locked(ending).pk).exists():
                _make(ending, by=None, now=now)
    return len(due)


def _make(ending, *, by, now):
    ENDING.move(ending, EndingStatus.MADE, by=by, now=now, ended_at=now)
    membership = Membership.objects.get(pk=ending.membership_id)
    end_membership(membership, reason=ending.reason, ends_on=ending.ends_on, by=by, now=now)
    _tell(ending, "members.ended", now)
    return ending


def _tell(ending, name, now):
    membership, key = ending.membership, f"{name}.{ending.pk}"
    write_to(membership.person, name, {"ending": ending, "membership": membership}, key=key, now=now)


@transaction.atomic
def correct_end(membership, *, ends_on, reason, by, now=None):
    """Correct the last day of a membership that has ended, with the reason; the audit trail keeps the day before."""
    membership = locked(membership)
    if membership.status != MembershipStatus.ENDED:
        raise DomainError(_("This membership has not ended."))
    reason, before = one_line(reason), membership.ends_on
    rules.check_not_later(ends_on, clock.today(now), "ends_on")
    check_end(membership, ends_on, reason)
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    audit.record("correct_end", membership, by, now=now, before=before, after=ends_on, reason=reason)
    return membership
