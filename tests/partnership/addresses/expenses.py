"""The addresses of expense claims: the claimant's, the co-ordinator's, the payer's; who gets what, typed by hand."""

from common import clock
from members.models import Membership
from tests.factories import expenses as make
from tests.filling import parts_of


def nothing():
    return {}


def member():
    """The member of the grid."""
    return Membership.objects.earliest("pk").person.user


def own():
    return {"reference": make.a_draft(by=member()).reference}


def own_line():
    return {"pk": make.a_draft(by=member()).lines.get().pk}


def own_receipt():
    return {"pk": make.a_submitted_claim(by=member()).lines.get(kind="parking").pk}


def own_to_add():
    return {**own(), "kind": "mileage"}


def own_sent():
    return {"reference": make.a_submitted_claim(by=member()).reference}


def submitted():
    return {"reference": make.a_submitted_claim(by=make.claimant()).reference}


def approved():
    return {"reference": make.an_approved_claim(by=None, claim=make.a_submitted_claim(by=make.claimant())).reference}


def _today(name):
    return parts_of(clock.today(), name)


ANSWERS = {
    "expenses:claim_start": {"activity": "Visit to Hillview School"},
    "expenses:claim_enter": {"name": "Mrs Orme", "activity": "Visit to Hillview School"},
    "expenses:line_add": lambda: {"miles": "24", **_today("on")},
    "expenses:rate_set": lambda: {"amount": "0.45", **_today("holds_from")},
    "expenses:claim_approve": {"version": "1"},
    "expenses:claim_pay": lambda: _today("on"),
}
