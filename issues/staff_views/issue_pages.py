"""Every step that the co-ordinator, or an independent reader, takes with an issue."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.marked_words import marks_of
from common.marks import taken_out
from common.pages import EditMixin, FormPage, ServiceAction
from issues import messages
from issues.forms import staff as forms
from issues.rules import REOPENED_APART, IssueStatus
from issues.selectors import public_page_of
from issues.services.issues import (
    acknowledge_issue,
    close_issue,
    log_issue,
    merge_issue,
    record_consents,
    separate_issue,
    signpost_issue,
)
from issues.services.showing import settle_unasked, show_words, unsettled_because
from issues.services.themes import group_issue
from issues.services.words import (
    cannot_be_published,
    edit_issue,
    no_longer_followed,
    publish_issue,
    unpublish_issue,
)
from issues.staff_views.queue import StaffIssue
from issues.transitions import ISSUE


class IssuePage(StaffIssue, FormPage):
    """A page with one form about an issue."""

    template_name = "issues/staff_issue_form.html"

    @property
    def about(self):
        return self.object.reference

    def get_back_url(self):
        return self.get_success_url()


class IssueAcknowledge(IssuePage):
    move = (ISSUE, IssueStatus.ACKNOWLEDGED)
    form_class = forms.NoteForm

    @property
    def heading(self):
        return _("Reopen issue") if self.object.status in REOPENED_APART else _("Acknowledge")

    submit = heading

    def closed_because(self):
        if self.object.is_apart and self.object.status == IssueStatus.LOGGED:
            return _("This issue has already been acknowledged.")
        return super().closed_because()

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

    def post(self, request, *args, **kwargs):
        if "fill" in request.POST:
            return self.fill()
        return super().post(request, *args, **kwargs)

    def fill(self):
        """Fill the box anew: the parent's words with every mark taken out that was not ticked."""
        ticked = self.request.POST.getlist("put_back")
        typed = {name: self.request.POST.get(name, "") for name in ("title", "version")}
        text = self.taken_out(keep=ticked)
        form = self.form_class(
            initial={**typed, "edited_text": text, "put_back": ticked}, original=self.object.original_text
        )
        return self.render_to_response(self.get_context_data(form=form))

    def taken_out(self, keep=()):
        original = self.object.original_text
        return taken_out(original, marks_of(original), keep=keep)

    def get_initial(self):
        """Begin from the words with every mark taken out, never from the parent's own: they leave the box empty."""
        issue = self.object
        text = issue.edited_text or self.taken_out()
        text = "" if not issue.edited_text and text == issue.original_text else text
        return {"title": issue.title, "edited_text": text, "version": issue.edit_version}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"original": self.object.original_text}

    def closed_because(self):
        return no_longer_followed(self.object)

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.edit_version

    def perform(self, form):
        return edit_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueConsents(EditMixin, IssuePage):
    """What the parent agrees to can change: they were asked, or thought again."""

    form_class = forms.ConsentsForm
    heading = _("Record consent")

    @property
    def locked_row(self):
        return self.object.letter

    @property
    def success_message(self):
        return messages.after_consents(self.result)

    def get_initial(self):
        return {name: getattr(self.object, name) for name in forms.AgreedForm.base_fields}

    def perform(self, form):
        return record_consents(self.object, by=self.request.user, **form.cleaned_data)


class IssueLog(EditMixin, IssuePage):
    move = (ISSUE, IssueStatus.LOGGED)
    form_class = forms.LogForm
    heading, submit = _("Log issue"), _("Log issue")

    @property
    def success_message(self):
        return messages.after_logging(self.result)

    def get_initial(self):
        return {"theme": self.object.theme_id}

    def perform(self, form):
        return log_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueGroup(EditMixin, IssuePage):
    form_class = forms.LogForm
    heading = _("Choose theme")

    def closed_because(self):
        apart = _("Log it for the group first.") if self.object.is_apart else ""
        return no_longer_followed(self.object) or apart

    @property
    def success_message(self):
        return messages.after_grouping(self.result)

    def get_initial(self):
        return {"theme": self.object.theme_id}

    def perform(self, form):
        return group_issue(self.object, form.cleaned_data["theme"], by=self.request.user)


class IssueSignpost(IssuePage):
    move = (ISSUE, IssueStatus.SIGNPOSTED)
    form_class = forms.SignpostForm
    heading, submit = _("Signpost issue"), _("Signpost")

    @property
    def success_message(self):
        return f"{_('Issue signposted.')} {messages.said_to_parent(self.result)}"

    def perform(self, form):
        return signpost_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueMerge(IssuePage):
    move = (ISSUE, IssueStatus.MERGED)
    form_class = forms.MergeForm
    heading, submit = _("Merge with another issue"), _("Merge issues")

    @property
    def success_message(self):
        return messages.after_merging(self.result)

    def get_form_kwargs(self):
        others = self.get_queryset().exclude(pk=self.object.pk)
        return {**super().get_form_kwargs(), "issues": others}

    def perform(self, form):
        return merge_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueSeparate(IssuePage):
    move = (ISSUE, IssueStatus.ACKNOWLEDGED)
    form_class = forms.SeparateForm
    heading, submit = _("Separate from the other issue"), _("Separate issues")

    @property
    def success_message(self):
        said = messages.said_to_parent(self.result)
        return f"{_('Issues separated.')} {said} {_('Next: log, signpost or merge it.')}"

    def perform(self, form):
        return separate_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssueClose(IssuePage):
    move = (ISSUE, IssueStatus.CLOSED)
    form_class = forms.CloseForm
    heading, submit = _("Close issue"), _("Close issue")

    @property
    def success_message(self):
        return f"{_('Issue closed.')} {messages.said_to_parent(self.result)}"

    def perform(self, form):
        return close_issue(self.object, by=self.request.user, **form.cleaned_data)


class IssuePublish(IssuePage):
    """The page that everybody would see, and the question whether it may be published."""

    permission_required = "issues.publish_issue"
    form_class = forms.PublishForm
    heading = _("Publish edited words")
    template_name = "issues/staff_issue_publish.html"

    @property
    def submit(self):
        return _("E-mail these words to the parent first") if self.is_to_be_shown else _("Publish this page")

    @property
    def success_message(self):
        if self.result.is_published:
            return _("Issue published.")
        return _("We've e-mailed the words to the parent, who has some days to object.")

    @cached_property
    def is_to_be_shown(self):
        return self.object.words_settled_on is None and not self.object.objected_on

    def get_initial(self):
        return {"version": self.object.edit_version}

    def closed_because(self):
        if self.object.is_published:
            return _("This is published already.")
        refused = "" if self.is_to_be_shown else unsettled_because(self.object)
        return cannot_be_published(self.object) or refused

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.edit_version

    def typed(self, form):
        return ""

    def perform(self, form):
        if self.is_to_be_shown:
            return show_words(self.object, by=self.request.user)
        return publish_issue(self.object, by=self.request.user, version=form.cleaned_data["version"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | public_page_of(self.object)


class IssueUnpublish(StaffIssue, ServiceAction):
    permission_required = "issues.publish_issue"
    success_message = _("Issue no longer public.")

    def perform(self):
        return unpublish_issue(self.object, by=self.request.user)


class IssueSettleUnasked(StaffIssue, ServiceAction):
    """Go on with words that could not be e-mailed, as with those of a parent who left no e-mail address."""

    permission_required = "issues.publish_issue"
    success_message = _("Recorded. The words can now be published or presented, where the parent agreed to it.")

    def perform(self):
        return settle_unasked(self.object, by=self.request.user)
