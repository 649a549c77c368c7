"""The columns of the co-ordinator's list of meetings."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock
from common.dates import hour, weekday
from common.pages.columns import Column, PartColumn, Table


def page_to_manage(record):
    return reverse("meetings:meeting_manage", args=[record.slug])


class MeetingTable(Table):
    title = Column(_("Meeting"), linkify=page_to_manage)
    on = Column(_("When"), accessor="starts_at")
    starts = Column(_("Starts"), accessor="starts_at", visible=False)
    venue = Column(_("Where"), default="", visible=False)
    status = PartColumn(_("Status"), part="meetings/_status.html", name="meeting")

    def render_on(self, value):
        return f"{weekday(value)}, {hour(value)}"

    def value_on(self, value):
        return clock.london(value).date()

    def value_starts(self, value):
        return hour(value)
