"""The days of a consultation that people were told of, moved in the open: an extension, and the day of the decision."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.services.settings import get_setting
from common import clock
from common.dates import day
from common.errors import DomainError
from common.locking import locked
from consultations import rules
from consultations.models import MovedDate
from consultations.rules import PLANNING, RUNNING, Door, PlannedDay
from consultations.services.reasons import public_reason


def answers_due_on(closed_on):
    """Return by when every theme is to be answered, in the weeks that the service has set."""
    return rules.answers_due(closed_on, get_setting("answer_weeks", on=closed_on))


def check_decision(decide_on, ends_on):
    """Raise DomainError where a decision would be made while people can still answer."""
    if decide_on and decide_on < ends_on:
        raise DomainError(_("The decision date must not be before the closing date."), field="decide_on")


def plan_decision(consultation, decide_on, *, ends_on, reason="", now=None):
    """Keep the day of decision that people were told where it moves; return the field that changes with its value."""
    check_decision(decide_on, ends_on)
    if decide_on == consultation.decide_on:
        return {}
    if consultation.decide_on:
        _keep(consultation, PlannedDay.DECISION, consultation.decide_on, decide_on, reason=reason, now=now)
    return {"decide_on": decide_on}


def _keep(consultation, what, earlier_on, new_on, *, reason, now):
    days = {"earlier_on": earlier_on, "new_on": new_on, "moved_on": clock.today(now)}
    return MovedDate.objects.create(consultation=consultation, what=what, reason=reason, **days)


def extension_refusal(consultation, now=None):
    """Return why a consultation cannot be extended, or nothing."""
    if consultation.status not in RUNNING:
        return _("Only a consultation that is open or paused can be extended.")
    if consultation.door(now) == Door.AFTER:
        return _("Its closing date has passed. It can only be closed now.")
    return ""


@transaction.atomic
def extend_consultation(consultation, *, closes_on, reason, by, put_back=(), now=None, **planned):
    """Move the closing date of an open consultation to a later day, with the reason; the old day stays readable.

    `planned` may give `decide_on`, where the decision moves with it.
    """
    consultation = locked(consultation)
    if words := extension_refusal(consultation, now):
        raise DomainError(words)
    earlier_on = consultation.closes_on
    if closes_on <= earlier_on:
        words = _("The new closing date must be after %(day)s, the date people were told.")
        raise DomainError(words % {"day": day(earlier_on)}, field="closes_on")
    reason = public_reason(reason, consultation, put_back)
    decide_on = planned.get("decide_on", consultation.decide_on)
    fields = plan_decision(consultation, decide_on, ends_on=closes_on, now=now)
    _keep(consultation, PlannedDay.CLOSING, earlier_on, closes_on, reason=reason, now=now)
    fields["closes_at"] = _same_hour(consultation, closes_on)
    _save(consultation, fields)
    days = {"earlier": earlier_on, "closes_on": closes_on, "decide_on": decide_on}
    audit.record("extend_consultation", consultation, by, now=now, reason=reason, **days)
    return consultation


def _same_hour(consultation, closes_on):
    try:
        return clock.at(closes_on, clock.london(consultation.closes_at).time())
    except DomainError as error:
        raise DomainError(error.message, field="closes_on") from error


def decision_refusal(consultation):
    """Return why the day of the decision cannot be moved, or nothing."""
    if consultation.status in PLANNING:
        return ""
    return _("The decision date can be changed from the day a consultation opens until it is concluded.")


@transaction.atomic
def move_decision(consultation, *, decide_on, reason, by, put_back=(), now=None):
    """Move the day of the decision, with the reason; the old day stays readable. Without a day it is put off."""
    consultation = locked(consultation)
    if words := decision_refusal(consultation):
        raise DomainError(words)
    earlier_on = consultation.decide_on
    if decide_on == earlier_on or (decide_on and decide_on < clock.today(now)):
        raise DomainError(_("Choose a new date, today or later."), field="decide_on")
    reason = public_reason(reason, consultation, put_back)
    _save(consultation, plan_decision(consultation, decide_on, ends_on=consultation.ends_on, reason=reason, now=now))
    days = {"earlier": earlier_on, "decide_on": decide_on}
    audit.record("move_decision", consultation, by, now=now, reason=reason, **days)
    return consultation


def _save(consultation, fields):
    for name, value in fields.items():
        setattr(consultation, name, value)
    consultation.save(update_fields=list(fields))
