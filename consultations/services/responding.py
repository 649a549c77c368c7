"""Stores responses, judged once on arrival and the same from every channel (V4)."""

from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from accounts import audit
from accounts.models import RespondentKind, codes_of
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.submissions import once as submit_once
from common.submissions import secret_for
from consultations.models import Consultation, Response, ResponseAnswer
from consultations.rules import ENTERING, NUMBER_KINDS, NUMBER_LIMIT, TEXT_KINDS, Door, QuestionKind, door_at
from consultations.services.drafts import drop_draft
from consultations.wording import sole_words
from issues.rules import Channel
from issues.services.secrets import readable

OFF_LINE = frozenset(Channel) - {Channel.WEB}
SHUT = {
    Door.BEFORE: lazy("This consultation is not open yet."),
    Door.PAUSED: lazy("This consultation is paused."),
    Door.AFTER: lazy("This consultation has closed."),
}
EMPTY = (None, "", [])


def _reference_of(key):
    """Return the reference that belongs to a form's key: a running number would tell how many answered before."""
    return f"R-{readable(secret_for(key))[:14].upper()}"


def _number_of(question, value):
    try:
        number = Decimal(value)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise DomainError(_("Give a number."), field=f"q{question.pk}") from error
    if not number.is_finite() or not _fits(number, question.smallest, question.largest):
        raise DomainError(_("This number is outside the range of the question."), field=f"q{question.pk}")
    return number


def _fits(number, smallest, largest):
    if abs(number) >= NUMBER_LIMIT:
        return False
    return (smallest is None or smallest <= number) and (largest is None or number <= largest)


def _rows_of(question, value):
    """Turn what was answered to one question into the fields of its rows; nothing answered gives no row.

    Raises DomainError for a choice of another question, a number out of bounds, and others beside a sole answer.
    """
    if value in EMPTY:
        return []
    if question.kind in NUMBER_KINDS:
        return [{"number": _number_of(question, value)}]
    if question.kind in TEXT_KINDS:
        return [{"text": str(value)}]
    several = question.kind == QuestionKind.SEVERAL and isinstance(value, (list, tuple))
    wanted = {str(pk) for pk in (value if several else [value])}
    choices = [choice for choice in question.choices.all() if str(choice.pk) in wanted]
    if len(choices) != len(wanted):
        raise DomainError(_("Choose one of the answers listed."), field=f"q{question.pk}")
    sole = next((choice for choice in choices if choice.excludes_others), None)
    if sole and len(choices) > 1:
        raise DomainError(sole_words(sole), field=f"q{question.pk}")
    return [{"choice": choice} for choice in choices]


def _rows_of_all(consultation, answers, *, may_leave_out=False):
    """Return [(question, fields)] of everything answered; a required question may be left out on paper only."""
    rows = []
    prefetch_related_objects([consultation], "questions__choices")
    for question in consultation.questions.all():
        fields = _rows_of(question, answers.get(question.pk))
        if question.is_required and not fields and not may_leave_out:
            raise DomainError(_("“%(question)s” needs an answer.") % {"question": question.text}, f"q{question.pk}")
        rows += [(question, one) for one in fields]
    if not rows:
        raise DomainError(_("Answer at least one question."))
    return rows


def _write(consultation, rows, *, group, **fields):
    if not isinstance(group, RespondentKind):
        raise DomainError(_("Say who is answering."), field="group")
    response = Response.objects.create(consultation=consultation, group=group, **fields)
    ResponseAnswer.objects.bulk_create(
        ResponseAnswer(
            response=response,
            consultation=consultation,
            question=question,
            group=group,
            is_late=response.is_late,
            **one,
        )
        for question, one in rows
    )
    return response


def _body(consultation, answers, **more):
    given = {str(key): value for key, value in answers.items()}
    return {"consultation": consultation.pk, "answers": given, **codes_of(more)}


@transaction.atomic
def submit_response(consultation, answers, *, group, once, draft="", user=None, now=None):
    """Keep what somebody answered on the web form and return (reference, is_new).

    `answers` are {question id: choice id, list of choice ids, text or number}. Whether it is in time is judged here,
    once: the same form sent again gives its reference also when the consultation has closed meanwhile. Without `user`
    a date is kept and nothing of who it was; with one, it is in that person's list. The draft it was written in is
    erased with it. Raises DomainError where the consultation takes no answers at this moment.
    """
    moment = now or clock.now()

    def make():
        # The row that was handed over may be older than a close, a pause or a withdrawal.
        state = Consultation.objects.values_list("status", "opens_at", "closes_at").get(pk=consultation.pk)
        door = door_at(*state, moment)
        if door != Door.OPEN:
            raise DomainError(str(SHUT[door]))
        response = _write(
            consultation,
            _rows_of_all(consultation, answers),
            group=group,
            reference=_reference_of(once),
            received_on=clock.today(moment),
            user=user,
        )
        audit.record("submit_response", response, user, now=moment)
        if draft:
            drop_draft(draft)
        return response.reference

    body = _body(consultation, answers, group=group)
    return submit_once(once, body, make, reference=_reference_of(once), now=moment)


@transaction.atomic
def enter_response(consultation, answers, *, group, channel, arrived_on, by, once, now=None):
    """Enter what arrived on paper, by phone or in person on somebody's behalf, and return it; it counts the same (V4).

    It is judged by the day it arrived against the closing date people were told, and late ones are kept apart. It can
    be entered until the results are published, and a question left out on paper stays left out.
    """
    moment = now or clock.now()

    def make():
        status = Consultation.objects.values_list("status", flat=True).get(pk=consultation.pk)
        if status not in ENTERING:
            raise DomainError(_("Responses cannot be entered for this consultation now."))
        _check_arrival(consultation, channel, arrived_on, clock.today(moment))
        response = _write(
            consultation,
            _rows_of_all(consultation, answers, may_leave_out=True),
            group=group,
            reference=_reference_of(once),
            channel=channel,
            is_late=arrived_on > consultation.closes_on,
            received_on=arrived_on,
            entered_by=by,
        )
        audit.record("enter_response", response, by, now=moment, channel=channel)
        return response.reference

    body = _body(consultation, answers, group=group, channel=channel, arrived_on=arrived_on)
    reference, _is_new = submit_once(once, body, make, reference=_reference_of(once), now=moment)
    return Response.objects.get(reference=reference)


def takes_corrections(consultation):
    """Say whether entered responses can still be removed: the results are not published."""
    return consultation.status in ENTERING


@transaction.atomic
def remove_response(response, *, by, now=None):
    """Remove an entered response, so that it no longer counts; responses sent online cannot be removed.

    Raises DomainError once the results are published.
    """
    consultation = locked(response.consultation)
    if response.entered_by_id is None:
        raise DomainError(_("You can only remove responses that your team entered."))
    if not takes_corrections(consultation):
        raise DomainError(_("The results are published, so entered responses can no longer be removed."))
    kept = {"channel": response.channel, "group": response.group_id, "received_on": response.received_on}
    audit.record("remove_response", response, by, now=now, consultation=consultation.pk, **kept)
    response.delete()
    return consultation


def _check_arrival(consultation, channel, arrived_on, today):
    if channel not in OFF_LINE:
        raise DomainError(_("Say how it reached us."), field="channel")
    if arrived_on > today:
        raise DomainError(_("This date is in the future. Choose today or an earlier date."), field="arrived_on")
    if arrived_on < consultation.opens_on:
        raise DomainError(_("The consultation had not opened on that date."), field="arrived_on")
