"""The co-ordinator's queue of issues, one of them, and what comes in by other ways than the web."""

from django.contrib import messages
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts import audit
from common import clock, panels, timeline
from common.pages import DetailPage, FormPage, ListPage, StaffMixin
from issues.deadlines import deadline_of
from issues.filters import StaffIssueFilter
from issues.forms.staff import EnterForm
from issues.models import Issue
from issues.next_steps import steps_of_issue
from issues.selectors import matters_of, standing_of
from issues.services.issues import enter_issue_once
from issues.tables import IssueTable
from issues.wording import part_in_words


class IssueQueue(StaffMixin, ListPage):
    """Everything that is followed, what is due first at the top; a search looks at every issue in sight."""

    permission_required = "issues.receive_issue"
    queryset = Issue.objects.in_sight().select_related("theme", "service_area", "split_from").due_first()
    filterset_class = StaffIssueFilter
    table_class = IssueTable
    heading = _("Issues")
    actions = [(_("Enter an issue received by phone, on paper or in person"), reverse_lazy("issues:issue_enter"))]
    empty = _("No issues match.")


class StaffIssue(StaffMixin):
    """One issue in sight, found by its reference."""

    permission_required = "issues.receive_issue"
    queryset = Issue.objects.in_sight().select_related(
        "theme", "merged_into", "split_from", "words", "service_area", "area", "age_group"
    )
    lookup = "reference"

    def get_success_url(self):
        return reverse("issues:staff_issue_detail", args=[self.kwargs["reference"]])


class IssueReceive(StaffIssue, DetailPage):
    template_name = "issues/staff_issue_detail.html"

    def get_context_data(self, **kwargs):
        issue = self.object
        issue.is_staff, matters = True, matters_of(issue)
        return super().get_context_data(
            deadline=deadline_of(issue, clock.today()),
            steps=steps_of_issue(issue),
            timeline=timeline.build(issue, self.request.user),
            panels=panels.build(issue, self.request.user, "staff_presented", "staff_feedback"),
            merged=issue.merged_issues.in_sight(),
            decision=safeguarding_decision(issue),
            matters=matters,
            part=part_in_words(issue),
            standing=standing_of(issue, matters),
            **kwargs,
        )


def safeguarding_decision(issue):
    """Return the last decision of a safeguarding lead on an issue that was out of sight, or None."""
    decisions = audit.entries_about(issue).filter(verb="decide_hidden_issue")
    return decisions.first() if issue.hidden_reason else None


class IssueEnter(StaffMixin, FormPage):
    """Enter what came by phone, on paper or in person."""

    permission_required = "issues.enter_issue"
    form_class = EnterForm
    heading, submit = _("Enter an issue"), _("Enter issue")
    lead = _("For an issue received by phone, on paper or in person. It counts the same as one from the web form.")
    back_url = reverse_lazy("issues:staff_issue_list")

    def get_initial(self):
        return {"received_on": clock.today()}

    def perform(self, form):
        answers = dict(form.cleaned_data)
        issue, secret = enter_issue_once(key=answers.pop("once"), by=self.request.user, **answers)
        words = {"reference": issue.reference, "secret": secret}
        messages.success(
            self.request,
            _(
                "Issue entered. Give the person their reference %(reference)s and secret %(secret)s now: "
                "the secret is shown only once."
            )
            % words,
        )
        return issue

    def get_success_url(self):
        return reverse("issues:staff_issue_detail", args=[self.result.reference])
