"""The columns of the co-ordinator's list of meetings."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from common import clock
from common.dates import hour, weekday
from common.pages.columns import Column, DayColumn, PartColumn, StatusColumn, Table


def page_to_manage(record):
    return reverse("meetings:meeting_manage", args=[record.slug])


def questions_of_meeting(record):
    return reverse("meetings:question_list", args=[record.meeting.slug])


class QuestionTable(Table):
    """Public questions of every meeting; the answer is written on the page of its meeting."""

    reference = Column(_("Reference"), linkify=questions_of_meeting)
    text = Column(_("Question"))
    asked_by = Column(_("Asked by"), default="")
    meeting = Column(_("Meeting"), accessor="meeting__title")
    on = DayColumn(_("When"), accessor="meeting__on")
    received_on = DayColumn(_("Received on"))
    status = StatusColumn(_("Status"))
    answer = Column(_("Answer"), default="", visible=False)
    answered_on = DayColumn(_("Answered on"), default="", visible=False)

    def render_text(self, value):
        return Truncator(value).chars(200)


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
