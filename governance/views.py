"""The terms, for everybody, with their earlier versions; and the draft of the next one, for the group."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from common import clock
from common.dates import day
from common.pages import DetailPage, PublicMixin, StaffMixin
from common.pages.versions import Version, VersionsPage
from governance.models import Clause, TermsDraft
from governance.selectors import (
    changes_of_draft,
    document_in_force,
    documents_in_force,
    public_versions,
    version_shown,
)


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
    """Every version of a document that has been in force or is agreed, compared clause by clause."""

    saved_label = _("In force from")

    @cached_property
    def rows(self):
        return list(public_versions(self.kwargs["slug"], clock.today()).order_by("-number"))

    @cached_property
    def object(self):
        if not self.rows:
            raise Http404
        return self.rows[0].document

    def read_versions(self):
        """Yield each version with its period; it ended the day before the next one began."""
        newer = None
        for one in self.object and self.rows:
            words, newer = self._period(one, newer), one
            name = _("Version %(number)s") % {"number": one.number}
            yield Version(one.number, name, words, url=one.get_absolute_url())

    def _period(self, version, newer):
        if newer is None:
            return day(version.in_force_on)
        days = {"start": day(version.in_force_on), "end": day(newer.in_force_on - clock.DAY)}
        return _("%(start)s to %(end)s") % days

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


class DocumentVersion(PublicMixin, TemplateView):
    """One version of a document by itself, with its period, and what changed in the next one."""

    template_name = "governance/version.html"

    def get_context_data(self, slug, number, **kwargs):
        today = clock.today()
        shown = version_shown(slug, number, today)
        if shown is None:
            raise Http404
        is_to_come = shown.version.in_force_on > today
        is_over = shown.until is not None and shown.until < today
        return super().get_context_data(shown=shown, is_to_come=is_to_come, is_over=is_over, **kwargs)


class Draft(StaffMixin, DetailPage):
    """A draft of the next version, for the group: each clause, and what has changed so far."""

    permission_required = "governance.read_draft"
    base_template = "base_signed_in.html"
    queryset = TermsDraft.objects.select_related("document", "review__meeting", "based_on", "agreed_as__agreed_at")
    template_name = "governance/draft.html"

    def get_context_data(self, **kwargs):
        changes = changes_of_draft(self.object)
        what = {one.clause: one.what for one in changes}
        clauses = [(row, what.get(row.identifier, "")) for row in self.object.clauses.all()]
        may_edit = self.object.is_open and self.request.user.has_perm("governance.manage_terms")
        return super().get_context_data(changes=changes, clauses=clauses, may_edit=may_edit, **kwargs)
