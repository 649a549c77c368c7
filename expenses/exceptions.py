"""Expense claims that wait longer than promised for an answer, or for their money (M13)."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy

from common import exceptions_register
from common.exceptions_register import Entry
from expenses.models import Claim

TO_APPROVE, TO_PAY = "claims.to_approve_late", "claims.to_pay_late"


def _address(claim):
    return reverse("expenses:claim_detail", args=[claim.reference])


def _listed_at(name):
    return reverse_lazy("expenses:claim_list", query={"attention": name})


@exceptions_register.kind(
    TO_APPROVE,
    gettext_lazy("expense claims not answered in time"),
    shown=lambda claim: Entry(claim.reference, claim.approve_by_on, url=_address(claim)),
    listed_at=_listed_at(TO_APPROVE),
    clocks=("expenses.Claim.approve_by_on", "expenses.rules.approval_due"),
    is_private=True,
)
def claims_late_to_approve(today):
    return Claim.objects.late_to_approve(today)


@exceptions_register.kind(
    TO_PAY,
    gettext_lazy("approved expense claims not paid in time"),
    shown=lambda claim: Entry(claim.reference, claim.pay_by_on, url=_address(claim)),
    listed_at=_listed_at(TO_PAY),
    clocks=("expenses.Claim.pay_by_on", "expenses.rules.payment_due"),
    is_private=True,
)
def claims_late_to_pay(today):
    return Claim.objects.late_to_pay(today)
