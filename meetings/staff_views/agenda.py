"""The co-ordinator's pages for the agenda, its items and papers."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answers.models import Presentation
from common import clock
from common.documents import LARGEST_PICTURE_MB, store_document
from common.pages import DetailPage, OnceMixin, ServiceAction, StaffMixin
from consultations.models import Consultation
from issues.models import Theme
from meetings.forms.agenda import ItemEditForm, ItemForm, PaperForm
from meetings.meeting_views import MeetingAction, MeetingPage, PartAction, PartPage
from meetings.models import AgendaItem, Meeting, Paper
from meetings.rules import IS_OFF, TO_COME, MeetingStatus
from meetings.services.agenda import (
    add_item,
    bring_up_to_date,
    closed_because,
    edit_item,
    move_item,
    publish_agenda,
    put_on_agenda,
    remove_item,
    words_of_item,
)
from meetings.services.deadlines import papers_deadline
from meetings.services.papers import add_paper, remove_paper, replace_paper

PERMISSION = "meetings.manage_agenda"
NOT_OF_SERVICE = {"file", "take_out", "title"}
SUBJECTS = {"theme": Theme, "presentation": Presentation, "consultation": Consultation}


class AgendaEdit(StaffMixin, DetailPage):
    """All items in their order, with up and down, and their papers."""

    permission_required = PERMISSION
    model = Meeting
    lookup = "slug"
    template_name = "meetings/agenda_edit.html"

    def get_context_data(self, **kwargs):
        papers = Paper.objects.current().select_related("document")
        rows = self.object.items.select_related(
            "theme", "presentation", "consultation", "review__membership__person", "words"
        )
        items = list(rows.prefetch_related(Prefetch("papers", papers, to_attr="shown")))
        for item, before, after in zip(items, [None, *items], [*items[1:], None], strict=False):
            item.can_go_up = before is not None and before.is_private == item.is_private
            item.can_go_down = after is not None and after.is_private == item.is_private
        return super().get_context_data(
            items=items,
            papers_due=papers_deadline(self.object),
            is_late=papers_deadline(self.object).is_past(clock.today()),
            has_begun=self.object.starts_at <= clock.now(),
            is_open=self.object.status in TO_COME,
            takes_papers=self.object.status not in IS_OFF | {MeetingStatus.APPROVED},
            **kwargs,
        )


class ItemAdd(OnceMixin, StaffMixin, MeetingPage):
    made = AgendaItem
    permission_required = PERMISSION
    form_class = ItemForm
    to = "meetings:agenda_edit"
    heading = gettext_lazy("Add an item")
    success_message = gettext_lazy("Item added.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "is_late": self.object.is_agenda_published}

    def make(self, form):
        return add_item(self.object, by=self.request.user, **form.as_item())


class ItemEdit(StaffMixin, PartPage):
    permission_required = PERMISSION
    form_class = ItemEditForm
    heading = gettext_lazy("Change item")
    success_message = gettext_lazy("Item saved.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in (*ItemEditForm.base_fields, "version")}

    def closed_because(self):
        return closed_because(self.object.meeting)

    def typed(self, form):
        return words_of_item(form.cleaned_data)

    def perform(self, form):
        return edit_item(self.object, by=self.request.user, **form.cleaned_data)


class ItemMove(StaffMixin, PartAction):
    permission_required = PERMISSION

    def perform(self):
        item = move_item(self.object, self.kwargs["direction"], by=self.request.user)
        messages.success(self.request, _("“%(title)s” is now item %(number)s.") % vars(item))
        return item

    def get_success_url(self):
        return f"{super().get_success_url()}#item-{self.kwargs['pk']}"


class ItemRemove(StaffMixin, PartAction):
    permission_required = PERMISSION
    success_message = gettext_lazy("Item removed from the agenda.")

    def perform(self):
        return remove_item(self.object, by=self.request.user)


class AgendaUpdate(StaffMixin, MeetingAction):
    permission_required = PERMISSION
    to = "meetings:agenda_edit"
    success_message = gettext_lazy("Agenda updated with everything waiting for the group.")

    def perform(self):
        return bring_up_to_date(self.object, by=self.request.user)


class AgendaPublish(StaffMixin, MeetingAction):
    permission_required = PERMISSION

    @property
    def success_message(self):
        if self.result.starts_at <= clock.now():
            return _("Agenda published. No invitations sent, because the meeting has begun. Next, record who came.")
        return _("Agenda published and every member invited. Members can now reply, and the public can ask questions.")

    def perform(self):
        return publish_agenda(self.object, by=self.request.user)


class SubjectAgenda(StaffMixin, ServiceAction):
    """Add a theme, presentation or consultation to the next agenda; pages of lower apps post here."""

    permission_required = PERMISSION

    def perform(self):
        model = SUBJECTS.get(self.kwargs["kind"])
        if model is None:
            raise Http404
        subject = get_object_or_404(model, pk=self.kwargs["pk"])
        reason = self.request.POST.get("urgency_reason", "")
        item = put_on_agenda(subject, by=self.request.user, urgency_reason=reason)
        messages.success(self.request, _("Added to the agenda of the %(meeting)s.") % {"meeting": item.meeting})
        return item

    def get_success_url(self):
        return reverse("meetings:agenda_edit", args=[self.result.meeting.slug])

    def get_failure_url(self):
        return reverse("meetings:staff_meeting_list")


class PaperMixin(StaffMixin, PartPage):
    permission_required = PERMISSION
    form_class = PaperForm
    largest_mb = LARGEST_PICTURE_MB

    def is_late(self):
        return self.object_meeting().status == MeetingStatus.AGENDA_PUBLISHED

    def object_meeting(self):
        return self.object.meeting

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "is_late": self.is_late()}

    def fields_of(self, form):
        """Return what the service takes; a file is stored only once everything else is in order."""
        fields = {name: value for name, value in form.cleaned_data.items() if name not in NOT_OF_SERVICE}
        upload, take_out = form.cleaned_data["file"], form.cleaned_data["take_out"]
        fields["document"] = store_document(upload, name=upload.name, take_out=take_out) if upload else None
        return fields


class PaperAdd(OnceMixin, PaperMixin):
    made = Paper
    heading = gettext_lazy("Add a paper")
    submit = gettext_lazy("Add paper")
    success_message = gettext_lazy("Paper added.")

    def make(self, form):
        title = form.cleaned_data["title"]
        return add_paper(self.object, title, by=self.request.user, **self.fields_of(form))


class PaperReplace(OnceMixin, PaperMixin):
    made = Paper
    queryset = Paper.objects.select_related("item__meeting")
    path_to_meeting = "item__meeting"
    heading = gettext_lazy("Replace a paper")
    lead = gettext_lazy("The earlier paper is no longer listed but can still be read at its own address.")
    submit = gettext_lazy("Replace paper")
    success_message = gettext_lazy("Paper replaced.")

    def object_meeting(self):
        return self.object.item.meeting

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
