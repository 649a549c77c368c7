"""The co-ordinator's pages for attendance, replies, declarations and absences."""

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from common import clock
from common.pages import DetailPage, EditMixin, ListPage, OnceMixin, ServiceAction, StaffMixin, holders_of
from common.pages.lists import DownloadMixin
from meetings import selectors
from meetings.filters import AttendanceFilter
from meetings.forms.attendance import (
    NOT_INVITED,
    AttendanceForm,
    CorrectionForm,
    InAttendanceForm,
)
from meetings.forms.people import EnterReplyForm
from meetings.meeting_views import MeetingAction, MeetingPage, PartAction, PartPage
from meetings.models import Attendance, InAttendance, Meeting
from meetings.rules import WAS_HELD, MeetingKind, MeetingStatus
from meetings.services import replies
from meetings.services.absences import count_absences, count_settings, recompute_absences
from meetings.services.approval import amend_attendance
from meetings.services.attendance import (
    RECORDED,
    add_in_attendance,
    confirm_held,
    expected_memberships,
    missing_records,
    record_attendance,
    register_warnings,
    remove_in_attendance,
    takes_others,
)
from meetings.services.replies import takes_replies
from meetings.services.telling import people_not_told
from meetings.tables import AbsenceTable, AttendanceTable, ReplyTable

PERMISSION = "meetings.record_attendance"


class AttendanceRecordGrid(EditMixin, StaffMixin, MeetingPage):
    """Every membership in one form; afterwards the register with a way to correct each line."""

    permission_required = PERMISSION
    form_class = AttendanceForm
    template_name = "meetings/attendance_record.html"
    to = "meetings:attendance_record"
    success_message = _("Attendance saved. It counts once the meeting is confirmed as held.")

    def get_form_kwargs(self):
        meeting = self.object
        return {
            **super().get_form_kwargs(),
            "meeting": meeting,
            "memberships": list(expected_memberships(meeting)),
            "recorded": {row.membership_id: row for row in meeting.attendance.all()},
            "replies": {row.membership_id: row for row in meeting.replies.all()},
            "not_told": people_not_told(meeting),
        }

    def get_context_data(self, **kwargs):
        meeting = self.object
        is_open = meeting.status == MeetingStatus.AGENDA_PUBLISHED
        return super().get_context_data(
            has_begun=meeting.starts_at <= clock.now(),
            missing=missing_records(meeting) if is_open else [],
            can_add=takes_others(meeting),
            can_record=is_open,
            rows=meeting.attendance.all() if meeting.was_held else [],
            others=meeting.others.all(),
            warnings=register_warnings(meeting),
            recorded=meeting.attendance.count(),
            **kwargs,
        )

    def perform(self, form):
        return record_attendance(self.object, form.records(), not_invited=form.not_invited(), by=self.request.user)


class AttendanceConfirm(StaffMixin, MeetingAction):
    permission_required = PERMISSION
    success_message = _("Meeting confirmed as held and absences counted. Next, write the minutes.")

    def perform(self):
        return confirm_held(self.object, by=self.request.user)

    def get_failure_url(self):
        self.to = "meetings:attendance_record"
        return self.get_back_url()


class AttendanceCorrect(EditMixin, StaffMixin, PartPage):
    permission_required = PERMISSION
    queryset = Attendance.objects.select_related("meeting", "membership")
    visible = holders_of(PERMISSION)
    form_class = CorrectionForm
    to = "meetings:attendance_record"
    heading = _("Correct attendance")
    lead = _("Absences will be recounted. A membership review that is no longer justified is withdrawn.")
    success_message = _("Attendance corrected and absences recounted.")

    @property
    def about(self):
        return self.object.name

    @property
    def locked_row(self):
        return self.object.meeting

    def get_form_kwargs(self):
        meeting, row = self.object.meeting, self.object
        can_be_uninvited = (
            meeting.kind == MeetingKind.ADDITIONAL
            or not row.was_invited
            or row.membership.person_id in people_not_told(meeting)
        )
        return {**super().get_form_kwargs(), "can_be_uninvited": can_be_uninvited, "is_approved": meeting.is_approved}

    def get_initial(self):
        initial = {name: getattr(self.object, name) for name in RECORDED if name in CorrectionForm.base_fields}
        return initial if self.object.was_invited else {**initial, "record": NOT_INVITED}

    def perform(self, form):
        return amend_attendance(self.object, by=self.request.user, **form.correction())


class InAttendanceAdd(OnceMixin, StaffMixin, MeetingPage):
    made = InAttendance
    permission_required = PERMISSION
    form_class = InAttendanceForm
    to = "meetings:attendance_record"
    heading = _("Add someone in attendance")
    lead = _("An officer, an observer, a visitor: anyone who does not hold a seat.")
    success_message = _("Added to the attendance register.")

    def make(self, form):
        return add_in_attendance(self.object, by=self.request.user, **form.cleaned_data)


class InAttendanceRemove(StaffMixin, PartAction):
    permission_required = PERMISSION
    queryset = InAttendance.objects.select_related("meeting")
    visible = holders_of(PERMISSION)
    to = "meetings:attendance_record"
    success_message = _("Removed from the attendance register.")

    def perform(self):
        return remove_in_attendance(self.object, by=self.request.user)


class ReplyList(StaffMixin, DetailPage):
    """What members replied, and what they need to be able to come (T3): for the co-ordinator alone.

    Needs are private and a file is soon passed on, so this list cannot be downloaded.
    """

    permission_required = PERMISSION
    model = Meeting
    lookup = "slug"
    template_name = "meetings/reply_list.html"
    heading = _("Replies")

    def get_context_data(self, **kwargs):
        rows = self.object.replies.select_related("meeting", "membership__person", "membership__seat")
        replies = list(rows.order_by("membership__person__name"))
        table, can_reply = ReplyTable.of(replies), takes_replies(self.object)
        if not can_reply:
            table.exclude = ("do",)
        replied = {reply.membership_id for reply in replies}
        waiting = [one for one in expected_memberships(self.object) if one.pk not in replied]
        return super().get_context_data(replies=replies, table=table, waiting=waiting, can_reply=can_reply, **kwargs)


class ReplyEnter(EditMixin, StaffMixin, MeetingPage):
    """Enter a reply given by phone, by e-mail or in person (M10, V4)."""

    permission_required = PERMISSION
    form_class = EnterReplyForm
    to = "meetings:reply_list"
    heading = _("Enter a reply")
    lead = _("Use this if they told you by phone, by e-mail or in person. It replaces any earlier reply.")
    success_message = _("Reply recorded. It can be changed until the meeting begins.")

    @cached_property
    def membership(self):
        return get_object_or_404(expected_memberships(self.object), pk=self.kwargs["pk"])

    @property
    def about(self):
        return f"{self.membership.person.name}, {self.object.title}"

    def get_initial(self):
        reply = self.object.replies.filter(membership=self.membership).first()
        if reply is None:
            return {"needs": selectors.needs_of([self.membership])}
        return {name: getattr(reply, name) for name in EnterReplyForm.base_fields}

    def perform(self, form):
        return replies.reply(self.object, self.membership, by=self.request.user, **form.cleaned_data)


class AttendanceList(StaffMixin, ListPage):
    """Who came to each meeting that was held, the latest first."""

    permission_required = "meetings.record_attendance"
    queryset = Attendance.objects.filter(meeting__status__in=WAS_HELD).select_related("meeting")
    visible = holders_of("meetings.record_attendance")
    filterset_class = AttendanceFilter
    table_class = AttendanceTable
    holds_personal_data = True
    heading = _("Attendance")
    empty = _("No attendance matches.")
    back_url = reverse_lazy("meetings:staff_meeting_list")

    def narrow(self, rows):
        return rows.order_by("-meeting__starts_at", "-meeting", "name", "pk")


class AbsenceList(StaffMixin, DownloadMixin, TemplateView):
    """Absences of every membership under the three-absence rule (M11)."""

    permission_required = PERMISSION
    table_class = AbsenceTable
    holds_personal_data = True
    template_name = "meetings/absence_list.html"
    heading = _("Absences by member")

    def rows_of_file(self):
        return sorted(count_absences(), key=lambda one: -len(one.standing.run))

    def get_context_data(self, **kwargs):
        table = AbsenceTable.of(self.rows_of_file())
        return super().get_context_data(table=table, settings=count_settings(), **kwargs)


class AbsenceRecompute(StaffMixin, ServiceAction):
    """Recount absences, for example after a setting changed."""

    permission_required = PERMISSION
    success_message = _("Absences recounted.")

    def perform(self):
        return recompute_absences(by=self.request.user)

    def get_success_url(self):
        return "/staff/meetings/absences/"
