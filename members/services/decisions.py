"""What the group decided on a review, carried out (M11)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.rows import locked
from members.rules import (
    ENDING_OUTCOMES,
    ReviewOutcome,
    ReviewStatus,
    check_not_later,
    check_note,
    check_order,
    check_review_move,
)
from members.services.memberships import end_membership
from members.services.seats import update_seat


@transaction.atomic
def decide_review(review, *, outcome, by, note="", decided_on=None, now=None):
    """Record the group's decision and carry it out: a membership ends, or its seat becomes a shared one.

    Raises DomainError without the support agreed where that is the outcome, for a day that cannot be, and to the
    member concerned.
    """
    membership = locked(review.membership)
    locked(review)
    outcome, decided_on = ReviewOutcome(outcome), decided_on or clock.today(now)
    check_review_move(review.status, ReviewStatus.DECIDED)
    check_note(outcome, note)
    check_not_later(decided_on, clock.today(now), "decided_on")
    check_order(review.opened_on, decided_on, "decided_on")
    if by is not None and membership.person.user_id == by.pk:
        raise DomainError(_("This is about your own membership. Ask a colleague to record the decision."))
    review.status, review.outcome, review.decided_on, review.note = ReviewStatus.DECIDED, outcome, decided_on, note
    review.save(update_fields=["status", "outcome", "decided_on", "note"])
    audit.record("decide_review", review, by, now=now, outcome=outcome)
    if outcome in ENDING_OUTCOMES:
        end_membership(membership, reason=_("Review: %s") % outcome.label, ends_on=decided_on, by=by, now=now)
    elif outcome == ReviewOutcome.SHARE and not membership.seat.is_shared:
        update_seat(membership.seat, is_shared=True, sharing_agreed_on=decided_on, by=by, now=now)
    return review
