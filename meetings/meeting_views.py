"""Base views for pages and buttons about a meeting, found by its slug."""

from django.contrib import messages
from django.urls import reverse

from common.pages import FormPage, ServiceAction
from meetings.models import AgendaItem, Meeting, NotedPoint, Paper, Resolution, closed_to

PATH_TO_ITEM = {AgendaItem: "pk", Paper: "item", NotedPoint: "item", Resolution: "item"}


class MeetingMixin:
    """Finds the meeting by its slug and redirects to the page named `to`."""

    to = "meetings:meeting_manage"

    def get_back_url(self):
        return reverse(self.to, args=[self.kwargs["slug"]])

    def get_success_url(self):
        return self.get_back_url()

    def warn(self, warnings):
        """Show warnings, which never block."""
        for warning in warnings:
            messages.warning(self.request, warning)


class MeetingPage(MeetingMixin, FormPage):
    """A form about a meeting."""

    queryset = Meeting.objects.select_related("chair")
    lookup = "slug"

    @property
    def about(self):
        return self.object.title


class MeetingAction(MeetingMixin, ServiceAction):
    """A button about a meeting."""

    model = Meeting
    lookup = "slug"


class PartMixin(MeetingMixin):
    """Finds a row by its key within the meeting of the address."""

    queryset = AgendaItem.objects.select_related("meeting")
    path_to_meeting = "meeting"
    to = "meetings:agenda_edit"

    def narrow(self, rows):
        """What a declaration closes to this reader is not there for them, however they run the meeting (M8)."""
        rows = super().narrow(rows).filter(**{f"{self.path_to_meeting}__slug": self.kwargs["slug"]})
        return (
            rows.filter(~closed_to(self.request.user, PATH_TO_ITEM[rows.model])) if rows.model in PATH_TO_ITEM else rows
        )


class PartPage(PartMixin, FormPage):
    """A form about a row of a meeting."""


class PartAction(PartMixin, ServiceAction):
    """A button about a row of a meeting."""
