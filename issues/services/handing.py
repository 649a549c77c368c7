"""An issue goes to an independent reader because it is about the service itself, or to the co-ordinator because not."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.services.settings import get_setting
from common import clock
from common.errors import DomainError
from common.locking import locked
from issues import rules
from issues.emails import tell_readers
from issues.models import Handover
from issues.rules import IssueStatus
from issues.services.moves import move_issue
from issues.services.own_issues import teller
from issues.services.words import unpublish_issue

NOT_TOLD = gettext_lazy("No e-mail reached the parent, so they could not object. Ring or write to them, or keep it.")


def cannot_be_passed(issue):
    """Return why the co-ordinator cannot pass an issue to the independent readers, or nothing."""
    if issue.is_about_us:
        return _("An independent reader has this already.")
    if issue.split_from_id or issue.is_split:
        return _("This is part of a letter that was split. Follow it as one letter again, and pass the letter on.")
    if issue.status not in rules.CAN_BE_PASSED:
        return _("This can only be passed on before an agency has it, and while it is followed by itself.")
    if issue.merged_issues.exists():
        return _("Other issues are merged into this one. Separate them first.")
    return ""


@transaction.atomic
def pass_to_reader(issue, *, reason, by, now=None):
    """Pass an issue that turns out to be about the service to its independent readers, who are told; by its same clock.

    It leaves the co-ordinator's sight, the group's reading and its theme at once. Its parent is told why.
    """
    issue, today = locked(issue), clock.today(now)
    if not reason.strip():
        raise DomainError(_("Say why you are passing it on. The parent will see this."), field="reason")
    if words := cannot_be_passed(issue):
        raise DomainError(words)
    issue = unpublish_issue(issue, by=by, now=now)
    fields = {"is_about_us": True, "is_apart": True, "theme": None, "present_by_on": None}
    for name, value in fields.items():
        setattr(issue, name, value)
    issue.save(update_fields=list(fields))
    Handover.objects.create(issue=issue, is_to_reader=True, reason=reason.strip(), asked_on=today, done_on=today)
    if issue.status == IssueStatus.LOGGED:
        dates = {"acknowledged_on": issue.acknowledged_on}
        move_issue(issue, IssueStatus.ACKNOWLEDGED, by=by, now=now, verb="pass_to_reader", **dates)
    else:
        audit.record("pass_to_reader", issue, by, now=now)
    tell_readers(issue, now=now)
    return issue


def handover_of(issue):
    """Return the handover of an issue to the co-ordinator that its parent was told of and that is not over, or None."""
    return issue.handovers.waiting().first()


def is_yet_to_be_told(handover):
    """Say whether the parent does not know of a handover yet: no e-mail reached them, and nobody rang or wrote."""
    untold = handover.issue.turns.filter(key=handover.asked_key, told_on=None)
    return handover.agreed_on is None and untold.exists()


def cannot_be_handed(issue):
    """Return why a reader cannot hand an issue to the co-ordinator, or nothing."""
    if not issue.is_apart or issue.status not in rules.CAN_BE_HANDED:
        return _("This can only be handed to the co-ordinator before you have answered it or the group follows it.")
    return ""


@transaction.atomic
def ask_to_hand(issue, *, reason, by, how_agreed="", now=None):
    """Tell the parent that an issue seems not to be about the service, and why; they may object for some days.

    Where they have said already that they agree (`how_agreed`), it is handed to the co-ordinator at once.
    """
    issue, today = locked(issue), clock.today(now)
    if not reason.strip():
        raise DomainError(_("Say why it is not about the service. The parent will see this."), field="reason")
    if words := cannot_be_handed(issue):
        raise DomainError(words)
    if handover_of(issue):
        raise DomainError(_("The parent has been told already, and has time to object."))
    handover = Handover(issue=issue, reason=reason.strip(), asked_on=today, how_agreed=how_agreed.strip())
    if handover.how_agreed:
        handover.agreed_on = today
    else:
        handover.from_on = rules.words_settled(today, get_setting("objection_days", on=today))
    handover.save()
    if handover.agreed_on:
        return _hand(issue, handover, by=by, now=now)
    audit.record("ask_to_hand", issue, by, now=now)
    return issue


@transaction.atomic
def hand_to_coordinator(issue, *, by, now=None):
    """Hand an issue to the co-ordinator; its parent has agreed, or has not objected in the time they had."""
    issue = locked(issue)
    handover = handover_of(issue)
    if handover is None or not handover.may_be_done(clock.today(now)):
        raise DomainError(_("The parent has to be told first, and has time to object."))
    if is_yet_to_be_told(handover):
        raise DomainError(NOT_TOLD)
    if words := cannot_be_handed(issue):
        raise DomainError(words)
    return _hand(issue, handover, by=by, now=now)


@transaction.atomic
def answer_handover(issue, *, is_agreed, by=None, now=None):
    """Keep the parent's word: with their yes the co-ordinator has the issue at once, with their no the reader keeps it.

    Raises DomainError where nothing waits for their word.
    """
    issue, today = locked(issue), clock.today(now)
    handover = handover_of(issue)
    if handover is None or cannot_be_handed(issue):
        raise DomainError(_("There is nothing for you to agree to now."))
    by = teller(issue, by)
    if is_agreed:
        handover.agreed_on = today
        return _hand(issue, handover, by=by, now=now)
    handover.objected_on = today
    handover.save(update_fields=["objected_on"])
    audit.record("object_to_handover", issue, by, now=now)
    return issue


def _hand(issue, handover, *, by, now):
    handover.done_on = clock.today(now)
    handover.save()
    issue.is_about_us = issue.is_apart = False
    issue.save(update_fields=["is_about_us", "is_apart"])
    audit.record("hand_to_coordinator", issue, by, now=now)
    return issue
