"""What the group decided on a review, carried out (M11)."""

from django.db import transaction
from django.utils.translation import gettext as _

from common import clock
from common.errors import DomainError
from common.locking import locked
from members.rules import (
    ENDING_OF,
    ReviewOutcome,
    ReviewStatus,
    check_not_later,
    check_note,
    check_order,
)
from members.services.endings import ask_to_end
from members.services.seats import update_seat
from members.services.sendings import write_to
from members.transitions import REVIEW


@transaction.atomic
def decide_review(review, *, outcome, decided_on, by, note="", now=None):
    """Record the group's decision and carry it out: a membership ends, or its seat becomes a shared one.

    `decided_on` is the day of the meeting whose resolution it is. The member is told. Raises DomainError without the
    support agreed where that is the outcome, for a day that cannot be, and to the member concerned.
    """
    membership = locked(review.membership)
    REVIEW.ready(review, ReviewStatus.DECIDED)
    outcome = ReviewOutcome(outcome)
    check_note(outcome, note)
    check_not_later(decided_on, clock.today(now), "decided_on")
    check_order(review.opened_on, decided_on, "decided_on")
    if by is not None and membership.person.user_id == by.pk:
        raise DomainError(_("This is about your own membership. Ask a colleague to record the decision."))
    decision = {"outcome": outcome, "decided_on": decided_on, "note": note}
    REVIEW.move(review, ReviewStatus.DECIDED, by=by, now=now, detail={"outcome": outcome}, **decision)
    context = {"review": review, "membership": membership}
    write_to(membership.person, "members.review_decided", context, key=f"members.review_decided.{review.pk}", now=now)
    if outcome in ENDING_OF:
        ending = {"kind": ENDING_OF[outcome], "reason": _("Review: %s") % outcome.label, "ends_on": decided_on}
        ask_to_end(membership, review=review, by=by, now=now, **ending)
    elif outcome == ReviewOutcome.SHARE and not membership.seat.is_shared:
        update_seat(membership.seat, is_shared=True, sharing_agreed_on=decided_on, by=by, now=now)
    return review
