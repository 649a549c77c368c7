"""The co-ordinator's pages of expense claims: to approve or return, to enter for somebody; rates and totals."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from common import clock, timeline
from common.pages import DetailPage, FormPage, ListPage, OnceMixin, ServiceAction, StaffMixin, holders_of
from expenses import selectors
from expenses.filters import ClaimFilter, TotalsFilter
from expenses.forms import EnterForm, RateForm, ReturnForm
from expenses.models import Claim, Line, Rate
from expenses.my_views import CLAIMS
from expenses.next_steps import steps_for_coordinator
from expenses.rules import ClaimStatus, financial_year_end
from expenses.services import claims
from expenses.services.rates import set_rate
from expenses.tables import ClaimTable, LineTable, RateTable
from expenses.transitions import CLAIM

PERMISSION = "expenses.manage_claim"


class ClaimList(StaffMixin, ListPage):
    """Every claim that was sent: those that wait first, the longest at the top."""

    permission_required = PERMISSION
    queryset = Claim.objects.sent().select_related("meeting").order_by("-submitted_on", "-pk")
    table_class = ClaimTable
    holds_personal_data = True
    filterset_class = ClaimFilter
    heading = _("Expense claims")
    empty = _("No claims match.")

    @property
    def actions(self):
        return [
            (_("Enter a claim"), reverse("expenses:claim_enter")),
            (_("Rates"), reverse("expenses:rate_list")),
            (_("What was paid"), reverse("expenses:paid_list")),
        ]


class ClaimEnter(StaffMixin, OnceMixin, FormPage):
    """A claim on paper or by phone; who enters it does not approve it."""

    permission_required = PERMISSION
    made = Claim
    form_class = EnterForm
    heading = _("Enter a claim for somebody")
    lead = _("You enter what they tell you, and send it. Another co-ordinator has to approve it.")
    submit = _("Continue")
    back_url = reverse_lazy("expenses:claim_list")
    base_template = "base_staff.html"

    def get_form_kwargs(self):
        options = {"people": selectors.people_to_claim_for(), "meetings": selectors.meetings_to_claim()}
        return super().get_form_kwargs() | options

    def make(self, form):
        return claims.enter_claim(by=self.request.user, **form.cleaned_data)


class ClaimDetail(StaffMixin, DetailPage):
    """A claim as whoever approves it reads it, with its receipts."""

    permission_required = PERMISSION
    queryset = CLAIMS.sent().select_related("approved_by", "paid_by", "entered_by")
    lookup = "reference"
    template_name = "expenses/claim_detail.html"

    def get_context_data(self, **kwargs):
        claim, user = self.object, self.request.user
        return super().get_context_data(
            lines=claim.lines.select_related("document"),
            others=selectors.others_for_the_same(claim).visible_to(user),
            register=selectors.register_of(claim),
            steps=steps_for_coordinator(claim, claims.approval_waits_for(claim, user)),
            timeline=timeline.build(claim, user),
            **kwargs,
        )


class ClaimApprove(StaffMixin, ServiceAction):
    permission_required = PERMISSION
    queryset = CLAIMS.sent()
    lookup = "reference"
    success_message = _("Claim approved. The payer can see it now.")

    def perform(self):
        return claims.approve_claim(self.object, by=self.request.user, seen=self.seen)

    def get_success_url(self):
        return reverse("expenses:claim_detail", args=[self.object.reference])


class ClaimReturn(StaffMixin, FormPage):
    permission_required = PERMISSION
    queryset = CLAIMS.sent()
    lookup = "reference"
    move = (CLAIM, ClaimStatus.RETURNED)
    form_class = ReturnForm
    heading = _("Return a claim")
    submit = _("Return it")
    tone = "warning"

    @property
    def success_message(self):
        if self.object.mail_address:
            return _("Returned. We've e-mailed whoever claims.")
        return _("Returned. They have no e-mail address here: ring or write to them.")

    def closed_because(self):
        return super().closed_because() or claims.approval_waits_for(self.object, self.request.user)

    def get_back_url(self):
        return reverse("expenses:claim_detail", args=[self.object.reference])

    def get_success_url(self):
        return self.get_back_url()

    def perform(self, form):
        return claims.return_claim(self.object, form.cleaned_data["reason"], by=self.request.user)


class RateList(StaffMixin, ListPage):
    permission_required = "expenses.set_rate"
    queryset = Rate.objects.order_by("kind", "-holds_from", "-pk")
    visible = holders_of("expenses.set_rate")
    table_class = RateTable
    holds_personal_data = False
    heading = _("Rates of expenses")
    lead = _("A rate holds from its day on. What was claimed before keeps the rate it was reckoned at.")
    empty = _("No rates yet. Until there is one, nobody can claim mileage, care or involvement payments.")
    back_url = reverse_lazy("expenses:claim_list")

    @property
    def actions(self):
        return [(_("Set a rate"), reverse("expenses:rate_set"))]


class RateSet(StaffMixin, OnceMixin, FormPage):
    permission_required = "expenses.set_rate"
    made = Rate
    form_class = RateForm
    heading = _("Set a rate")
    submit = _("Set rate")
    success_message = _("Rate set.")
    back_url = success_url = reverse_lazy("expenses:rate_list")
    base_template = "base_staff.html"

    def make(self, form):
        data = form.cleaned_data
        return set_rate(data["kind"], data["amount"], data["holds_from"], by=self.request.user)


class PaidList(StaffMixin, ListPage):
    """What was paid in some time, by kind, for the budget; who claimed is not in it."""

    permission_required = PERMISSION
    queryset = Line.objects.filter(claim__status=ClaimStatus.PAID).select_related("claim")
    visible = holders_of(PERMISSION)
    table_class = LineTable
    holds_personal_data = False
    filterset_class = TotalsFilter
    template_name = "expenses/paid_list.html"
    heading = _("What was paid")
    empty = _("Nothing was paid in this time.")
    back_url = reverse_lazy("expenses:claim_list")

    @property
    def actions(self):
        end = financial_year_end(clock.today())
        year = {"paid_from": end.replace(year=end.year - 1) + clock.DAY, "paid_to": end}
        return [(_("This financial year"), reverse("expenses:paid_list", query=year))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(totals=selectors.totals_of(self.get_queryset()), **kwargs)
