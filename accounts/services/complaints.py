"""Complaints about how somebody's data was handled: received, acknowledged within 30 days, answered."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import addresses, rules
from accounts.audit import record
from accounts.models import DataComplaint
from accounts.roles import Role
from accounts.rules import ComplaintStatus
from accounts.selectors import holders_of
from accounts.services.settings import get_setting, service_name
from common import clock
from common.emails import send_email
from common.errors import DomainError
from common.locking import locked
from common.references import hash_secret, new_secret, next_reference
from common.transitions import Transitions

PREFIX = "DPC"
COMPLAINT = Transitions(
    rules.COMPLAINT_MOVES,
    record=record,
    verbs={ComplaintStatus.ACKNOWLEDGED: "acknowledge_complaint", ComplaintStatus.ANSWERED: "answer_complaint"},
)


@transaction.atomic
def receive_complaint(*, text, email="", reach="", name="", is_about_coordinator=False, secret="", now=None):
    """Keep a complaint and write at once to whoever answers it, and to whoever complained.

    `secret` stands in the address of the page that says what became of it; only its hash is kept. Raises DomainError
    where nobody can be answered.
    """
    secret = secret or new_secret()
    if not (email or reach.strip()):
        raise DomainError(_("Give an e-mail address, or another way to reach you."), field="email")
    today = clock.today(now)
    complaint = DataComplaint.objects.create(
        reference=next_reference(PREFIX),
        name=" ".join(name.split()),
        email=email.lower(),
        reach=reach.strip(),
        text=text.strip(),
        secret_hash=hash_secret(secret),
        is_about_coordinator=is_about_coordinator,
        received_on=today,
        acknowledge_by_on=rules.acknowledge_by(today, get_setting("complaint_days", on=today)),
    )
    record("receive_complaint", complaint, None, now=now)
    _tell_who_answers(complaint, now)
    _write(complaint, "accounts.complaint_sent", now, link=addresses.complaint(secret))
    return complaint


def _tell_who_answers(complaint, now):
    """Write to every co-ordinator, or to every independent reader; where there is none, to who can appoint one."""
    today = clock.today(now)
    role = Role.INDEPENDENT_READER if complaint.is_about_coordinator else Role.COORDINATOR
    there = list(holders_of(role, today))
    context = {"complaint": complaint, "service_name": service_name(), "link": addresses.complaints() if there else ""}
    for person in there or holders_of(Role.ADMINISTRATOR, today):
        send_email("accounts.complaint_received", to=person.email, context=context, is_date_only=True, now=now)


@transaction.atomic
def acknowledge_complaint(complaint, *, by, now=None):
    """Say that it arrived and is looked at; its clock ends."""
    COMPLAINT.move(complaint, ComplaintStatus.ACKNOWLEDGED, by=by, now=now, acknowledged_on=clock.today(now))
    _write(complaint, "accounts.complaint_acknowledged", now)
    return complaint


@transaction.atomic
def answer_complaint(complaint, *, answer, by, now=None):
    """Answer it, by e-mail where they left an address. One that was not acknowledged is acknowledged by the answer."""
    if not answer.strip():
        raise DomainError(_("Write the answer."), field="answer")
    today = clock.today(now)
    fields = {"answer": answer.strip(), "answered_on": today, "answered_by": by}
    fields["acknowledged_on"] = complaint.acknowledged_on or today
    COMPLAINT.move(complaint, ComplaintStatus.ANSWERED, by=by, now=now, **fields)
    _write(complaint, "accounts.complaint_answered", now)
    return complaint


@transaction.atomic
def tell_answer(complaint, *, by, now=None):
    """Record that somebody who left no e-mail address was rung or written to, with the answer."""
    complaint = locked(complaint)
    if not complaint.waits_to_be_told:
        raise DomainError(_("Nobody waits to be told the answer."))
    complaint.told_on, complaint.told_by = clock.today(now), by
    complaint.save(update_fields=["told_on", "told_by"])
    record("tell_complaint_answer", complaint, by, now=now)
    return complaint


@transaction.atomic
def hand_to_reader(complaint, *, by, now=None):
    """Hand a complaint that turns out to be about the co-ordinator to the independent readers; its clock goes on.

    The co-ordinator loses sight of it at once. Raises DomainError once it is answered.
    """
    complaint = locked(complaint)
    if complaint.is_about_coordinator or complaint.is_answered:
        raise DomainError(_("This cannot be handed to the independent reader any more."))
    complaint.is_about_coordinator = True
    complaint.save(update_fields=["is_about_coordinator"])
    record("hand_complaint_to_reader", complaint, by, now=now)
    _tell_who_answers(complaint, now)
    return complaint


def _write(complaint, name, now, **more):
    if complaint.email:
        context = {"complaint": complaint, "service_name": service_name(), **more}
        send_email(name, to=complaint.email, context=context, is_date_only=True, now=now)
