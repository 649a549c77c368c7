"""A claimant's pages: start a claim, add what it cost line by line, send it; also for who enters it for somebody."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from accounts.services.settings import get_setting
from common import clock, timeline
from common.documents import check_document, keep_document, serve
from common.pages import DetailPage, EditMixin, FormPage, ObjectMixin, OnceMixin, ServiceAction
from expenses import selectors
from expenses.forms import AddLineForm, DetailsForm, LineForm, StartForm
from expenses.models import Claim, Line
from expenses.next_steps import steps_for_claimant
from expenses.rules import EXPENSES, RATE_OF, LineKind
from expenses.services import claims, lines

CLAIMS = Claim.objects.select_related("meeting", "person__user", "claimant")


def made_by_them(rows, request):
    return rows.made_by(request.user)


def lines_made_by_them(rows, request):
    return rows.filter(claim__in=Claim.objects.made_by(request.user))


def benefits():
    """Return what the service says about benefits, with its source; both empty until somebody sets them."""
    return {"text": get_setting("benefits_text"), "source": get_setting("benefits_source")}


class MyClaims(TemplateView):
    """Everything somebody claimed, and what is paid today."""

    template_name = "expenses/my_claims.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            claims=Claim.objects.made_by(user).select_related("meeting"),
            may_claim=selectors.may_claim(user),
            rates=selectors.rates_on(clock.today()).values(),
            **kwargs,
        )


class ClaimStart(OnceMixin, FormPage):
    """The first page of a claim: for which meeting, and how to be paid."""

    made = Claim
    form_class = StartForm
    heading = gettext_lazy("Claim expenses")
    submit = gettext_lazy("Continue")

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not selectors.may_claim(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_back_url(self):
        return reverse("expenses:my_claims")

    @cached_property
    def person(self):
        return selectors.person_of(self.request.user)

    def get_initial(self):
        latest = selectors.meetings_to_claim().first()
        return {"meeting": latest, "pay_contact": self.person.phone if self.person else ""}

    def get_form_kwargs(self):
        is_paid = selectors.comes_in_paid_work(self.request.user, self.person)
        return super().get_form_kwargs() | {"meetings": selectors.meetings_to_claim(), "is_in_paid_work": is_paid}

    def make(self, form):
        return claims.start_claim(by=self.request.user, **form.cleaned_data)


class MyClaim(DetailPage):
    """A claim as its claimant reads it: what is in it, what it comes to, what to do next."""

    queryset = CLAIMS
    visible = made_by_them
    lookup = "reference"
    template_name = "expenses/my_claim.html"

    def get_context_data(self, **kwargs):
        claim = self.object
        missing = claims.missing_from(claim) if claim.is_with_claimant else []
        return super().get_context_data(
            lines=claim.lines.select_related("document"),
            kinds=kinds_to_add() if claim.is_with_claimant else [],
            steps=steps_for_claimant(claim, missing),
            timeline=timeline.build(claim, self.request.user),
            benefits=benefits() if claim.payments else None,
            is_own=claim.claimant_id == self.request.user.pk,
            **kwargs,
        )


def kinds_to_add():
    """Return what can be added today: what is paid by a rate, where there is one."""
    rates = selectors.rates_on(clock.today())
    kinds = [kind for kind in LineKind if kind not in RATE_OF or RATE_OF[kind] in rates]
    return [{"value": kind.value, "label": capfirst(str(kind.label))} for kind in kinds]


class ClaimEdit(EditMixin, FormPage):
    queryset = CLAIMS
    visible = made_by_them
    lookup = "reference"
    form_class = DetailsForm
    heading = gettext_lazy("Change what it is for")
    success_message = gettext_lazy("Saved.")

    def closed_because(self):
        return lines.no_longer_changed(self.object)

    def get_initial(self):
        return {name: getattr(self.object, name) for name in DetailsForm.base_fields}

    def get_form_kwargs(self):
        claim = self.object
        options = {"meetings": selectors.meetings_to_claim(claim.meeting_id), "is_in_paid_work": claim.is_in_paid_work}
        return super().get_form_kwargs() | options

    def perform(self, form):
        return claims.change_claim(self.object, by=self.request.user, **form.cleaned_data)


class LinePage(FormPage):
    """One thing that is claimed, on one page with what is in the claim already and what it comes to."""

    template_name = "expenses/line_form.html"

    @property
    def claim(self):
        return self.object

    @property
    def usual_day(self):
        return self.claim.meeting.on if self.claim.meeting_id else clock.today()

    def closed_because(self):
        return lines.no_longer_changed(self.claim)

    def get_back_url(self):
        return self.claim.get_absolute_url()

    def get_success_url(self):
        return self.claim.get_absolute_url()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kind": self.kind}

    def get_context_data(self, **kwargs):
        is_payment = self.kind not in EXPENSES
        rate = selectors.rates_on(self.usual_day).get(RATE_OF.get(self.kind))
        return super().get_context_data(
            claim=self.claim, rate=rate, benefits=benefits() if is_payment else None, **kwargs
        )

    def document_of(self, form):
        """Check the receipt before anything is locked: a check takes seconds."""
        return check_document(form.upload, field="receipt") if form.upload else None


class LineAdd(OnceMixin, LinePage):
    queryset = CLAIMS
    visible = made_by_them
    lookup = "reference"
    made = Line
    form_class = AddLineForm
    submit = gettext_lazy("Add to the claim")

    @property
    def kind(self):
        if self.kwargs["kind"] not in LineKind:
            raise Http404
        return LineKind(self.kwargs["kind"])

    @property
    def heading(self):
        return _("Add: %(kind)s") % {"kind": self.kind.label}

    @property
    def success_message(self):
        return _("Added.")

    def get_initial(self):
        return {"on": self.usual_day}

    def perform(self, form):
        self.checked = self.document_of(form)
        return super().perform(form)

    def make(self, form):
        document = keep_document(self.checked) if self.checked else None
        return lines.add_line(self.claim, self.kind, document=document, by=self.request.user, **form.values)


class LineEdit(EditMixin, LinePage):
    queryset = Line.objects.select_related("claim__meeting", "claim__person__user", "document")
    visible = lines_made_by_them
    form_class = LineForm
    success_message = gettext_lazy("Saved.")
    about = ""

    @property
    def claim(self):
        return self.object.claim

    @property
    def locked_row(self):
        return self.object.claim

    @property
    def kind(self):
        return LineKind(self.object.kind)

    @property
    def heading(self):
        return _("Change: %(kind)s") % {"kind": self.kind.label}

    def get_initial(self):
        names = set(LineForm.base_fields) - {"receipt"}
        return {name: getattr(self.object, name) for name in names}

    def perform(self, form):
        checked = self.document_of(form)
        document = keep_document(checked) if checked else None
        return lines.change_line(self.object, document=document, by=self.request.user, **form.values)


class LineRemove(ServiceAction):
    queryset = Line.objects.select_related("claim", "document")
    visible = lines_made_by_them
    success_message = gettext_lazy("Taken out of the claim.")

    def perform(self):
        return lines.remove_line(self.object, by=self.request.user)


class ReceiptFile(ObjectMixin, View):
    """A receipt, for the claimant and the co-ordinator; the payer reads amounts alone."""

    http_method_names = ["get", "head", "options"]
    queryset = Line.objects.select_related("document")

    def get(self, request, *args, **kwargs):
        if self.object.document is None:
            raise Http404
        return serve(self.object.document)


class ClaimSubmit(ServiceAction):
    queryset = CLAIMS
    visible = made_by_them
    lookup = "reference"
    success_message = gettext_lazy("Claim sent. You are told by e-mail, or by phone, what becomes of it.")

    def perform(self):
        return claims.submit_claim(self.object, by=self.request.user)


class ClaimWithdraw(ServiceAction):
    queryset = CLAIMS
    visible = made_by_them
    lookup = "reference"
    success_message = gettext_lazy("Claim withdrawn. You can start another at any time.")

    def perform(self):
        return claims.withdraw_claim(self.object, by=self.request.user)
