"""Checks the record every day, and writes to the administrators when something in it does not fit (promise 13)."""

from accounts import addresses
from accounts.roles import Role
from accounts.selectors import holders_of
from accounts.services.settings import service_name
from common import chain, clock
from common.emails import send_email


def check_record(now):
    """Compare the next piece of the record, and tell the administrators once a day while something does not fit.

    Returns how many days of the record it compared. Safe to run twice.
    """
    days = chain.check(now)
    last = chain.last_check()
    if days and last and last.misfits:
        _tell(last, now)
    return days


def _tell(last, now):
    today = clock.today(now)
    context = {"service_name": service_name(), "last": last, "link": addresses.record()}
    for person in holders_of(Role.ADMINISTRATOR, today):
        key = f"accounts.record_does_not_fit.{today}.{person.pk}"
        send_email("accounts.record_does_not_fit", to=person.email, context=context, key=key, now=now)
