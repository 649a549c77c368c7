"""The columns of the lists of expense claims, rates and totals."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.pages.columns import Column, DayColumn, StatusColumn, Table
from expenses.rules import pounds


class MoneyColumn(Column):
    """An amount: £50.48 on the page, a number in a file."""

    def render(self, value):
        return pounds(value)


def own_page(record):
    return reverse("expenses:claim_detail", args=[record.reference])


def payers_page(record):
    return reverse("expenses:pay_detail", args=[record.reference])


class ClaimTable(Table):
    """What the co-ordinator reads of every claim; not what somebody wrote in it."""

    reference = Column(_("Reference"), linkify=own_page)
    name = Column(_("Who claims"))
    what_for = Column(_("For"))
    channel = Column(_("How it came"), accessor="get_channel_display", visible=False)
    submitted_on = DayColumn(_("Sent on"))
    approve_by_on = DayColumn(_("To be answered by"), visible=False)
    expenses = MoneyColumn(_("Expenses"), visible=False)
    payments = MoneyColumn(_("Involvement payments"), visible=False)
    total = MoneyColumn(_("Total"))
    status = StatusColumn(_("Status"))
    approved_on = DayColumn(_("Approved on"), default="", visible=False)
    pay_by_on = DayColumn(_("To be paid by"), default="", visible=False)
    paid_on = DayColumn(_("Paid on"), default="", visible=False)
    payment_reference = Column(_("Reference of the payment"), default="", visible=False)


class PayTable(Table):
    """What the payer reads: who, how much, by when."""

    reference = Column(_("Reference"), linkify=payers_page)
    name = Column(_("Who is paid"))
    expenses = MoneyColumn(_("Expenses"))
    payments = MoneyColumn(_("Involvement payments"))
    total = MoneyColumn(_("Total"))
    approved_on = DayColumn(_("Approved on"), visible=False)
    pay_by_on = DayColumn(_("To be paid by"))


class RateTable(Table):
    kind = Column(_("Rate"), accessor="get_kind_display")
    amount = MoneyColumn(_("Amount"))
    holds_from = DayColumn(_("From"))
    set_on = DayColumn(_("Set on"))

    def render_kind(self, value):
        return capfirst(value)


class LineTable(Table):
    """Every line of the claims that were paid, for the budget: who claimed is not in it."""

    paid_on = DayColumn(_("Paid on"), accessor="claim__paid_on")
    reference = Column(_("Claim"), accessor="claim__reference")
    kind = Column(_("For"), accessor="get_kind_display")
    on = DayColumn(_("Spent on"))
    miles = Column(_("Miles"), default="", visible=False)
    passengers = Column(_("Passengers"), visible=False)
    hours = Column(_("Hours"), default="", visible=False)
    rate = Column(_("Rate"), default="", visible=False)
    total = MoneyColumn(_("Amount"))
    payment_reference = Column(_("Reference of the payment"), accessor="claim__payment_reference", visible=False)
