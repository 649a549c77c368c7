"""Every step the co-ordinator takes with an issue."""

from django.utils.translation import gettext_lazy as _

from common.pages import FormPage, ServiceAction
from issues import messages
from issues.forms import staff as forms
from issues.services.issues import (
    acknowledge_issue,
    close_issue,
    edit_issue,
    log_issue,
    merge_issue,
    part_issue,
    publish_issue,
    record_consents,
    signpost_issue,
    unpublish_issue,
)
from issues.services.themes import group_issue
from issues.staff_views.queue import StaffIssue


class IssuePage(StaffIssue, FormPage):
    """A page with one form about an issue."""

    template_name = "issues/staff_issue_form.html"

    @property
    def about(self):
        return self.object.reference

    def get_back_url(self):
        return self.get_success_url()


class IssueAcknowledge(IssuePage):
    form_class = forms.NoteForm
    heading, submit = _("Acknowledge"), _("Acknowledge")

    @property
    def success_message(self):
        return messages.after_acknowledging(self.result)

    def perform(self, form):
        return acknowledge_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueEdit(IssuePage):
    permission_required = "issues.publish_issue"
    form_class = forms.EditForm
    heading = _("Edit what others may read")
    template_name = "issues/staff_issue_edit.html"
    shared_texts = ("title", "edited_text")

    @property
    def success_message(self):
        return messages.after_editing(self.result)

    def get_initial(self):
        issue = self.object
        text = issue.edited_text or issue.original_text
        return {"title": issue.title, "edited_text": text, "version": issue.edit_version}

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.edit_version

    def perform(self, form):
        return edit_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueConsents(IssuePage):
    """What the parent agrees to can change: they were asked, or thought again."""

    form_class = forms.ConsentsForm
    heading = _("What the parent agrees to")

    @property
    def success_message(self):
        return messages.after_consents(self.result)

    def get_initial(self):
        return {name: getattr(self.object, name) for name in forms.AgreedForm.base_fields}

    def perform(self, form):
        return record_consents(self.object, by=self.request.user, **form.cleaned_data)


class IssueLog(IssuePage):
    form_class = forms.LogForm
    heading, submit = _("Log it for the group"), _("Log it")

    @property
    def success_message(self):
        return messages.after_logging(self.result)

    def get_initial(self):
        return {"theme": self.object.theme_id}

    def perform(self, form):
        return log_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueGroup(IssuePage):
    permission_required = "issues.manage_theme"
    form_class = forms.LogForm
    heading = _("Put it into a theme")

    @property
    def success_message(self):
        return messages.after_grouping(self.result)

    def get_initial(self):
        return {"theme": self.object.theme_id}

    def perform(self, form):
        return group_issue(self.object, form.cleaned_data["theme"], by=self.request.user)


class IssueSignpost(IssuePage):
    form_class = forms.SignpostForm
    heading, submit = _("Say who can help"), _("Pass it on")

    @property
    def success_message(self):
        return f"{_('Passed on.')} {messages.said_to_parent(self.result)}"

    def perform(self, form):
        return signpost_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueMerge(IssuePage):
    form_class = forms.MergeForm
    heading, submit = _("Join it with another issue"), _("Join them")

    @property
    def success_message(self):
        return f"{_('Joined. Both are followed as one from now on.')} {messages.said_to_parent(self.result)}"

    def get_form_kwargs(self):
        others = self.get_queryset().exclude(pk=self.object.pk)
        return {**super().get_form_kwargs(), "issues": others}

    def perform(self, form):
        return merge_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssuePart(IssuePage):
    form_class = forms.PartForm
    heading, submit = _("Follow it on its own again"), _("Take them apart")

    @property
    def success_message(self):
        said = messages.said_to_parent(self.result)
        return f"{_('It is followed on its own again.')} {said} {_('Next: log it, pass it on or join it rightly.')}"

    def perform(self, form):
        return part_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueClose(IssuePage):
    form_class = forms.CloseForm
    heading, submit = _("Close it"), _("Close it")

    @property
    def success_message(self):
        return f"{_('Closed.')} {messages.said_to_parent(self.result)}"

    def perform(self, form):
        return close_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssuePublish(StaffIssue, ServiceAction):
    permission_required = "issues.publish_issue"
    success_message = _("Everybody can read the edited words now.")

    def perform(self):
        return publish_issue(self.object, by=self.request.user)


class IssueUnpublish(StaffIssue, ServiceAction):
    permission_required = "issues.publish_issue"
    success_message = _("It is not public any more.")

    def perform(self):
        return unpublish_issue(self.object, by=self.request.user)
