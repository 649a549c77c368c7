"""What the chain holds of `expenses`: rates as they were set, and payments as they were recorded."""

from django.utils.translation import gettext_lazy as _

from common import chain
from expenses.models import Claim, Rate


@chain.kind("expenses.rates", _("rates of expenses"), Rate.objects.all, day="set_on")
def form_of_rate(rate):
    return {"amount": str(rate.amount), "holds_from": rate.holds_from, "kind": rate.kind, "set_on": rate.set_on}


@chain.kind(
    "expenses.payments",
    _("payments of expense claims"),
    Claim.objects.exclude(paid_on=None).all,
    day="changed_on",
)
def form_of_payment(claim):
    """What was paid, by whose approval and by whom; not whom it was paid to, nor for what."""
    return {
        "approved_by": claim.approved_by_id,
        "approved_on": claim.approved_on,
        "expenses": str(claim.expenses),
        "paid_by": claim.paid_by_id,
        "paid_on": claim.paid_on,
        "payment_reference": claim.payment_reference,
        "payments": str(claim.payments),
        "reference": claim.reference,
    }
