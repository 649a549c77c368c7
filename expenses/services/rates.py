"""Setting what is paid for a mile or an hour, from a day on; what was claimed before never moves (M13)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from expenses.models import Rate


@transaction.atomic
def set_rate(kind, amount, holds_from, *, by, now=None):
    """Set a rate from a day on, which may have passed: every line keeps the rate it was reckoned at."""
    if amount <= 0:
        raise DomainError(_("Give an amount above nothing."), field="amount")
    before = Rate.objects.on(kind, holds_from)
    if before and before.amount == amount:
        raise DomainError(_("This rate holds on that day already."), field="amount")
    rate = Rate.objects.create(kind=kind, amount=amount, holds_from=holds_from, set_on=clock.today(now))
    earlier = str(before.amount) if before else ""
    audit.record("set_rate", rate, by, now=now, holds_from=holds_from.isoformat(), before=earlier)
    return rate
