"""What can be done next with a membership, and with a review of one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common import clock
from common.next_steps import NextSteps
from members.models import MembershipEnding
from members.rules import (
    ApplicationStatus,
    CallStatus,
    EndingStatus,
    MembershipStatus,
    ReviewStatus,
    can_be_undone,
)
from members.transitions import APPLICATION, CALL, MEMBERSHIP, REVIEW


def steps_of_membership(membership, by, now=None):
    """Return what the co-ordinator may do with a membership."""
    steps = NextSteps(MEMBERSHIP.targets(membership))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"members:membership_{name}", args=[membership.pk]), **options)

    waits_for = appointment_waits_for(membership, by) if not membership.is_active else ""
    offer("appoint", _("Appoint"), move=MembershipStatus.ACTIVE, waits_for=waits_for)
    offer("edit", _("Change"), when=not membership.is_ended, tone="secondary")
    offer("term", _("Set the term of office"), when=membership.is_active, tone="secondary")
    steps.offer_brought(membership)
    words = _("End the membership") if membership.is_active else _("End the nomination")
    ending = membership.endings.select_related("membership__person").first()
    is_ending = ending is not None and ending.status == EndingStatus.WAITING
    offer("end", words, move=MembershipStatus.ENDED, when=not is_ending, tone="secondary")
    offer("end_correct", _("Correct the last day"), when=membership.is_ended, tone="secondary")
    if ending is not None:
        _offer_ending(steps, ending, by, now or clock.now())
    return steps


def _offer_ending(steps, ending, by, now):
    """Offer what can be done with the latest end of a membership."""

    def offer(name, words, **options):
        address = reverse(f"members:ending_{name}", args=[ending.pk])
        steps.offer(f"ending_{name}", words, address, is_post=True, **options)

    is_waiting = ending.status == EndingStatus.WAITING
    waits_for = agreement_waits_for(ending, by) if ending.is_to_agree else ""
    offer("agree", _("Agree that it ends"), when=ending.is_to_agree, waits_for=waits_for)
    offer("withdraw", _("Take back: they stay a member"), when=is_waiting, tone="secondary")
    is_fresh = ending.status == EndingStatus.MADE and can_be_undone(ending.ended_at, now)
    offer("undo", _("Undo: they are still a member"), when=is_fresh, tone="secondary")


def agreement_waits_for(ending, by):
    """Return why somebody cannot agree to an ending, or nothing."""
    if not ending.is_to_agree:
        return _("This does not wait for anybody.")
    if by.pk == ending.asked_by_id:
        return _("You asked for this membership to end, so somebody else must agree.")
    if by.pk == ending.membership.person.user_id:
        return _("This is about your own membership. Ask a colleague to do it.")
    return ""


def appointment_waits_for(membership, by):
    """Return the reason a nominated person cannot be appointed today, or an empty text."""
    seat = membership.seat
    if seat.closed_on:
        return _("This seat is closed.")
    staying = seat.memberships.active().exclude(endings__in=MembershipEnding.objects.leaving())
    if not seat.is_shared and staying.exists():
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
    if may_decide:
        steps.offer_brought(review)
    offer("withdraw", _("Withdraw the review"), move=ReviewStatus.WITHDRAWN, when=may_decide, tone="link")
    return steps


def steps_of_application(application):
    """Return what the co-ordinator may do with an application for a seat."""
    steps = NextSteps(APPLICATION.targets(application))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"members:application_{name}", args=[application.pk]), **options)

    offer("nominate", _("Nominate for the seat"), move=ApplicationStatus.NOMINATED)
    offer("decline", _("Tell them they were not chosen"), move=ApplicationStatus.DECLINED, tone="secondary")
    words = _("They no longer want it: delete what they wrote")
    if not application.is_waiting:
        words = _("Delete what they wrote")
    offer("withdraw", words, when=not application.cleared_on, is_post=True, tone="secondary")
    return steps


def steps_of_call(call):
    """Return what the co-ordinator may do with the call for a seat."""
    steps = NextSteps(CALL.targets(call))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"members:{name}", args=[call.pk]), tone="secondary", **options)

    offer("application_enter", _("Enter an application"), when=call.is_open)
    offer("call_edit", _("Change the call"), when=call.is_open)
    is_to_answer = call.is_open and call.applications.waiting().exists()
    waits_for = _("Before the call ends, nominate or decline everybody who applied.") if is_to_answer else ""
    offer("call_fill", _("Record how the seat was filled"), move=CallStatus.FILLED, waits_for=waits_for)
    offer("call_correct", _("Correct how it was filled"), when=call.is_filled)
    offer("call_close", _("End the call"), move=CallStatus.ENDED, waits_for=waits_for, is_post=True)
    return steps
