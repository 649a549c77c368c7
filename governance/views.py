"""The terms, for everybody; and their yearly review."""

from django.http import Http404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from common import clock
from common.dates import day
from common.pages import FormPage, PublicMixin, StaffMixin, holders_of
from common.pages.versions import Version, VersionsPage
from governance.forms import ReviewForm
from governance.models import Clause, TermsVersion
from governance.selectors import document_in_force, documents_in_force
from governance.services.reviews import review_terms


class Terms(PublicMixin, TemplateView):
    """Every clause with its evidence: kept, due, overdue, not usual, or none yet. Nothing is hidden."""

    template_name = "governance/terms.html"

    def get_context_data(self, **kwargs):
        documents, others = documents_in_force(clock.today())
        return super().get_context_data(documents=documents, others=others, column=_("What we promised"), **kwargs)


class Document(PublicMixin, TemplateView):
    """One document by itself: another group's terms, or a standard, on the same evidence."""

    template_name = "governance/document.html"

    def get_context_data(self, slug, **kwargs):
        shown = document_in_force(slug, clock.today())
        if shown is None:
            raise Http404
        return super().get_context_data(
            alone=shown.version.document, documents=[shown], column=_("What it says"), **kwargs
        )


class DocumentVersions(PublicMixin, VersionsPage):
    """Every version of a document that has been in force, compared clause by clause."""

    saved_label = _("In force from")

    @cached_property
    def rows(self):
        begun = TermsVersion.objects.filter(document__slug=self.kwargs["slug"], in_force_on__lte=clock.today())
        return list(begun.select_related("document").order_by("-number"))

    @cached_property
    def object(self):
        if not self.rows:
            raise Http404
        return self.rows[0].document

    def read_versions(self):
        for one in self.object and self.rows:
            yield Version(one.number, _("Version %(number)s") % {"number": one.number}, day(one.in_force_on))

    def read_texts(self, numbers):
        shown = [one for one in self.rows if one.number in numbers]
        clauses = Clause.objects.filter(version__in=shown).select_related("version__kept").order_by("version", "order")
        found = {number: {} for number in numbers}
        for clause in clauses:
            found[clause.version.number][clause.identifier] = clause.text
        return found

    def compare(self, older, newer):
        """Return the clauses that changed; the others are named together, in `unchanged`."""
        parts = super().compare(older, newer)
        self.unchanged = [label for label, lines in parts if not lines]
        return [(label, lines) for label, lines in parts if lines]

    def label_of(self, name):
        return name

    def get_back_url(self):
        return self.object.get_absolute_url()


class TermsReview(StaffMixin, FormPage):
    """The co-ordinator records what the group decided about a document (E1)."""

    permission_required = "governance.manage_terms"
    model = TermsVersion
    visible = holders_of("governance.manage_terms")
    form_class = ReviewForm
    heading = _("Record review")
    submit = _("Record review")
    back_url = success_url = reverse_lazy("governance:terms")
    success_message = _("Review recorded.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "version": self.object}

    def perform(self, form):
        return review_terms(self.object, by=self.request.user, **form.cleaned_data)
