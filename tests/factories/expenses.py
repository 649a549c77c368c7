"""Expense claims, walked to their state by the real services.

claim = a_draft()                 # a member's, with 24 miles
claim = a_submitted_claim()       # S8, complete
claim = an_approved_claim()       # by a co-ordinator
claim = a_paid_claim()            # by a payer
"""

import datetime as dt
from decimal import Decimal

from common import clock
from common.documents import check_document, keep_document
from expenses.models import Rate
from expenses.services.claims import (
    approve_claim,
    enter_claim,
    pay_claim,
    return_claim,
    start_claim,
    submit_claim,
    withdraw_claim,
)
from expenses.services.lines import add_line
from expenses.services.rates import set_rate
from tests.factories import accounts, members
from tests.factories.walks import walked

LONG_AGO = dt.date(2020, 1, 1)
RATES = {"mile": "0.45", "passenger": "0.02", "care": "12.00", "involvement": "11.50"}
ACTIVITY = "Visit to Hillview School"


def rates(*, since=LONG_AGO, by=None, **amounts):
    """The rates of S8, where there are none yet, or others."""
    if not amounts and Rate.objects.exists():
        return []
    by = by or accounts.coordinator()
    return [set_rate(kind, Decimal(amount), since, by=by) for kind, amount in (amounts or RATES).items()]


def claimant(**fields):
    """The user of a member."""
    return members.a_member(**fields).person.user


@walked
def a_claim(*, by=None, meeting=None, now=None, **details):
    """A draft with nothing in it."""
    details = details if meeting else {"activity": ACTIVITY, **details}
    return start_claim(by=by or claimant(), meeting=meeting, now=now, **details)


@walked
def a_line(claim, kind="mileage", *, on=None, by=None, now=None, **fields):
    """One thing that is claimed: 24 miles, unless something else is said."""
    fields = fields or {"miles": Decimal(24)}
    fields = {name: Decimal(value) if name in {"miles", "hours", "amount"} else value for name, value in fields.items()}
    by = by or claim.claimant or claim.entered_by
    return add_line(claim, kind, on or clock.today(now), by=by, now=now, **fields)


@walked
def a_receipt(data=b"Parking 3.20", *, name="receipt.txt"):
    return keep_document(check_document(data, name=name))


@walked
def a_draft(*, by=None, now=None, **details):
    rates()
    claim = a_claim(by=by, now=now, **details)
    a_line(claim, now=now)
    return claim


@walked
def a_submitted_claim(*, by=None, now=None, **details):
    """S8: 24 miles with a passenger, parking, 3 hours of care."""
    rates()
    claim = a_claim(by=by, now=now, **details)
    a_line(claim, miles=24, passengers=1, now=now)
    a_line(claim, "parking", amount="3.20", document=a_receipt(), now=now)
    a_line(claim, "care", hours=3, no_receipt_reason="A neighbour", now=now)
    return submit_claim(claim, by=claim.claimant, now=now)


@walked
def an_entered_claim(person=None, *, by=None, now=None, **details):
    """One that came by phone, sent by the co-ordinator who entered it."""
    rates()
    by = by or accounts.coordinator()
    person = person or members.a_member(has_account=False).person
    details = {"channel": "phone", "activity": ACTIVITY, **details}
    claim = enter_claim(person, by=by, now=now, **details)
    a_line(claim, by=by, now=now)
    return submit_claim(claim, by=by, now=now)


@walked
def a_returned_claim(claim=None, *, reason="Which day was it?", by=None, now=None, **details):
    return return_claim(
        claim or a_submitted_claim(now=now, **details), reason, by=by or accounts.coordinator(), now=now
    )


@walked
def an_approved_claim(claim=None, *, by=None, now=None, **details):
    return approve_claim(claim or a_submitted_claim(now=now, **details), by=by or accounts.coordinator(), now=now)


@walked
def a_paid_claim(claim=None, *, by=None, on=None, reference="BACS run 12", now=None, **details):
    claim = claim or an_approved_claim(now=now, **details)
    return pay_claim(claim, on=on or clock.today(now), reference=reference, by=by or accounts.payer(), now=now)


@walked
def a_withdrawn_claim(claim=None, *, now=None, **details):
    claim = claim or a_submitted_claim(now=now, **details)
    return withdraw_claim(claim, by=claim.claimant, now=now)
