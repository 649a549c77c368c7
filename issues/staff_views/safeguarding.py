"""Who raised an issue, and what was put out of sight: for the few who must know."""

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from accounts.audit import entries_about
from common import clock
from common.errors import DomainError
from common.pages import FormPage, ListPage, StaffMixin
from issues import messages
from issues.forms import staff as forms
from issues.models import Issue, SafeguardingConcern
from issues.services.issues import decide_hidden_issue, hide_issue, look_at_contact
from issues.staff_views.issue_pages import IssuePage
from issues.tables import HiddenIssueTable


def open_family(rows, request):
    return rows.whose_family_is_open_to(request.user)


class IssueHide(IssuePage):
    permission_required = "issues.hide_issue"
    visible = open_family
    queryset = Issue.objects.not_hidden()
    form_class = forms.HideForm
    heading, submit = _("Put out of sight"), _("Put out of sight")

    @property
    def success_message(self):
        return messages.after_hiding(self.request.user)

    def get_back_url(self):
        return page_for(self.request.user, self.object)

    def get_success_url(self):
        may_receive = self.request.user.has_perm("issues.receive_issue")
        return reverse("issues:staff_issue_list" if may_receive else "issues:hidden_issue_list")

    def perform(self, form):
        return hide_issue(self.object, by=self.request.user, **form.cleaned_data)


def page_for(user, issue):
    """Return the page on which somebody reads an issue: the co-ordinator's, the safeguarding lead's, the public one."""
    if issue.is_hidden:
        return reverse("issues:hidden_issue_decide", args=[issue.letter.reference])
    may_receive = Issue.objects.handled_by(user).filter(pk=issue.pk).exists()
    return reverse(f"issues:{'staff_issue_detail' if may_receive else 'issue_detail'}", args=[issue.reference])


class IssueContact(IssuePage):
    """Show who raised an issue; who looked, and why, goes into the audit trail.

    Each sees those of the issues they receive, a safeguarding lead also those out of sight.
    """

    permission_required = "issues.view_contact"
    visible = open_family
    queryset = Issue.objects.select_related("reporter", "split_from__reporter")
    form_class = forms.ContactReasonForm
    template_name = "issues/staff_issue_contact.html"
    heading, submit = _("See who raised it"), _("Show contact details")

    def get_success_url(self):
        return page_for(self.request.user, self.object)

    def form_valid(self, form):
        try:
            look_at_contact(self.object, by=self.request.user, **form.cleaned_data)
        except DomainError as error:
            return self.form_refused(form, error)
        response = self.render_to_response(self.get_context_data(form=form, is_shown=True))
        add_never_cache_headers(response)
        return response


def hidden_issues():
    """Return what is out of sight with its last concern; what waits for a decision first, the oldest at the top.

    A letter that was split is one of them, not each of its matters.
    """
    last = SafeguardingConcern.objects.filter(issue=OuterRef("pk")).order_by("-pk")
    fields = {
        name: Subquery(last.values(name)[:1]) for name in ("decide_by_on", "decided_on", "outcome", "referred_to")
    }
    rows = Issue.objects.filter(is_hidden=True, split_from=None).annotate(**fields)
    return rows.order_by(F("decided_on").desc(nulls_first=True), "decide_by_on", "pk")


class HiddenIssues(StaffMixin, ListPage):
    """What was put out of sight, for the safeguarding lead alone."""

    not_downloaded_because = "What was put out of sight may endanger a child: it is read here and leaves in no file."

    permission_required = "issues.decide_hidden_issue"
    queryset = hidden_issues()
    table_class = HiddenIssueTable
    heading = _("Out of sight")
    lead = _("Issues that somebody of the team is worried about. Only safeguarding leads see this page.")
    empty = _("No issues are waiting for a decision.")


class HiddenIssueDecide(StaffMixin, FormPage):
    """Read why an issue was put out of sight, and bring it back with the decision."""

    permission_required = "issues.decide_hidden_issue"
    queryset = Issue.objects.filter(is_hidden=True, split_from=None).select_related("service_area")
    lookup = "reference"
    form_class = forms.DecisionForm
    template_name = "issues/hidden_issue_decide.html"

    @property
    def success_message(self):
        if self.result.is_hidden:
            return _("Decision recorded. The issue stays out of sight.")
        return _("Decision recorded. Whoever followed the issue can see it again.")

    def get_context_data(self, **kwargs):
        concern, decided = self.object.concerns.last(), entries_about(self.object).filter(verb="decide_hidden_issue")
        earlier = decided.first() if concern.decided_on else None
        return super().get_context_data(concern=concern, earlier=earlier, today=clock.today(), **kwargs)

    def perform(self, form):
        return decide_hidden_issue(self.object, by=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return reverse("issues:hidden_issue_list")
