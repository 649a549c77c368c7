"""An issue goes to an independent reader, because it is about the service itself, or to the co-ordinator."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.selectors import positions_of_readers
from common import clock
from common.dates import day
from issues import messages
from issues.forms import handing as forms
from issues.services.handing import (
    NOT_TOLD,
    ask_to_hand,
    cannot_be_handed,
    cannot_be_passed,
    hand_to_coordinator,
    handover_of,
    is_yet_to_be_told,
    pass_to_reader,
)
from issues.staff_views.issue_pages import IssuePage


class IssuePass(IssuePage):
    """The co-ordinator passes on what turns out to be about the service, and sees it no more."""

    permission_required = "issues.enter_issue"
    form_class = forms.PassForm
    heading, submit = _("Pass to an independent reader"), _("Pass it on")

    def closed_because(self):
        return cannot_be_passed(self.object)

    def get_back_url(self):
        return super().get_success_url()

    @property
    def success_message(self):
        told = _("We've e-mailed the independent readers.")
        if not positions_of_readers():
            told = _("No independent reader is appointed, so it is kept. We've e-mailed the administrator.")
        gone = _("Issue passed on. You do not see it any more.")
        return f"{gone} {told} {messages.said_to_parent(self.result)}"

    def perform(self, form):
        return pass_to_reader(self.object, by=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return reverse("issues:staff_issue_list")


class IssueHand(IssuePage):
    """A reader tells the parent that an issue is not about the service, and later hands it to the co-ordinator."""

    permission_required = "partnership.open_reader"

    @cached_property
    def handover(self):
        return handover_of(self.object)

    form_class = forms.HandForm
    heading = _("Hand to the co-ordinator")

    def get_form_class(self):
        return forms.NothingForm if self.handover else self.form_class

    @property
    def submit(self):
        return _("Hand it over now") if self.handover else _("Tell the parent")

    def closed_because(self):
        waits_until = self.handover and not self.handover.may_be_done(clock.today()) and self.handover.object_by_on
        words = _("The parent can object until %(day)s.") % {"day": day(waits_until)} if waits_until else ""
        not_told = NOT_TOLD if self.handover and is_yet_to_be_told(self.handover) else ""
        return cannot_be_handed(self.object) or words or not_told

    @property
    def success_message(self):
        said = messages.said_to_parent(self.result)
        if self.result.is_about_us:
            return f"{_('Recorded. The parent is told first, and has some days to object.')} {said}"
        return f"{_('Issue handed to the co-ordinator.')} {said}"

    def perform(self, form):
        if self.handover:
            return hand_to_coordinator(self.object, by=self.request.user)
        return ask_to_hand(self.object, by=self.request.user, **form.cleaned_data)

    def get_back_url(self):
        return super().get_success_url()

    def get_success_url(self):
        is_ours = self.object.is_about_us
        return super().get_success_url() if is_ours else reverse("issues:staff_issue_list")
