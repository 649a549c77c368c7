"""E-mails each day's head of the record to somebody outside the service (promise 13)."""

from accounts.services.settings import get_setting, service_name
from common import chain, clock
from common.emails import send_email
from common.models import ChainDay, Message
from common.rules import MessageState

DAYS = 7  # a mail that is lost is made good by the next
KEPT = 400  # days; a message is kept for a year
EMAIL = "accounts.head_of_the_record"


def tell_witness(now):
    """Send the last head to the witness, once a day; return how many e-mails that is. Safe to run twice.

    Whoever was written to last is told once that another address is set, however that was done, lest the e-mails be
    redirected quietly.
    """
    last = chain.last_day()
    if last is None:
        return 0
    named = get_setting("witness_email", on=clock.today(now))
    before = _written(last).exclude(state=MessageState.FAILED).order_by("-created_at", "-pk").first()
    sent = 0
    if before and before.to != named:
        sent += _send(last, before.to, f"{before.key}.before", now, is_last=True)
    return sent + _send(last, named, _key(last.day), now, is_last=False)


def last_sent_on():
    """Return the day on which the witness of today was really sent a head last, or None."""
    last, named = chain.last_day(), get_setting("witness_email")
    if last is None or not named:
        return None
    sent = _written(last).filter(state=MessageState.SENT, to=named).order_by("-sent_at").first()
    return clock.today(sent.sent_at) if sent else None


def _written(last):
    """Return the e-mails with a head that were written, without those that said they were the last."""
    keys = [_key(last.day - n * clock.DAY) for n in range(KEPT)]
    return Message.objects.filter(kind=EMAIL, key__in=keys)


def _key(day):
    return f"record.{day}"


def _send(last, address, key, now, *, is_last):
    if not address:
        return 0
    days = ChainDay.objects.filter(day__gt=last.day - DAYS * clock.DAY).order_by("-day")
    context = {"service_name": service_name(), "last": last, "days": days, "is_last": is_last}
    send_email(EMAIL, to=address, context=context, key=key, now=now)
    return 1
