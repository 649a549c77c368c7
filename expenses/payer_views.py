"""The payer's pages: what was approved and is to be paid, and nothing else."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import DetailPage, FormPage, ListPage, StaffMixin
from expenses.forms import PayForm
from expenses.models import Claim
from expenses.next_steps import steps_for_payer
from expenses.rules import ClaimStatus
from expenses.selectors import totals_of
from expenses.services.claims import pay_claim, payment_waits_for
from expenses.tables import PayTable
from expenses.transitions import CLAIM

PERMISSION = "expenses.pay_claim"
APPROVED = Claim.objects.approved().select_related("person__user")


class PayList(StaffMixin, ListPage):
    permission_required = PERMISSION
    queryset = APPROVED.order_by("pay_by_on", "pk")
    table_class = PayTable
    holds_personal_data = True
    heading = _("Expense claims to pay")
    empty = _("No claims wait to be paid.")


class PayDetail(StaffMixin, DetailPage):
    """Whom to pay, how much of which kind, and how to reach them; no words, receipts or bank details."""

    permission_required = PERMISSION
    queryset = APPROVED
    lookup = "reference"
    template_name = "expenses/pay_detail.html"

    def get_context_data(self, **kwargs):
        claim = self.object
        steps = steps_for_payer(claim, payment_waits_for(claim, self.request.user))
        return super().get_context_data(totals=totals_of(claim.lines.all()), steps=steps, **kwargs)


class ClaimPay(StaffMixin, FormPage):
    permission_required = PERMISSION
    queryset = APPROVED
    lookup = "reference"
    move = (CLAIM, ClaimStatus.PAID)
    form_class = PayForm
    heading = _("Record as paid")
    submit = _("Record as paid")
    success_message = _("Recorded as paid. We've e-mailed whoever claimed, if we have their address.")
    success_url = reverse_lazy("expenses:pay_list")

    def closed_because(self):
        return super().closed_because() or payment_waits_for(self.object, self.request.user)

    def get_back_url(self):
        return reverse("expenses:pay_detail", args=[self.object.reference])

    def get_initial(self):
        return {"on": clock.today()}

    def perform(self, form):
        return pay_claim(self.object, by=self.request.user, **form.cleaned_data)
