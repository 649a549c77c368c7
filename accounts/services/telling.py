"""The e-mails about a change of power: to the person and to every co-ordinator, at once (promise 15)."""

from accounts import addresses
from accounts.roles import Role
from accounts.selectors import holders_of
from accounts.services.settings import service_name
from common import clock
from common.emails import send_email


def coordinators(now=None):
    return set(holders_of(Role.COORDINATOR, clock.today(now)).values_list("email", flat=True))


def tell_waiting(change, now=None):
    """E-mail the person at the old and the new address, and every co-ordinator; the person reads how to withdraw it."""
    owner = change.user.email if change.user else ""
    link = addresses.my_account() if owner and change.user.is_active else ""
    for address in sorted(({owner, change.value.get("new", "")} | coordinators(now)) - {""}):
        context = {
            "change": change,
            "service_name": service_name(),
            "asked_by": change.asked_by,
            "link": link if address == owner else "",
        }
        send_email("accounts.change_waiting", to=address, context=context, urgent=True, now=now)


def tell_own_address(user, before, now=None):
    """E-mail the old address of somebody who changed their own, and every co-ordinator."""
    context = {"service_name": service_name(), "user": user, "before": before}
    for address in sorted({before} | coordinators(now)):
        send_email("accounts.address_changed", to=address, context=context, urgent=True, now=now)
