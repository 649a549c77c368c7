"""Adding, changing and removing what is claimed, while the claim is with its claimant (M13)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.documents import erase_unless_owned
from common.errors import DomainError
from common.locking import locked
from expenses.models import Line, Rate
from expenses.rules import (
    EXPENSES,
    MOST_PASSENGERS,
    NEEDS_RECEIPT,
    OLDEST_DAYS,
    RATE_OF,
    LineKind,
    RateKind,
    holds_bank_details,
    reckon,
    rounded,
)
from expenses.wording import NO_BANK_DETAILS, NO_RATE

NUMBER_OF = {LineKind.MILEAGE: "miles", LineKind.CARE: "hours", LineKind.INVOLVEMENT: "hours"}
ZERO = rounded(Line._meta.get_field("passenger_amount").get_default())


def no_longer_changed(claim):
    """Return why what is claimed can no longer be changed, or nothing."""
    return "" if claim.is_with_claimant else _("This claim was sent. It can be changed only if it is returned to you.")


def check_no_bank_details(**texts):
    """Raise DomainError at the first field that holds what looks like bank details; together they count too."""
    for name, text in texts.items():
        if holds_bank_details([text]):
            raise DomainError(NO_BANK_DETAILS, field=name)


def reckoned(kind, on, *, miles=None, passengers=0, hours=None, amount=None):
    """Return what a line of a kind comes to on its day, with the rates of that day (S8)."""
    if kind not in RATE_OF:
        if amount is None or amount <= 0:
            raise DomainError(_("Give the amount, for example 3.20."), field="amount")
        return {"amount": rounded(amount), "passenger_amount": ZERO}
    name = NUMBER_OF[kind]
    number = miles if kind == LineKind.MILEAGE else hours
    if number is None or number <= 0:
        words = _("Give the miles, for example 24.") if name == "miles" else _("Give the hours, for example 3 or 2.5.")
        raise DomainError(words, field=name)
    rate = _rate(RATE_OF[kind], on)
    found = {name: number, "rate": rate, "amount": reckon(number, rate), "passenger_amount": ZERO}
    if kind == LineKind.MILEAGE and passengers:
        if not 0 < passengers <= MOST_PASSENGERS:
            raise DomainError(_("Give a number of passengers from 0 to 8."), field="passengers")
        extra = _rate(RateKind.PASSENGER, on)
        found |= {
            "passengers": passengers,
            "passenger_rate": extra,
            "passenger_amount": reckon(number * passengers, extra),
        }
    if found["amount"] <= 0:
        raise DomainError(_("This comes to less than a penny."), field=name)
    return found


def _rate(kind, on):
    rate = Rate.objects.on(kind, on)
    if rate is None:
        raise DomainError(NO_RATE, field="passengers" if kind == RateKind.PASSENGER else "on")
    return rate.amount


def _fields(kind, on, today, *, what="", no_receipt_reason="", **numbers):
    if on > today:
        raise DomainError(_("This date is still to come. Claim it once it was spent."), field="on")
    if (today - on).days > OLDEST_DAYS:
        raise DomainError(_("This is more than two years ago. Check the year, or ring us."), field="on")
    what, reason = " ".join(what.split()), " ".join(no_receipt_reason.split())
    check_no_bank_details(what=what, no_receipt_reason=reason)
    empty = {"miles": None, "passengers": 0, "hours": None, "rate": None, "passenger_rate": None}
    reason = reason if kind in NEEDS_RECEIPT else ""
    return {"on": on, "what": what, "no_receipt_reason": reason, **empty, **reckoned(kind, on, **numbers)}


def _ready(claim):
    claim = locked(claim)
    if words := no_longer_changed(claim):
        raise DomainError(words)
    return claim


@transaction.atomic
def add_line(claim, kind, on, *, by, document=None, now=None, **fields):
    """Add one thing to a claim, reckoned at the rate of its day."""
    claim, kind = _ready(claim), LineKind(kind)
    fields = _fields(kind, on, clock.today(now), **fields)
    document = document if kind in NEEDS_RECEIPT else None
    line = Line.objects.create(claim=claim, kind=kind, document=document, **fields)
    _sum_up(claim, now)
    audit.record("add_line", claim, by, now=now, kind=kind, total=str(line.total))
    return line


@transaction.atomic
def change_line(line, on, *, by, document=None, now=None, **fields):
    """Change one thing that is claimed; a new receipt takes the place of the one before."""
    claim = _ready(line.claim)
    line = locked(line)
    values = _fields(LineKind(line.kind), on, clock.today(now), **fields)
    before = line.document if document and line.document_id else None
    if document and line.kind in NEEDS_RECEIPT:
        values["document"] = document
    for name, value in values.items():
        setattr(line, name, value)
    line.save(update_fields=list(values))
    if before:
        erase_unless_owned(before)
    _sum_up(claim, now)
    audit.record("change_line", claim, by, now=now, kind=line.kind, total=str(line.total))
    return line


@transaction.atomic
def remove_line(line, *, by, now=None):
    """Take one thing out of a claim, with its receipt."""
    claim = _ready(line.claim)
    line = locked(line)
    document = line.document
    line.delete()
    if document:
        erase_unless_owned(document)
    _sum_up(claim, now)
    audit.record("remove_line", claim, by, now=now, kind=line.kind)
    return claim


def _sum_up(claim, now):
    """Keep what a claim comes to beside it: expenses and involvement payments apart."""
    amounts = [(line.kind, line.total) for line in claim.lines.order_by()]
    claim.expenses = sum((amount for kind, amount in amounts if kind in EXPENSES), ZERO)
    claim.payments = sum((amount for kind, amount in amounts if kind == LineKind.INVOLVEMENT), ZERO)
    claim.changed_on = clock.today(now)
    claim.save(update_fields=["expenses", "payments", "changed_on"])
