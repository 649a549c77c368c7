"""The co-ordinator's pages of the views that members bring, and of what they pass on (M6, M7)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import DetailPage, FormPage, ServiceAction, StaffMixin, holders_of
from meetings.forms.views_brought import HideForm
from meetings.meeting_views import MeetingMixin
from meetings.models import Meeting, PassedOn, ViewGiven, ViewsBrought
from meetings.selectors import constituencies_not_told, views_of
from meetings.services.views_brought import can_change_views, hide_summary, hide_view, record_spoken

PERMISSION = "meetings.manage_views"


class ViewsOfMeeting(StaffMixin, DetailPage):
    """What each constituency brings to a meeting, and whether it was spoken to."""

    permission_required = PERMISSION
    model = Meeting
    lookup = "slug"
    template_name = "meetings/views_of_meeting.html"

    def get_context_data(self, **kwargs):
        meeting = self.object
        return super().get_context_data(
            gathered=views_of(meeting, self.request.user),
            can_record=meeting.starts_at <= clock.now() and can_change_views(meeting),
            passed_on=(told := list(PassedOn.objects.of_meeting(meeting))),
            not_told=constituencies_not_told(meeting, told) if meeting.was_held else (),
            **kwargs,
        )


class ViewsMixin(StaffMixin, MeetingMixin):
    """A form or button about what one member brings."""

    permission_required = PERMISSION
    to = "meetings:views_of_meeting"
    queryset = ViewsBrought.objects.select_related("meeting", "membership__seat__constituency")
    visible = holders_of(PERMISSION)

    def narrow(self, rows):
        return rows.filter(meeting__slug=self.kwargs["slug"])


class ViewsSpoken(ViewsMixin, ServiceAction):
    """Record that views were spoken to at the meeting, or that they were not after all."""

    was_spoken_to = True
    success_message = _("Recorded.")

    def perform(self):
        return record_spoken(self.object, was_spoken_to=self.was_spoken_to, by=self.request.user)


class SummaryHide(ViewsMixin, FormPage):
    """Take what a member said of views off every page."""

    form_class = HideForm
    heading = _("Take these views off")
    lead = _("Their words go at once from every page, and nobody can read them any more. Tell the member yourself.")
    submit = _("Take off")
    tone = "warning"
    success_message = _("Taken off.")

    def closed_because(self):
        return "" if self.object.summary else _("There are no words to take off.")

    def perform(self, form):
        return hide_summary(self.object, by=self.request.user, **form.cleaned_data)


class ViewHide(StaffMixin, FormPage):
    """Take the words of one answer out, because they show who somebody is."""

    permission_required = PERMISSION
    visible = holders_of(PERMISSION)
    queryset = ViewGiven.objects.select_related("views__meeting")
    form_class = HideForm
    template_name = "meetings/view_hide.html"
    heading = _("Take out the words of this answer")
    submit = _("Take out")
    tone = "warning"
    success_message = _("Words taken out. It still counts as one answer.")

    def narrow(self, rows):
        return rows.filter(views__meeting__slug=self.kwargs["slug"])

    @property
    def about(self):
        return self.object.views.meeting.title

    def get_back_url(self):
        return reverse("meetings:views_detail", args=[self.kwargs["slug"], self.object.views_id])

    def get_success_url(self):
        return self.get_back_url()

    def closed_because(self):
        return "" if self.object.text else _("The words of this answer are gone already.")

    def perform(self, form):
        return hide_view(self.object, by=self.request.user, **form.cleaned_data)
