"""What can be done next with a membership, and with a review of one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.next_steps import NextSteps
from members.rules import MembershipStatus, ReviewStatus
from members.transitions import MEMBERSHIP, REVIEW


def steps_of_membership(membership, by):
    """Return what the co-ordinator may do with a membership."""
    steps = NextSteps(MEMBERSHIP.targets(membership))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"members:membership_{name}", args=[membership.pk]), **options)

    waits_for = appointment_waits_for(membership, by) if not membership.is_active else ""
    offer("appoint", _("Appoint"), move=MembershipStatus.ACTIVE, waits_for=waits_for)
    offer("edit", _("Change"), when=not membership.is_ended, tone="secondary")
    words = _("End the membership") if membership.is_active else _("End the nomination")
    offer("end", words, move=MembershipStatus.ENDED, tone="secondary")
    return steps


def appointment_waits_for(membership, by):
    """Return the reason a nominated person cannot be appointed today, or an empty text."""
    seat = membership.seat
    if seat.closed_on:
        return _("This seat is closed.")
    if not seat.is_shared and seat.memberships.active().exists():
        return _("Someone already holds this seat. End that membership first, or share the seat.")
    if membership.person.user_id == by.pk:
        return _("This is your own account. Ask a colleague to do it.")
    return ""


def steps_of_review(review, by):
    """Return what a person may do with a review: the member is heard, and someone else decides."""
    steps = NextSteps(REVIEW.targets(review))
    is_own = review.membership.person.user_id == by.pk
    may_decide = not is_own and by.has_perm("members.decide_review")

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"members:review_{name}", args=[review.pk]), **options)

    words, tone = (_("Tell the group"), "") if is_own else (_("Record what the member said"), "secondary")
    offer("say", words, when=review.is_open, tone=tone)
    offer("decide", _("Record the decision"), move=ReviewStatus.DECIDED, when=may_decide)
    offer("withdraw", _("Withdraw the review"), move=ReviewStatus.WITHDRAWN, when=may_decide, tone="link")
    return steps
