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
from common.pages import DetailPage, OnceMixin, ServiceAction, StaffMixin
from consultations.models import Consultation
from issues.models import Theme
from meetings.forms.agenda import ItemEditForm, ItemForm, ItemPrivateForm
from meetings.meeting_views import MeetingAction, MeetingPage, PartAction, PartPage
from meetings.models import AgendaItem, Meeting, Paper
from meetings.rules import IS_OFF, TO_COME, MeetingStatus
from meetings.selectors import is_bound_at, names_on_record
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
from meetings.services.private_items import make_private, private_refusal
from members.models import Sending
from members.wording import sent_words

PERMISSION = "meetings.manage_agenda"
SUBJECTS = {"theme": Theme, "presentation": Presentation, "consultation": Consultation}


class AgendaEdit(StaffMixin, DetailPage):
    """All items in their order, with up and down, and their papers."""

    permission_required = PERMISSION
    model = Meeting
    lookup = "slug"
    template_name = "meetings/agenda_edit.html"

    def get_context_data(self, **kwargs):
        papers = Paper.objects.listed().select_related("document")
        rows = self.object.items.open_to(self.request.user).select_related(
            "theme", "presentation", "consultation", "review__membership__person", "words"
        )
        items = list(rows.prefetch_related(Prefetch("papers", papers, to_attr="shown")))
        for item, before, after in zip(items, [None, *items], [*items[1:], None], strict=False):
            item.can_go_up = before is not None and before.is_private == item.is_private
            item.can_go_down = after is not None and after.is_private == item.is_private
        return super().get_context_data(
            items=items,
            is_bound=is_bound_at(self.object, self.request.user),
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
        names = {"names": names_on_record(self.object)} if self.request.method == "POST" else {}
        return {**super().get_form_kwargs(), "is_late": self.object.is_agenda_published, **names}

    def make(self, form):
        return add_item(self.object, by=self.request.user, **form.as_item())


class ItemEdit(StaffMixin, PartPage):
    permission_required = PERMISSION
    form_class = ItemEditForm
    heading = gettext_lazy("Change item")
    success_message = gettext_lazy("Item saved.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in (*ItemEditForm.base_fields, "version")}

    def get_form_kwargs(self):
        if self.request.method != "POST":
            return super().get_form_kwargs()
        known, names = f"{self.object.title}\n{self.object.text}", names_on_record(self.object.meeting)
        return {**super().get_form_kwargs(), "known": known, "names": names}

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


class ItemPrivate(StaffMixin, PartPage):
    """Take an item out of public, also after the agenda or the minutes were published."""

    permission_required = PERMISSION
    form_class = ItemPrivateForm
    heading = gettext_lazy("Make item private")
    lead = gettext_lazy(
        "Its words, papers, minute and resolutions are for members alone from now on. "
        "Everybody can still read that there is a private item."
    )
    submit = gettext_lazy("Make private")
    tone = "warning"
    success_message = gettext_lazy("Item made private.")

    def closed_because(self):
        return private_refusal(self.object)

    def perform(self, form):
        data = form.cleaned_data
        return make_private(self.object, data["private_kind"], data["private_reason"], by=self.request.user)


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
        sending = Sending.objects.filter(meetings__meeting=self.result).counted(clock.today()).first()
        done = _("Agenda published. Members can now reply, and the public can ask questions.")
        return f"{done} {sent_words(sending)}" if sending else done

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
