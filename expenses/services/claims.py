"""An expense claim from its first word to its payment: made, sent, approved or returned, paid, withdrawn (M13).

Nobody approves or pays a claim that is theirs or that they entered, and nobody pays what they approved.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.services.settings import get_setting
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.references import next_reference
from expenses.emails import tell_claimant
from expenses.models import Claim
from expenses.rules import (
    PREFIX,
    ClaimStatus,
    PayHow,
    approval_due,
    financial_year_end,
    holds_bank_details,
    payment_due,
    pounds,
)
from expenses.selectors import came_for, may_claim, memberships_of, person_of
from expenses.services.lines import check_no_bank_details, no_longer_changed
from expenses.transitions import CLAIM
from expenses.wording import (
    APPROVED_BY_YOU,
    CHANGED_SINCE,
    NO_PAID_WORK_REASON,
    NO_RECEIPT,
    NO_REFERENCE_DETAILS,
    NOTHING_CLAIMED,
    OWN_CLAIM,
)
from issues.rules import Channel

S = ClaimStatus


@transaction.atomic
def start_claim(*, by, meeting=None, now=None, **details):
    """Start somebody's own claim, for a meeting or an activity in words. Raises DomainError for who may not claim."""
    if not may_claim(by):
        raise DomainError(_("Only members, and those who came in the place of one, can claim expenses."))
    person = person_of(by)
    seat = person and memberships_of(person).first()
    reply = None if seat else came_for(by).first()
    whose = {"person": person, "claimant": by, "name": person.name if person else by.name}
    return _make(whose, seat or (reply and reply.membership), meeting, details, by=by, now=now, is_substitute=not seat)


@transaction.atomic
def enter_claim(person, *, by, channel, meeting=None, name="", now=None, **details):
    """Enter a claim that came on paper or by phone, for a person of the group, or a substitute by their name."""
    if person is None and not name.strip():
        raise DomainError(_("Choose who claims, or give the name of the substitute."), field="person")
    if channel not in {Channel.PAPER, Channel.PHONE, Channel.IN_PERSON, Channel.EMAIL}:
        raise DomainError(_("Say how the claim came."), field="channel")
    if person and person.user_id == by.pk:
        raise DomainError(_("This is you. Make your own claim on your own page."), field="person")
    seat = person and memberships_of(person).first()
    whose = {"person": person, "claimant": person.user if person else None, "entered_by": by, "channel": channel}
    whose["name"] = person.name if person else " ".join(name.split())
    return _make(whose, seat, meeting, details, by=by, now=now, is_substitute=not seat)


def _make(whose, seat, meeting, details, *, by, now, is_substitute):
    today = clock.today(now)
    if seat and not is_substitute:
        whose |= {"role_title": seat.role_title, "affiliation": seat.affiliation}
    claim = Claim(
        reference=next_reference(PREFIX),
        is_in_paid_work=bool(seat and seat.attends_in_paid_work),
        started_on=today,
        changed_on=today,
        **whose,
    )
    _set_details(claim, meeting=meeting, **details)
    claim.save(force_insert=True)
    audit.record("start_claim", claim, by, now=now, channel=claim.channel)
    return claim


def _set_details(claim, *, meeting=None, activity="", paid_work_reason="", pay_how=PayHow.BANK, pay_contact=""):
    activity = "" if meeting else " ".join(activity.split())
    if meeting is None and not activity:
        raise DomainError(_("Choose a meeting, or say what else you claim for."), field="activity")
    texts = {"activity": activity, "paid_work_reason": paid_work_reason.strip(), "pay_contact": pay_contact.strip()}
    check_no_bank_details(**texts)
    for name, value in {**texts, "meeting": meeting, "pay_how": pay_how}.items():
        setattr(claim, name, value)


@transaction.atomic
def change_claim(claim, *, by, now=None, **details):
    """Change what a claim is for, why it is made, or how it is paid, while it is with its claimant."""
    claim = locked(claim)
    if words := no_longer_changed(claim):
        raise DomainError(words)
    _set_details(claim, **details)
    claim.changed_on = clock.today(now)
    claim.save(update_fields=["meeting", "activity", "paid_work_reason", "pay_how", "pay_contact", "changed_on"])
    audit.record("change_claim", claim, by, now=now)
    return claim


def missing_from(claim):
    """Return what must be done before a claim is sent, in sentences."""
    if not claim.total:
        return [NOTHING_CLAIMED]
    found = [NO_RECEIPT % {"what": line} for line in claim.lines.without_receipt()]
    if claim.is_in_paid_work and not claim.paid_work_reason:
        found.append(NO_PAID_WORK_REASON)
    return found


@transaction.atomic
def submit_claim(claim, *, by, now=None):
    """Send a claim, complete: a receipt or a reason for all but mileage, and in paid work why it is made (M13)."""
    claim = CLAIM.ready(claim, S.SUBMITTED)
    if missing := missing_from(claim):
        raise DomainError(missing[0])
    texts = [text for line in claim.lines.all() for text in (line.what, line.no_receipt_reason)]
    if holds_bank_details([*texts, claim.activity, claim.paid_work_reason]):
        raise DomainError(_("Together, what you wrote looks like bank details. Take the numbers out."))
    today = clock.today(now)
    due = approval_due(today, get_setting("claim_approval_days", on=today))
    times = claim.times_sent + 1
    dates = {"approve_by_on": due, "times_sent": times, "changed_on": today}
    return CLAIM.move(claim, S.SUBMITTED, by=by, now=now, detail={"total": str(claim.total)}, **dates)


@transaction.atomic
def withdraw_claim(claim, *, by, now=None):
    """Take a claim back before it is approved; only who claims does, or who entered it for them."""
    if by.pk not in {claim.claimant_id, claim.entered_by_id}:
        raise DomainError(_("Only who makes a claim can withdraw it."))
    return CLAIM.move(claim, S.WITHDRAWN, by=by, now=now, changed_on=clock.today(now))


def approval_waits_for(claim, by):
    """Return why somebody may not approve or return a claim, or nothing."""
    return OWN_CLAIM if by.pk in _makers(claim) else ""


def payment_waits_for(claim, by):
    """Return why somebody may not pay a claim, or nothing."""
    if by.pk in _makers(claim):
        return OWN_CLAIM
    return APPROVED_BY_YOU if by.pk == claim.approved_by_id else ""


def _makers(claim):
    person = claim.person.user_id if claim.person_id else None
    return {claim.claimant_id, claim.entered_by_id, person} - {None}


@transaction.atomic
def approve_claim(claim, *, by, seen=None, now=None):
    """Approve a claim as it was shown; `seen` is how often it had been sent when it was read."""
    claim = CLAIM.ready(claim, S.APPROVED)
    if words := approval_waits_for(claim, by):
        raise DomainError(words)
    if seen is not None and seen != claim.times_sent:
        raise DomainError(CHANGED_SINCE)
    today = clock.today(now)
    due = payment_due(today, get_setting("claim_payment_days", on=today))
    fields = {"approved_by": by, "approved_on": today, "pay_by_on": due, "changed_on": today}
    claim = CLAIM.move(claim, S.APPROVED, by=by, now=now, detail={"total": str(claim.total)}, **fields)
    tell_claimant(claim, "expenses.claim_approved", pounds(claim.total), now=now)
    return claim


@transaction.atomic
def return_claim(claim, reason, *, by, now=None):
    """Return a claim to its claimant with the reason, which they read; also one that was approved and is not paid."""
    claim = CLAIM.ready(claim, S.RETURNED)
    if words := approval_waits_for(claim, by):
        raise DomainError(words)
    reason = reason.strip()
    if not reason:
        raise DomainError(_("Give the reason. Whoever claims reads it."), field="reason")
    check_no_bank_details(reason=reason)
    fields = {"return_reason": reason, "changed_on": clock.today(now)}
    claim = CLAIM.move(claim, S.RETURNED, by=by, now=now, **fields)
    tell_claimant(claim, "expenses.claim_returned", pounds(claim.total), now=now)
    return claim


@transaction.atomic
def pay_claim(claim, *, on, reference, by, now=None):
    """Record that an approved claim was paid on a day, with the reference of the payment."""
    claim = CLAIM.ready(claim, S.PAID)
    if words := payment_waits_for(claim, by):
        raise DomainError(words)
    reference, today = " ".join(reference.split()), clock.today(now)
    _check_payment(claim, on, reference, today)
    fields = {"paid_by": by, "paid_on": on, "payment_reference": reference, "changed_on": today}
    fields["year_ends_on"] = financial_year_end(on)
    claim = CLAIM.move(claim, S.PAID, by=by, now=now, detail={"total": str(claim.total)}, **fields)
    tell_claimant(claim, "expenses.claim_paid", pounds(claim.total), now=now)
    return claim


def _check_payment(claim, on, reference, today):
    if not reference:
        words = _("Give the reference of the payment, so that it can be found in the accounts.")
        raise DomainError(words, field="reference")
    if holds_bank_details([reference], is_reference=True):
        raise DomainError(NO_REFERENCE_DETAILS, field="reference")
    if on > today:
        raise DomainError(_("This date is still to come. Give the day it was paid."), field="on")
    if on < claim.approved_on:
        raise DomainError(_("This is before the day the claim was approved."), field="on")
