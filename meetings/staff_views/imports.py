"""Bringing past meetings into the portal."""

from django.urls import reverse_lazy

from accounts.views.imports import ImportStart
from common.pages import StaffMixin


class PastMeetingImport(StaffMixin, ImportStart):
    permission_required = "meetings.record_attendance"
    list_name = "meetings.past"
    back_url = reverse_lazy("meetings:staff_meeting_list")
