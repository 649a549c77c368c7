"""The terms, for everybody; and their yearly review."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from common import clock
from common.pages import PublicMixin, ServiceFormView, StaffMixin
from governance.forms import ReviewForm
from governance.models import TermsVersion
from governance.services import review_terms
from governance.terms import documents_in_force


class Terms(PublicMixin, TemplateView):
    """Every clause with its evidence: kept, due, overdue, not usual, or none yet. Nothing is hidden."""

    template_name = "governance/terms.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(documents=documents_in_force(clock.today()), **kwargs)


class TermsReview(StaffMixin, ServiceFormView):
    """The co-ordinator records what the group decided about a document (E1)."""

    permission_required = "governance.manage_terms"
    model = TermsVersion
    form_class = ReviewForm
    template_name = "governance/terms_review.html"
    success_url = reverse_lazy("governance:terms")
    success_message = _("The review is recorded.")

    def perform(self, form):
        return review_terms(self.object, by=self.request.user, **form.cleaned_data)
