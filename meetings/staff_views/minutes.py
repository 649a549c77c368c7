"""The co-ordinator's pages for writing, circulating and amending minutes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import DetailPage, EditMixin, OnceMixin, StaffMixin, holders_of
from common.versions import version_of
from meetings.forms.minutes import (
    AmendForm,
    MinuteForm,
    NumberForm,
    PointEditForm,
    PointForm,
    ResolutionEditForm,
    ResolutionForm,
)
from meetings.meeting_views import MeetingAction, MeetingPage, PartAction, PartPage
from meetings.models import AgendaItem, Meeting, NotedPoint, Resolution
from meetings.next_steps import steps_of_minutes
from meetings.rules import TOOK_NO_PART, WRITING
from meetings.selectors import is_bound_at, views_by_item, views_of
from meetings.services import approval
from meetings.services.approval import amend_minutes, circulate_minutes, minutes_warnings, words_of_minutes
from meetings.services.deadlines import minutes_deadline
from meetings.services.minutes import (
    edit_point,
    locked_because,
    note_point,
    number_minutes,
    on_record,
    remove_point,
    resolve,
    save_minute,
)
from meetings.services.resolutions import edit_resolution, is_about_settled, remove_resolution
from meetings.warnings import weekday_warnings
from members.models import Sending
from members.wording import sent_words

PERMISSION = "meetings.record_minutes"
ITEMS = AgendaItem.objects.select_related("meeting", "minute_by")


class MinutesEdit(StaffMixin, DetailPage):
    """All items with their minutes, and the next steps of the minutes."""

    permission_required = PERMISSION
    queryset = Meeting.objects.select_related("minutes_last_by", "approved_at_meeting")
    lookup = "slug"
    template_name = "meetings/minutes_edit.html"

    def get_context_data(self, **kwargs):
        meeting, can_write = self.object, self.object.status in WRITING
        is_written, items = approval.is_written(meeting), meeting.items.open_to(self.request.user)
        views = views_by_item(views_of(meeting, self.request.user))
        written = items.select_related("minute_words").prefetch_related("noted", "resolutions__commitment")
        for item in written:
            item.views_read = views.get(item.pk)
        return super().get_context_data(
            is_bound=is_bound_at(meeting, self.request.user),
            items=written,
            views_of_meeting=views.get(None),
            can_write=can_write,
            steps=steps_of_minutes(meeting, self.request.user, is_written=is_written, can_write=can_write),
            versions=meeting.versions.listed(),
            warnings=minutes_warnings(items),
            minutes_due=minutes_deadline(meeting),
            **kwargs,
        )


class ItemPage(StaffMixin, PartPage):
    permission_required = PERMISSION
    queryset = ITEMS

    def get_back_url(self):
        return reverse("meetings:minutes_edit", args=[self.kwargs["slug"]])

    def get_success_url(self):
        return f"{self.get_back_url()}#item-{self.item.pk}"

    def closed_because(self):
        return locked_because(self.item.meeting)

    def get_form_kwargs(self):
        known = on_record(self.item.meeting, self.item) if self.request.method == "POST" else {}
        return super().get_form_kwargs() | known

    @property
    def item(self):
        return self.object


class MinuteEdit(ItemPage):
    """The minute of an item; a stale save shows both texts and keeps what was typed."""

    form_class = MinuteForm
    template_name = "meetings/minute_edit.html"
    success_message = _("Minute saved.")

    def get_initial(self):
        return {"text": self.object.minute, "version": self.object.minute_version}

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.minute_version

    def perform(self, form):
        data = form.cleaned_data
        self.warn(weekday_warnings(data["text"]))
        text = data["text"].replace("\r\n", "\n")
        ticked = data["put_back"]
        return save_minute(self.object, text, data["version"], put_back=ticked, by=self.request.user)


class PointAdd(OnceMixin, ItemPage):
    made = NotedPoint
    form_class = PointForm
    heading = _("Add a noted point")
    success_message = _("Noted point added.")

    def make(self, form):
        return note_point(self.object, by=self.request.user, **form.cleaned_data)


class ResolutionAdd(OnceMixin, ItemPage):
    made = Resolution
    form_class = ResolutionForm
    heading = _("Add a resolution")
    success_message = _("Resolution recorded.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_subject": self.item.subject is not None}

    def make(self, form):
        return resolve(self.object, by=self.request.user, **form.cleaned_data)


class PointMixin:
    """A noted point or a resolution, found through its item's meeting."""

    permission_required = PERMISSION
    visible = holders_of(PERMISSION)
    path_to_meeting = "item__meeting"

    @property
    def item(self):
        return self.object.item


class PointEdit(PointMixin, ItemPage):
    queryset = NotedPoint.objects.select_related("item__meeting")
    form_class = PointEditForm
    heading = _("Change wording")
    success_message = _("Wording changed.")

    @property
    def about(self):
        return self.object.item

    def get_initial(self):
        return {"text": self.object.text, "version": self.object.item.minute_version}

    def current_version(self):
        return AgendaItem.objects.get(pk=self.object.item_id).minute_version

    def perform(self, form):
        return edit_point(self.object, by=self.request.user, **form.cleaned_data)


class ResolutionEdit(PointEdit):
    """A resolution with its owner and date; its commitment follows."""

    queryset = Resolution.objects.select_related("item__meeting", "commitment")
    form_class = ResolutionEditForm
    heading = _("Change the resolution")
    lead = _("Its commitment is changed with it, and goes if you leave owner and date blank.")
    success_message = _("Resolution changed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_subject": is_about_settled(self.object)}

    def get_initial(self):
        commitment = self.object.commitment
        dated = {"owner": commitment.owner, "due_on": commitment.due_on} if commitment else {}
        return {**super().get_initial(), "theme": self.object.theme_id, **dated}

    def perform(self, form):
        return edit_resolution(self.object, by=self.request.user, **form.cleaned_data)


class PointRemove(PointMixin, StaffMixin, PartAction):
    queryset = NotedPoint.objects.select_related("item__meeting")
    to = "meetings:minutes_edit"
    success_message = _("Removed.")

    def perform(self):
        return remove_point(self.object, by=self.request.user)


class ResolutionRemove(PointRemove):
    queryset = Resolution.objects.select_related("item__meeting", "commitment", "review", "presented_as")

    def perform(self):
        return remove_resolution(self.object, by=self.request.user)


class MinutesNumber(EditMixin, StaffMixin, MeetingPage):
    permission_required = PERMISSION
    form_class = NumberForm
    to = "meetings:minutes_edit"
    heading = _("Number minutes")
    lead = _("Minute numbers continue from meeting to meeting, year after year.")
    success_message = _("Minutes numbered.")

    def saved_besides(self):
        return {"first": self.object.items.order_by("number").values_list("minute_number", flat=True).first()}

    def closed_because(self):
        return locked_because(self.object)

    def perform(self, form):
        return number_minutes(self.object, form.cleaned_data["first"], by=self.request.user)


class MinutesCirculate(StaffMixin, MeetingAction):
    permission_required = PERMISSION
    to = "meetings:minutes_edit"

    @property
    def success_message(self):
        sending = Sending.objects.filter(meetings__meeting=self.result).counted(clock.today()).first()
        return f"{_('Draft minutes circulated.')} {sent_words(sending)}"

    def perform(self):
        return circulate_minutes(self.object, by=self.request.user)


class MinutesAmend(StaffMixin, MeetingPage):
    """Amend approved minutes: dated, with the reason, both versions kept."""

    permission_required = PERMISSION
    form_class = AmendForm
    to = "meetings:minutes_edit"
    heading = _("Amend approved minutes")
    lead = _("The approved version can still be read alongside the amended one.")
    submit = _("Amend minutes")
    success_message = _("Minutes amended. Both versions can still be read.")

    def closed_because(self):
        return TOOK_NO_PART if is_bound_at(self.object, self.request.user) else ""

    def get_form_kwargs(self):
        items = list(self.object.items.prefetch_related("resolutions", "noted"))
        known = on_record(self.object, *items) if self.request.method == "POST" else {}
        return super().get_form_kwargs() | {"items": items} | known

    def get_initial(self):
        return {"version": self.current_version()}

    def current_version(self):
        self.object.refresh_from_db()
        return version_of(self.object)

    def typed(self, form):
        changes = form.changes()
        return words_of_minutes((item.number, item.title, changes[item.pk]) for item in form.items)

    def perform(self, form):
        data = form.cleaned_data
        changed = {"resolved": form.resolved(), "version": data["version"], "put_back": data["put_back"]}
        return amend_minutes(self.object, form.changes(), data["note"], by=self.request.user, **changed)
