"""Filling a seat in the open: a call, who applied, what they were told, and how it was decided."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.emails import send_email
from common.errors import DomainError
from common.locking import locked
from common.references import next_reference
from members.models import SeatApplication, SeatCall
from members.rules import (
    APPLICATION_PREFIX,
    ApplicationStatus,
    CallStatus,
    FillingMethod,
    NameShown,
    check_apply_by,
    check_not_later,
)
from members.services.changes import change, check_email, one_line
from members.services.memberships import nominate
from members.services.people import create_person
from members.transitions import APPLICATION, CALL

NO_CONTACT = {"name": "", "email": "", "phone": "", "about": "", "answer": ""}


@transaction.atomic
def open_call(seat, *, text, apply_by_on, by, asked="", now=None):
    """Ask in public for people to come forward for a seat. Raises DomainError where a call for it is open already."""
    seat, today = locked(seat), clock.today(now)
    if seat.closed_on:
        raise DomainError(_("This seat is closed."))
    if seat.calls.open().exists():
        raise DomainError(_("There is already an open call for this seat."))
    check_apply_by(apply_by_on, today)
    call = SeatCall.objects.create(seat=seat, text=text, asked=asked, opened_on=today, apply_by_on=apply_by_on)
    audit.record("open_call", call, by, now=now, apply_by_on=apply_by_on)
    return call


@transaction.atomic
def update_call(call, *, by, now=None, **fields):
    """Change an open call; those who applied stay. Raises DomainError once it is over."""
    call = _open(call)
    if "apply_by_on" in fields and fields["apply_by_on"] != call.apply_by_on:
        check_apply_by(fields["apply_by_on"], clock.today(now))
    if changed := change(call, **fields):
        audit.record("update_call", call, by, now=now, changed=changed)
    return call


def _open(call):
    call = locked(call)
    if not call.is_open:
        raise DomainError(_("This call is over."))
    return call


@transaction.atomic
def apply(call, *, name, about, email="", phone="", by=None, now=None):
    """Keep an application for a seat; `by` is the co-ordinator who entered one that came off-line, even a day late.

    Raises DomainError once the last day is over, and without a way to reach them.
    """
    call, today = _open(call), clock.today(now)
    if by is None and call.apply_by_on < today:
        raise DomainError(_("The last day to apply is over. Call us if you would still like to."))
    name, email, phone = one_line(name), email.strip(), one_line(phone)
    check_email(email)
    if not email and not phone:
        raise DomainError(_("Give an e-mail address or a phone number, so that we can answer."), field="email")
    application = SeatApplication.objects.create(
        call=call,
        reference=next_reference(APPLICATION_PREFIX),
        name=name,
        email=email,
        phone=phone,
        about=about,
        received_on=today,
        entered_by=by,
    )
    audit.record("apply_for_seat", application, by, now=now)
    _tell(application, "members.application_received", now)
    return application


@transaction.atomic
def nominate_applicant(application, *, by, person=None, now=None):
    """Nominate somebody who applied, as a person on record or a new one. They are told that the group decides.

    A new person is named nowhere in public before they chose how; what they wrote stays with the application.
    """
    APPLICATION.ready(application, ApplicationStatus.NOMINATED)
    if person is None:
        reach = {"email": application.email, "phone": application.phone}
        person = create_person(application.name, name_shown=NameShown.NONE, by=by, now=now, **reach)
    membership = nominate(person, application.call.seat, by=by, now=now)
    APPLICATION.move(application, ApplicationStatus.NOMINATED, by=by, now=now, membership=membership)
    _tell(application, "members.application_nominated", now)
    return membership


@transaction.atomic
def decline_application(application, *, answer, by, now=None):
    """Say no to somebody who applied, in words that are written to them."""
    APPLICATION.move(application, ApplicationStatus.DECLINED, by=by, now=now, answer=answer)
    _tell(application, "members.application_declined", now)
    return application


@transaction.atomic
def withdraw_application(application, *, by, now=None):
    """Record that somebody no longer wants the seat; what they wrote and how to reach them is emptied at once.

    Of one that was answered only that is emptied: what became of it stays. A nomination is ended on its own page.
    """
    application = locked(application)
    if application.cleared_on:
        raise DomainError(_("What they wrote has already been deleted."))
    if application.is_waiting:
        APPLICATION.move(application, ApplicationStatus.WITHDRAWN, by=by, now=now)
    else:
        audit.record("withdraw_application", application, by, now=now)
    forget_applicants(SeatApplication.objects.filter(pk=application.pk), now)
    return application


@transaction.atomic
def fill_call(call, *, membership, method, by, names="", figures="", counted_by="", ended_on=None, now=None):
    """Record how a seat was filled: who stood, how it was decided, the figures and who counted.

    Raises DomainError while somebody who applied has no answer, and for somebody who has no part in this seat.
    """
    CALL.ready(call, CallStatus.FILLED)
    _check_answered(call)
    if membership.seat_id != call.seat_id:
        raise DomainError(_("They do not hold this seat."), field="membership")
    if not membership.is_active and not membership.joins_on:
        raise DomainError(_("Appoint them first. Then record how the seat was filled."), field="membership")
    method = FillingMethod(method)
    _check_figures(call, method, figures, names)
    ended_on = ended_on or clock.today(now)
    check_not_later(ended_on, clock.today(now), "ended_on")
    if ended_on < call.opened_on:
        raise DomainError(_("This is before the call was opened."), field="ended_on")
    fields = {"method": method, "names": names, "figures": figures, "counted_by": one_line(counted_by)}
    return CALL.move(
        call, CallStatus.FILLED, by=by, now=now, detail={"method": method}, membership=membership,
        ended_on=ended_on, **fields,
    )  # fmt: skip


def _check_figures(call, method, figures, names):
    """Raise DomainError for an election without figures, and for figures that name somebody who stood or applied."""
    if method == FillingMethod.ELECTION and not figures.strip():
        raise DomainError(_("Give the figures of the election."), field="figures")
    stood = [*call.applications.exclude(name="").values_list("name", flat=True), *re.split(r"[\n,;]", names)]
    said = one_line(figures).casefold()
    for name in filter(None, map(one_line, stood)):
        if re.search(rf"\b{re.escape(name.casefold())}\b", said):
            words = _("Everybody reads the figures, so leave out the name of %(name)s.")
            raise DomainError(words % {"name": name}, field="figures")


@transaction.atomic
def correct_filling(call, *, method, by, names="", figures="", counted_by="", now=None):
    """Correct what was recorded of how a seat was filled; the audit trail keeps that it was."""
    call = locked(call)
    if not call.is_filled:
        raise DomainError(_("It is not recorded yet how this seat was filled."))
    method = FillingMethod(method)
    _check_figures(call, method, figures, names)
    fields = {"method": method, "names": names, "figures": figures, "counted_by": one_line(counted_by)}
    if changed := change(call, **fields):
        audit.record("correct_filling", call, by, now=now, changed=changed)
    return call


@transaction.atomic
def close_call(call, *, by, now=None):
    """End a call that filled no seat; it is public no more. Raises DomainError while an application has no answer."""
    CALL.ready(call, CallStatus.ENDED)
    _check_answered(call)
    return CALL.move(call, CallStatus.ENDED, by=by, now=now)


def _check_answered(call):
    if call.applications.waiting().exists():
        raise DomainError(_("Somebody who applied has no answer yet. Nominate or decline them first."))


def _tell(application, name, now):
    """Write to somebody who applied, if they gave an e-mail address."""
    if application.email:
        context = {"application": application, "seat": application.call.seat, "name": application.name}
        key = f"{name}.{application.pk}"
        send_email(name, to=application.email, context=context, key=key, is_date_only=True, now=now)


@transaction.atomic
def forget_applicants(rows, now):
    """Empty how to reach those who applied and what they wrote; return of how many. The row and its outcome stay."""
    return rows.update(**NO_CONTACT, cleared_on=clock.today(now))
