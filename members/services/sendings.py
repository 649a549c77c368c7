"""Sends something to people, keeps to whom it went, and records who was told another way."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.services.own_emails import send_own_email
from common import clock
from common.emails import render_email, send_email
from common.errors import DomainError
from common.locking import locked
from common.redactions import take_out
from common.rules import check_told_on
from members.models import Person, Sending, SentTo

TOLD = ("told_on", "told_how", "told_by")


@dataclass(frozen=True)
class Recipient:
    """Somebody to send something to; without an address somebody rings or writes to them.

    `stops` is the topic under which they can stop it, where they left their address for that ("question:7").
    """

    who: str
    name: str
    address: str
    person: Person | None = None
    user: Any = None
    context: dict[str, Any] = field(default_factory=dict)
    is_date_only: bool = False
    stops: str = ""


def of_person(person):
    return Recipient(f"person.{person.pk}", person.name, person.mail_address, person=person, context={"person": person})


def of_user(user):
    return Recipient(f"user.{user.pk}", user.name, user.email, user=user)


@transaction.atomic
def send(name, recipients, context, *, key, until=None, is_for_members=False, now=None):
    """E-mail people, keep whom it was sent to, and return the sending.

    The same key again sends it to those alone who have not had it. After the day `until` nobody needs to be told any
    more by telephone or letter.
    """
    sending, _is_new = Sending.objects.get_or_create(
        kind=name,
        key=key,
        defaults={
            "subject": render_email(name, context)[0][:200],
            "sent_on": clock.today(now),
            "until_on": until,
            "is_for_members": is_for_members,
        },
    )
    had = set(sending.recipients.values_list("who", flat=True))
    new = {one.who: one for one in recipients if one.who not in had}.values()
    SentTo.objects.bulk_create([_sent_to(sending, one, context, now) for one in new])
    if not sending.text and any(not one.address for one in new):
        sending.text = render_email(name, context, is_said=True)[1]
        sending.save(update_fields=["text"])
    return sending


def _sent_to(sending, one, context, now):
    message = None
    if one.address:
        write = partial(send_own_email, about=[one.stops.partition(":")[2]]) if one.stops else send_email
        message = write(
            sending.kind,
            to=one.address,
            context={"name": one.name, **context, **one.context},
            key=f"{sending.key}.{one.who}",
            is_date_only=one.is_date_only,
            now=now,
        )
    return SentTo(
        sending=sending,
        who=one.who,
        name=one.name,
        person=one.person,
        user=one.user,
        has_address=bool(one.address),
        message=message,
    )


def all_had(name, key, recipients):
    """Say whether everybody of these has been sent a thing already, so that the same again reaches nobody."""
    had = SentTo.objects.filter(sending__kind=name, sending__key=key).values_list("who", flat=True)
    return {one.who for one in recipients} <= set(had)


def write_to(person, name, context, *, key, now=None):
    """Send something to one person; the co-ordinator rings or writes where they have no address."""
    return send(name, [of_person(person)], context, key=key, now=now)


def reword(sending, context):
    """Say what holds now to those who are still to be rung or written to; what was e-mailed stays as it went."""
    if sending.text:
        subject, sending.text = render_email(sending.kind, context, is_said=True)[:2]
        sending.said_subject = subject[:200]
        sending.save(update_fields=["text", "said_subject"])


def replace(sendings, *, now=None):
    """Take off the list what is no longer to be said, because something newer is."""
    sendings.filter(replaced_on=None).update(replaced_on=clock.today(now))


@transaction.atomic
def record_told(recipient, *, how, told_on, told_by, last, by, now=None):
    """Record that somebody was told another way of all that waited for them, up to `last`; return what that was.

    What was sent after that day stays on the list. Raises DomainError for a day before it was sent, to come, or after
    the day it is about, and where it is recorded already.
    """
    locked(recipient)
    if recipient.told_on:
        raise DomainError(_("It is recorded already that they were told."))
    today = clock.today(now)
    check_told_on(told_on, recipient.sending.sent_on, min(today, recipient.sending.until_on or today))
    others = SentTo.objects.to_tell(told_on).filter(who=recipient.who, pk__lte=last, sending__sent_on__lte=told_on)
    rows = {row.pk: row for row in [recipient, *others]}.values()
    for row in rows:
        row.told_on, row.told_how, row.told_by = told_on, how, told_by
        row.save(update_fields=TOLD)
        audit.record("record_told", row, by, now=now, how=how, on=told_on, told_by=told_by)
    return list(rows)


@transaction.atomic
def take_back_told(recipient, *, by, now=None):
    """Take back that somebody was told; they are on the list again while it is still news."""
    locked(recipient)
    if not recipient.told_on:
        raise DomainError(_("It is not recorded that they were told."))
    was = {"how": recipient.told_how, "on": recipient.told_on, "told_by": recipient.told_by}
    recipient.told_on, recipient.told_how, recipient.told_by = None, "", ""
    recipient.save(update_fields=TOLD)
    audit.record("take_back_told", recipient, by, now=now, **was)
    return recipient


def take_out_of_sendings(copies):
    """Take words out of what was sent, and of what is to be said to those whom no e-mail reaches."""
    take_out(copies, [(Sending.objects.all(), ("subject", "said_subject", "text"), ())])


def no_longer_to_be_said(until):
    """Return what was to be said some weeks ago, once nobody has to be told of it any more."""
    waiting = SentTo.objects.to_tell(until.today).values("sending")
    return Sending.objects.exclude(text="").filter(sent_on__lte=until.day).exclude(pk__in=waiting)
