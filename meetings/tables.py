"""The columns of the co-ordinator's lists about meetings."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from common import clock
from common.dates import day, hour, weekday
from common.pages.columns import Column, DayColumn, PartColumn, StatusColumn, Table
from common.richtext import render_lines


def page_to_manage(record):
    return reverse("meetings:meeting_manage", args=[record.slug])


def questions_of_meeting(record):
    return reverse("meetings:question_list", args=[record.meeting.slug])


def attendance_of_meeting(record):
    return reverse("meetings:attendance_record", args=[record.meeting.slug])


def page_of_membership(record):
    return record.membership.get_absolute_url()


def page_of_review(record):
    return record.review.get_absolute_url() if record.review else None


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


class AttendanceTable(Table):
    """Who came to which meeting, with role and body as they were that day; the reason for apologies is in no list."""

    meeting = Column(_("Meeting"), accessor="meeting__title", linkify=attendance_of_meeting)
    on = DayColumn(_("When"), accessor="meeting__on")
    name = Column(_("Member"))
    role_title = Column(_("Role"), default="")
    affiliation = Column(_("Body"), default="", visible=False)
    constituency = Column(_("Constituency"))
    record = Column(_("Attendance"), accessor="get_record_display")
    substitute_name = Column(_("Substitute"), default="")


class AbsenceTable(Table):
    """Rows count the absences of a membership (`meetings.services.absences.Count`)."""

    member = Column(_("Member"), accessor="membership__person__name", linkify=page_of_membership)
    seat = Column(_("Seat"), accessor="membership__seat__title")
    missed = Column(_("Missed in a row"), accessor="standing__run", empty_values=())
    meetings = Column(_("Meetings missed"), accessor="standing__run", empty_values=())
    review = DayColumn(_("Review open since"), accessor="review__opened_on", default="", linkify=page_of_review)

    def render_missed(self, value):
        return len(value)

    value_missed = render_missed

    def render_meetings(self, value):
        return ", ".join(day(meeting.on) for meeting in value)

    value_meetings = render_meetings


class ReplyTable(Table):
    """What members replied to the invitation of one meeting."""

    member = Column(_("Member"), accessor="membership__person__name")
    reply = Column(_("Reply"), accessor="get_kind_display")
    substitute_name = Column(_("Substitute"), default="")
    reason = Column(_("Reason"), default="")
    needs = Column(_("What would help them come"), default="")
    do = PartColumn(_("Change"), part="meetings/_reply_change.html", name="reply", exclude_from_export=True)

    def render_needs(self, value):
        return render_lines(value)

    render_reason = render_needs
