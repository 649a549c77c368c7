"""The terms, for everybody; and their yearly review."""

from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from common import clock
from common.dates import day
from common.version_pages import Version, VersionsPage
from common.views import PublicMixin, ServiceFormView, StaffMixin
from governance.forms import ReviewForm
from governance.models import Clause, DocumentKind, TermsVersion
from governance.services import review_terms
from governance.terms import documents_in_force


class Terms(PublicMixin, TemplateView):
    """Every clause with its evidence: kept, due, overdue, not usual, or none yet. Nothing is hidden."""

    template_name = "governance/terms.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(documents=documents_in_force(clock.today()), **kwargs)


class TermsVersions(PublicMixin, VersionsPage):
    """Every version of a document that has been in force, compared clause by clause."""

    base_template = "base.html"

    @cached_property
    def object(self):
        kinds = dict(DocumentKind.choices)
        if self.kwargs["kind"] not in kinds or not self.rows.exists():
            raise Http404
        return self.rows.first()

    @property
    def rows(self):
        rows = TermsVersion.objects.filter(kind=self.kwargs["kind"], in_force_on__lte=clock.today())
        return rows.order_by("-number")

    def read_versions(self):
        for one in self.object and self.rows:
            yield Version(one.number, _("Version %(number)s") % {"number": one.number}, day(one.in_force_on))

    def read_texts(self, numbers):
        rows = Clause.objects.filter(version__in=self.rows.filter(number__in=numbers)).select_related("version")
        found = {number: {} for number in numbers}
        for clause in rows.order_by("version", "order"):
            found[clause.version.number][clause.identifier] = clause.text
        return found

    def label_of(self, name):
        return name

    def get_back_url(self):
        return reverse("governance:terms")


class TermsReview(StaffMixin, ServiceFormView):
    """The co-ordinator records what the group decided about a document (E1)."""

    permission_required = "governance.manage_terms"
    model = TermsVersion
    form_class = ReviewForm
    template_name = "governance/terms_review.html"
    success_url = reverse_lazy("governance:terms")
    success_message = gettext_lazy("The review is recorded.")

    def perform(self, form):
        return review_terms(self.object, by=self.request.user, **form.cleaned_data)
