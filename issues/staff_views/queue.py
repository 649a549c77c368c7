"""The queue of issues of the co-ordinator and of an independent reader, one of them, and what comes in otherwise."""

from django.contrib import messages
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts import audit
from common import clock, panels, timeline
from common.pages import DetailPage, FormPage, ListPage, StaffMixin
from issues.deadlines import deadline_of
from issues.emails import can_be_rung_or_written_to
from issues.filters import StaffIssueFilter
from issues.forms.staff import EnterForm
from issues.models import Issue
from issues.next_steps import steps_of_issue
from issues.rules import TELLINGS, TOLD, Channel
from issues.selectors import matters_of, standing_of, undelivered_emails, words_not_delivered
from issues.services.handing import handover_of
from issues.services.issues import enter_issue_once
from issues.tables import IssueTable
from issues.wording import part_in_words


def received(rows, request):
    """Each what they receive: the co-ordinator all but what is about the service, which its readers do."""
    return rows.handled_by(request.user)


class IssueQueue(StaffMixin, ListPage):
    """Everything that is followed, what is due first at the top; a search looks at all that this person receives."""

    permission_required = "issues.receive_issue"
    visible = received
    queryset = Issue.objects.select_related("theme", "service_area", "split_from").due_first()
    filterset_class = StaffIssueFilter
    table_class = IssueTable
    holds_personal_data = True
    heading = _("Issues")
    empty = _("No issues match.")

    @property
    def actions(self):
        words = _("Enter an issue received by phone, on paper or in person")
        may_enter = self.request.user.has_perm("issues.enter_issue")
        enter = [(words, reverse_lazy("issues:issue_enter")), (_("Import issues"), reverse_lazy("issues:issue_import"))]
        return enter if may_enter else []


class StaffIssue(StaffMixin):
    """One issue of those that this person receives, found by its reference."""

    permission_required = "issues.receive_issue"
    visible = received
    queryset = Issue.objects.select_related(
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
        entries = timeline.build(issue, self.request.user)
        tellings = [one.kind for one in entries if one.kind in TELLINGS]
        return super().get_context_data(
            deadline=deadline_of(issue, clock.today()),
            steps=steps_of_issue(issue),
            timeline=entries,
            is_told=tellings[-1:] == [TOLD],
            panels=panels.build(issue, self.request.user, "staff_presented", "staff_feedback"),
            merged=issue.merged_issues.not_hidden(),
            entered_by=who_entered(issue),
            handover=handover_of(issue) if issue.is_apart else None,
            decision=safeguarding_decision(issue),
            matters=matters,
            part=part_in_words(issue),
            undelivered=undelivered_emails(issue),
            words_not_delivered=words_not_delivered(issue),
            is_reached=can_be_rung_or_written_to(issue),
            standing=standing_of(issue, matters),
            **kwargs,
        )


def safeguarding_decision(issue):
    """Return the last decision of a safeguarding lead on an issue that was out of sight, or None."""
    decisions = audit.entries_about(issue).filter(verb="decide_hidden_issue")
    return decisions.first() if issue.hidden_reason else None


def who_entered(issue):
    """Return who entered an issue about the service that came on paper or by phone: they have read it by necessity."""
    is_entered = issue.is_about_us and issue.channel != Channel.WEB
    entry = audit.entries_about(issue).filter(verb="raise_issue").select_related("by").first() if is_entered else None
    return entry and entry.by


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
        said = _(
            "Issue entered. Give the person their reference %(reference)s and secret %(secret)s now: "
            "the secret is shown only once."
        )
        gone = _("It is about the service itself, so you do not see it any more.")
        messages.success(self.request, f"{said % words} {gone if issue.is_about_us else ''}".strip())
        return issue

    def get_success_url(self):
        if self.result.is_about_us:
            return reverse("issues:staff_issue_list")
        return reverse("issues:staff_issue_detail", args=[self.result.reference])
