"""Filters of the lists of meetings and of public questions."""

import django_filters
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.pages.exceptions import ExceptionFilter
from common.pages.filters import YearFilter
from meetings.models import Attendance, Meeting, PublicQuestion
from meetings.rules import AttendanceRecord, MeetingKind, MeetingStatus, QuestionStatus
from members.models import YearlyEntry
from members.rules import ReviewOutcome, Wish


class Stage(models.TextChoices):
    """The filter of past meetings."""

    MINUTES = "minutes", _("Minutes approved")
    OFF = "off", _("Cancelled or postponed")


STAGES = {
    Stage.MINUTES: [MeetingStatus.APPROVED],
    Stage.OFF: [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED],
}


class MeetingFilter(django_filters.FilterSet):
    year = YearFilter(label=_("Year"), min_value=2000, max_value=2100)
    kind = django_filters.ChoiceFilter(label=_("Meeting"), choices=MeetingKind, empty_label=_("All"))
    stage = django_filters.ChoiceFilter(label=_("Stage"), choices=Stage, method="filter_stage", empty_label=_("All"))

    class Meta:
        model = Meeting
        fields = []

    def filter_stage(self, rows, _name, stage):
        return rows.filter(status__in=STAGES[stage])


class StaffMeetingFilter(MeetingFilter):
    attention = ExceptionFilter("meetings.agenda_late", "meetings.minutes_late")


class AttendanceFilter(django_filters.FilterSet):
    year = YearFilter(label=_("Year"), field_name="meeting__year", min_value=2000, max_value=2100)
    record = django_filters.ChoiceFilter(label=_("Attendance"), choices=AttendanceRecord, empty_label=_("All"))

    class Meta:
        model = Attendance
        fields = []


class QuestionFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=QuestionStatus, empty_label=_("All"))
    attention = ExceptionFilter("questions.late")

    class Meta:
        model = PublicQuestion
        fields = []


class YearlyFilter(django_filters.FilterSet):
    wish = django_filters.ChoiceFilter(
        label=_("Wishes to"),
        choices=[("none", _("not answered")), *Wish.choices],
        method="with_wish",
        empty_label=_("All"),
    )
    proposal = django_filters.ChoiceFilter(
        label=_("Proposed"),
        choices=[("none", _("nothing yet")), *ReviewOutcome.choices],
        method="with_proposal",
        empty_label=_("All"),
    )

    class Meta:
        model = YearlyEntry
        fields = []

    def with_wish(self, queryset, _name, value):
        return queryset.filter(wish="" if value == "none" else value)

    def with_proposal(self, queryset, _name, value):
        return queryset.filter(proposal="" if value == "none" else value)
