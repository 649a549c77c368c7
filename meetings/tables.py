"""The columns of the co-ordinator's lists about meetings."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import clock
from common.dates import day, hour, weekday
from common.pages.columns import Column, DayColumn, PartColumn, StatusColumn, Table, YesNoColumn
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


def page_of_year(record):
    return reverse("meetings:yearly_review", args=[record.year])


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


class LoadTable(Table):
    """What members carry; no more than the group may see of each other."""

    name = Column(_("Member"), accessor="membership__person__name")
    seat = Column(_("Seat"), accessor="membership__seat__title")
    came = Column(_("Meetings they came to"))
    actions = Column(_("Actions to do"))
    hours = Column(_("Hours a month"), default="")

    def value_came(self, record):
        return gettext("%(came)s of %(invited)s") % {"came": record.came, "invited": record.invited}

    render_came = value_came


class YearlyTable(LoadTable):
    """A line for each membership of the yearly review."""

    name = Column(_("Member"), accessor="membership__person__name", linkify=page_of_membership)
    passed_on = Column(_("Passed on"))
    has_accepted = YesNoColumn(_("Role accepted"))
    confirmed_on = DayColumn(_("Interests confirmed"), default=_("never"))
    term_ends_on = DayColumn(_("Term of office until"), default="", visible=False)
    wish = Column(_("Wishes to"), default=_("not answered"))
    proposal = Column(_("Proposed"), default=_("nothing yet"))
    note = Column(_("Support, or the reason"), default="", visible=False)


class OpenYearlyTable(YearlyTable):
    """The same, while answers and proposals are still taken."""

    do = PartColumn(_("Actions"), part="meetings/_yearly_steps.html", name="entry", exclude_from_export=True)


class YearlyReviewTable(Table):
    year = Column(_("Year"), linkify=page_of_year)
    opened_on = DayColumn(_("Begun on"))
    answered = Column(_("Answered"))
    proposed = Column(_("Proposed"))
    decided_on = DayColumn(_("Decided on"), default=_("not yet"))
    decided_where = Column(_("Where"), default="")

    def value_answered(self, record):
        return gettext("%(n)s of %(all)s") % {"n": record.answered, "all": record.asked}

    render_answered = value_answered

    def value_proposed(self, record):
        return gettext("%(n)s of %(all)s") % {"n": record.proposed, "all": record.asked}

    render_proposed = value_proposed
