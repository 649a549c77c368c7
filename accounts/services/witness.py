"""E-mails each day's head of the record to somebody outside the service (promise 13)."""

from accounts.services.settings import get_setting, service_name
from common import chain, clock
from common.emails import send_email
from common.models import ChainDay

DAYS = 7  # a mail that is lost is made good by the next


def tell_witness(now):
    """Send the last head to the witness, once a day; return how many e-mails that is. Safe to run twice.

    On the day from which another address holds, the one before is told so, lest the e-mails be redirected quietly.
    """
    last = chain.last_day()
    if last is None:
        return 0
    today = clock.today(now)
    named = get_setting("witness_email", on=today)
    before = get_setting("witness_email", on=today - clock.DAY)
    sent = _send(last, named, f"record.{last.day}", now, is_last=False)
    if before != named:
        sent += _send(last, before, f"record.{last.day}.before", now, is_last=True)
    return sent


def _send(last, address, key, now, *, is_last):
    if not address:
        return 0
    days = ChainDay.objects.filter(day__gt=last.day - DAYS * clock.DAY).order_by("-day")
    context = {
        "service_name": service_name(),
        "name": get_setting("witness_name", on=last.day if is_last else clock.today(now)),
        "last": last,
        "days": days,
        "is_last": is_last,
    }
    send_email("accounts.head_of_the_record", to=address, context=context, key=key, now=now)
    return 1
