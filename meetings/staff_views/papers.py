"""The co-ordinator's pages for the papers of an agenda."""

from django.utils.translation import gettext_lazy

from answers.selectors import public_names
from common.documents import check_document, keep_document
from common.marked_files import ASKED, STAYS
from common.pages import OnceMixin, StaffMixin
from meetings.forms.agenda import PaperForm, PaperWithdrawForm
from meetings.meeting_views import PartAction, PartPage
from meetings.models import Paper
from meetings.rules import MeetingStatus
from meetings.selectors import names_on_record
from meetings.services.papers import (
    add_paper,
    remove_paper,
    replace_paper,
    withdraw_paper,
    withdrawal_refusal,
    words_of_paper,
)

PERMISSION = "meetings.manage_agenda"
NOT_OF_SERVICE = {"file", "take_out", "title", STAYS, ASKED}


class PaperMixin(OnceMixin, StaffMixin, PartPage):
    permission_required = PERMISSION
    form_class = PaperForm

    def is_late(self):
        return self.object_meeting().status == MeetingStatus.AGENDA_PUBLISHED

    def object_meeting(self):
        return self.object.meeting

    def known_words(self):
        return ""

    def get_form_kwargs(self):
        names = names_on_record(self.object_meeting()) if self.request.method == "POST" else ()
        return {**super().get_form_kwargs(), "is_late": self.is_late(), "names": names, "known": self.known_words()}

    def fields_of(self, form):
        """Return what the service takes; a file is stored only once everything else is in order."""
        fields = {name: value for name, value in form.cleaned_data.items() if name not in NOT_OF_SERVICE}
        fields["document"] = keep_document(self.checked, is_found=True) if self.checked else None
        return fields

    def perform(self, form):
        """Check the file before the transaction of the form begins: a check takes seconds."""
        upload, take_out = form.cleaned_data["file"], form.cleaned_data["take_out"]
        self.checked = check_document(upload, take_out=take_out) if upload else None
        if self.checked:
            form.ask_about_file(self.checked)
            self.checked.words  # noqa: B018  read now, for the search: it takes seconds too
        return super().perform(form)


class PaperAdd(PaperMixin):
    made = Paper
    heading = gettext_lazy("Add a paper")
    submit = gettext_lazy("Add paper")
    success_message = gettext_lazy("Paper added.")

    def make(self, form):
        title = form.cleaned_data["title"]
        return add_paper(self.object, title, by=self.request.user, **self.fields_of(form))


class PaperReplace(PaperMixin):
    made = Paper
    queryset = Paper.objects.select_related("item__meeting")
    path_to_meeting = "item__meeting"
    heading = gettext_lazy("Replace a paper")
    lead = gettext_lazy("The earlier paper can then be read by members alone. To take it from them too, withdraw it.")
    submit = gettext_lazy("Replace paper")
    success_message = gettext_lazy("Paper replaced.")

    def object_meeting(self):
        return self.object.item.meeting

    def known_words(self):
        return words_of_paper(self.object)

    def get_initial(self):
        names = ("title", "report_of", "recommends", "text", "is_for_members_only")
        return {name: getattr(self.object, name) for name in names}

    def make(self, form):
        title = form.cleaned_data["title"]
        return replace_paper(self.object, title, by=self.request.user, **self.fields_of(form))


class PaperRemove(StaffMixin, PartAction):
    permission_required = PERMISSION
    queryset = Paper.objects.select_related("item__meeting")
    path_to_meeting = "item__meeting"
    success_message = gettext_lazy("Paper removed.")

    def perform(self):
        return remove_paper(self.object, by=self.request.user)


class PaperWithdraw(StaffMixin, PartPage):
    """Take a published paper away from everybody but the co-ordinator."""

    permission_required = PERMISSION
    queryset = Paper.objects.select_related("item__meeting")
    path_to_meeting = "item__meeting"
    form_class = PaperWithdrawForm
    heading = gettext_lazy("Withdraw a paper")
    lead = gettext_lazy(
        "Nobody but staff can read it or its earlier versions from now on, at any address. "
        "The reason and the date are shown in its place."
    )
    submit = gettext_lazy("Withdraw paper")
    tone = "warning"
    success_message = gettext_lazy("Paper withdrawn.")

    def closed_because(self):
        return withdrawal_refusal(self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "names": public_names()}

    def perform(self, form):
        return withdraw_paper(self.object, by=self.request.user, **form.cleaned_data)
