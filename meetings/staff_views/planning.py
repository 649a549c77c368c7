"""The list of meetings, a year in one step, and every change to when and where."""

from django.contrib import messages
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from common import clock, timeline
from common.dates import day
from common.pages import DetailPage, EditMixin, FormPage, ListPage, OnceMixin, StaffMixin
from meetings.filters import StaffMeetingFilter
from meetings.forms.planning import (
    TERMS,
    AdditionalForm,
    ChairForm,
    DayForm,
    EditForm,
    ReasonForm,
    SittingsForm,
    YearForm,
)
from meetings.meeting_views import MeetingPage
from meetings.models import Meeting
from meetings.next_steps import steps_of_meeting
from meetings.rules import MeetingFormat, MeetingKind, sat_for
from meetings.selectors import names_on_record
from meetings.services.attendance import expected_memberships
from meetings.services.deadlines import minutes_deadline, papers_deadline, questions_deadline
from meetings.services.planning import (
    cancel,
    edit_meeting,
    plan_additional,
    plan_year,
    planning_warnings,
    postpone,
    record_sittings,
    schedule,
    set_chair,
)
from meetings.tables import MeetingTable
from members.models import Sending
from members.wording import sent_words


class StaffMeetingList(StaffMixin, ListPage):
    permission_required = "meetings.plan_meeting"
    model = Meeting
    filterset_class = StaffMeetingFilter
    table_class = MeetingTable
    holds_personal_data = False
    template_name = "meetings/staff_meeting_list.html"
    heading = _("Meetings")
    empty = _("No meetings match.")

    def get_context_data(self, **kwargs):
        years = Meeting.objects.to_announce(clock.now()).order_by("year").values_list("year", flat=True).distinct()
        return super().get_context_data(years_to_announce=years, **kwargs)


class PlanMixin(StaffMixin):
    """Planning shows warnings about a date but does not block."""

    permission_required = "meetings.plan_meeting"
    lead = _("We will warn you about a weekend, a bank holiday or a clash. You can still go ahead.")
    submit = _("Plan")
    back_url = reverse_lazy("meetings:staff_meeting_list")

    def warn(self, warnings):
        for warning in warnings:
            messages.warning(self.request, warning)


class YearPlan(PlanMixin, FormPage):
    """Plan the usual meetings of a year (T1), prefilled with the place of the last meeting."""

    form_class = YearForm
    heading = _("Plan a year")

    @property
    def success_message(self):
        named = ", ".join(f"{meeting} ({day(meeting.on)})" for meeting in self.result)
        if all(meeting.starts_at <= clock.now() for meeting in self.result):
            return _("Meetings recorded: %(meetings)s. Next, publish their agendas and record who came.") % {
                "meetings": named
            }
        return _("Meetings planned: %(meetings)s. Nobody has been told. Next, announce them.") % {"meetings": named}

    def get_initial(self):
        usual = Meeting.objects.exclude(kind=MeetingKind.ADDITIONAL)
        last = usual.values("year", "format", "venue", "access_notes", "getting_help").first()
        if last is None:
            return {"year": clock.today().year, "format": MeetingFormat.HYBRID}
        is_whole = usual.filter(year=last["year"]).count() >= len(TERMS)
        return {**last, "year": last["year"] + is_whole}

    def perform(self, form):
        dates, year = form.dates(), form.cleaned_data["year"]
        warnings = planning_warnings({kind: times[0] for kind, times in dates.items()}, year=year)
        meetings = plan_year(
            year, dates, has_taken_place=form.cleaned_data["has_taken_place"], by=self.request.user, **form.place
        )
        self.warn(warnings)
        return meetings

    def get_success_url(self):
        if any(meeting.starts_at > clock.now() for meeting in self.result):
            return reverse("meetings:year_announce", args=[self.result[0].year])
        return reverse("meetings:staff_meeting_list")


class AdditionalPlan(OnceMixin, PlanMixin, FormPage):
    """An additional meeting with its purpose (T2)."""

    made = Meeting
    form_class = AdditionalForm
    heading = _("Plan an additional meeting")

    @property
    def success_message(self):
        if self.result.starts_at <= clock.now():
            return _("Meeting recorded; no invitations sent. Next, publish its agenda and record who came.")
        return _("Meeting planned. Nobody has been told. Next, announce it.")

    def make(self, form):
        starts_at, ends_at = form.times()
        warnings = planning_warnings({MeetingKind.ADDITIONAL: starts_at})
        data = form.cleaned_data
        meeting = plan_additional(
            data["purpose"],
            starts_at,
            ends_at,
            has_taken_place=data["has_taken_place"],
            by=self.request.user,
            **form.place,
        )
        self.warn(warnings)
        return meeting

    def get_success_url(self):
        page = "meeting_announce" if self.result.starts_at > clock.now() else "meeting_manage"
        return reverse(f"meetings:{page}", args=[self.result.slug])


class MeetingManage(StaffMixin, DetailPage):
    """Overview of a meeting with its next step and links."""

    permission_required = "meetings.plan_meeting"
    queryset = Meeting.objects.select_related("chair", "approved_at_meeting")
    lookup = "slug"
    template_name = "meetings/meeting_manage.html"

    def get_context_data(self, **kwargs):
        meeting, today = self.object, clock.today()
        sittings = [(sitting.starts_at, sitting.ends_at) for sitting in meeting.sittings.all()]
        return super().get_context_data(
            steps=steps_of_meeting(meeting, self.request.user),
            sendings=Sending.objects.filter(meetings__meeting=meeting).counted(today),
            has_begun=meeting.starts_at <= clock.now(),
            papers_due=papers_deadline(meeting),
            is_papers_late=papers_deadline(meeting).is_past(today),
            questions_due=questions_deadline(meeting),
            minutes_due=minutes_deadline(meeting),
            items=meeting.items.count(),
            expected=expected_memberships(meeting).count(),
            recorded=meeting.attendance.count(),
            replies=meeting.replies.count(),
            declarations=meeting.declarations.count(),
            questions_waiting=meeting.questions.waiting().count(),
            entries=timeline.build(meeting, self.request.user),
            sat=sat_for(sittings) if sittings else None,
            **kwargs,
        )


class PlanPage(StaffMixin, MeetingPage):
    permission_required = "meetings.plan_meeting"


class TellingPage(PlanPage):
    """A form that tells those who were told of the meeting; afterwards it says how many were reached, if any were."""

    done = ""

    @property
    def success_message(self):
        new = Sending.objects.filter(meetings__meeting=self.object).exclude(pk__in=self.told_before)
        sending = new.counted(clock.today()).first()
        said = sent_words(sending) if sending else _("Nobody was told.")
        return f"{self.done} {said}"

    def form_valid(self, form):
        self.told_before = set(self.object.sendings.values_list("sending", flat=True))
        return super().form_valid(form)


class MeetingEdit(EditMixin, TellingPage):
    form_class = EditForm
    heading = _("When and where")
    lead = _(
        "Once a meeting is announced, we tell everyone if you change its date, time, place or format. "
        "If you change the day or the hour it starts, members are asked to reply again."
    )
    done = _("Meeting saved.")

    def get_initial(self):
        meeting = self.object
        place = {name: getattr(meeting, name) for name in EditForm.base_fields if hasattr(meeting, name)}
        return {
            **place,
            "on": meeting.on,
            "starts": clock.london(meeting.starts_at).time(),
            "ends": clock.london(meeting.ends_at).time(),
        }

    def perform(self, form):
        starts_at, ends_at = form.times()
        warnings = planning_warnings({self.object.kind: starts_at}, besides=self.object)
        meeting = edit_meeting(
            self.object,
            starts_at,
            ends_at,
            has_taken_place=form.cleaned_data["has_taken_place"],
            by=self.request.user,
            **form.place,
        )
        self.warn(warnings)
        return meeting


class MeetingSchedule(TellingPage):
    form_class = DayForm
    heading = _("Set date")
    lead = _(
        "We tell everyone, if the meeting was announced. "
        "If the day or the hour has changed, members are asked to reply again."
    )
    submit = _("Schedule meeting")
    done = _("Meeting scheduled.")

    def perform(self, form):
        starts_at, ends_at = form.times()
        warnings = planning_warnings({self.object.kind: starts_at}, besides=self.object)
        meeting = schedule(
            self.object,
            starts_at,
            ends_at,
            has_taken_place=form.cleaned_data["has_taken_place"],
            by=self.request.user,
        )
        self.warn(warnings)
        return meeting


class ReasonPage(TellingPage):
    """Call a meeting off, with a reason that everybody reads."""

    form_class = ReasonForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": names_on_record(self.object)}


class MeetingPostpone(ReasonPage):
    heading = _("Postpone this meeting")
    lead = _("We tell everyone, if the meeting was announced. Publish the agenda again once there is a new date.")
    submit = _("Postpone meeting")
    tone = "warning"
    done = _("Meeting postponed.")

    def perform(self, form):
        return postpone(self.object, form.cleaned_data["reason"], by=self.request.user)


class MeetingCancel(ReasonPage):
    heading = _("Cancel this meeting")
    lead = _("We tell everyone, if the meeting was announced. A cancelled meeting does not count towards absences.")
    submit = _("Cancel meeting")
    tone = "warning"
    done = _("Meeting cancelled.")

    def perform(self, form):
        return cancel(self.object, form.cleaned_data["reason"], by=self.request.user)


class ChairSet(EditMixin, PlanPage):
    form_class = ChairForm
    heading = _("Chair of this meeting")
    success_message = _("Chair saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "chair": self.object.chair}

    def get_initial(self):
        return {"person": self.object.chair, "decided_by_group": self.object.decided_by_group}

    def perform(self, form):
        data = form.cleaned_data
        return set_chair(self.object, data["person"], decided_by_group=data["decided_by_group"], by=self.request.user)


class SittingsRecord(EditMixin, PlanPage):
    permission_required = "meetings.record_attendance"
    form_class = SittingsForm
    heading = _("Record sitting times")
    lead = _("Breaks between parts are not counted.")
    success_message = _("Sitting times saved.")

    def get_initial(self):
        initial = {}
        for part, sitting in enumerate(self.object.sittings.all(), start=1):
            initial[f"starts_{part}"] = clock.london(sitting.starts_at).time()
            initial[f"ends_{part}"] = clock.london(sitting.ends_at).time()
        return initial

    def perform(self, form):
        return record_sittings(self.object, form.sittings(self.object.on), by=self.request.user)
