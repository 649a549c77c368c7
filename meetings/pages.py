"""Pages with one form, and buttons, about a meeting: the words are the view's, the rest is `meetings/form.html`."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.pages import ServiceActionView, ServiceFormView
from meetings.models import AgendaItem, Meeting


class BackMixin:
    """Knows its meeting by the `slug` of the address, and where to go afterwards: the page named `to`."""

    to = "meetings:meeting_manage"

    def get_back_url(self):
        return reverse(self.to, args=[self.kwargs["slug"]])

    def get_success_url(self):
        return self.get_back_url()

    def warn(self, warnings):
        """Say what looks wrong and may yet be right."""
        for warning in warnings:
            messages.warning(self.request, warning)


class FormPage(BackMixin, ServiceFormView):
    template_name = "meetings/form.html"
    base_template = "base_staff.html"
    heading = ""
    lead = ""
    submit = _("Save")
    tone = ""

    @property
    def about(self):
        return self.object


class MeetingForm(FormPage):
    """A form about a meeting."""

    queryset = Meeting.objects.select_related("chair")
    lookup = "slug"

    @property
    def about(self):
        return self.object.title


class MeetingAction(BackMixin, ServiceActionView):
    """A button about a meeting."""

    model = Meeting
    lookup = "slug"


class PartMixin(BackMixin):
    """A row of a meeting, found by its key and by the meeting of the address."""

    path_to_meeting = "meeting"

    def get_queryset(self):
        return super().get_queryset().filter(**{f"{self.path_to_meeting}__slug": self.kwargs["slug"]})


class PartForm(PartMixin, FormPage):
    queryset = AgendaItem.objects.select_related("meeting")
    to = "meetings:agenda_edit"


class PartAction(PartMixin, ServiceActionView):
    queryset = AgendaItem.objects.select_related("meeting")
    to = "meetings:agenda_edit"
