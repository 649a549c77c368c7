"""Filters of the lists of issues."""

import django_filters
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.filters import CountyListFilter
from accounts.models import ServiceArea
from common.kept.choices import KeptChoiceFilter
from common.pages.exceptions import ExceptionFilter
from common.references import typed_reference
from issues.models import Issue, Theme
from issues.rules import PREFIX, IssueStatus

EVERY = "all"


class Stage(models.TextChoices):
    """The stages by which the public list can be filtered; each covers several statuses."""

    GROUP = "group", _("With the group")
    AGENCY = "agency", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    ELSEWHERE = "elsewhere", _("Signposted or merged")


STAGES = {
    Stage.GROUP: [IssueStatus.RECEIVED, IssueStatus.ACKNOWLEDGED, IssueStatus.LOGGED],
    Stage.AGENCY: [IssueStatus.PRESENTED],
    Stage.ANSWERED: [IssueStatus.RESPONDED, IssueStatus.CLOSED],
    Stage.ELSEWHERE: [IssueStatus.SIGNPOSTED, IssueStatus.MERGED],
}


# The name of another theme may not be public yet.
PUBLIC_THEMES = Theme.objects.filter(Exists(Issue.objects.published().filter(theme=OuterRef("pk"))))


class IssueFilter(django_filters.FilterSet):
    """Theme, service and stage of the public list, as plain parameters of the address."""

    theme = KeptChoiceFilter(
        label=_("Theme"),
        queryset=PUBLIC_THEMES,
        to_field_name="slug",
        empty_label=_("All themes"),
        kept_as="issues.public_themes",
    )
    service = CountyListFilter(
        ServiceArea, label=_("Service"), field_name="service_area", empty_label=_("All services")
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Stage, method="filter_stage", empty_label=_("All"))

    class Meta:
        model = Issue
        fields = []

    def filter_stage(self, rows, _name, stage):
        return rows.filter(status__in=STAGES[stage])


def themes_read_by_group(request):
    """Return the themes of what somebody reads because the group discusses it."""
    return Theme.objects.filter(Exists(Issue.objects.group_reads(request.user).filter(theme=OuterRef("pk"))))


class GroupIssueFilter(IssueFilter):
    """The same for members, of all that is shared with the group."""

    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"), queryset=themes_read_by_group, to_field_name="slug", empty_label=_("All themes")
    )


class StaffIssueFilter(django_filters.FilterSet):
    words = django_filters.CharFilter(label=_("Words or reference"), method="filter_words")
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[(EVERY, _("All statuses")), *((value, capfirst(words)) for value, words in IssueStatus.choices)],
        empty_label=_("Still being followed"),
        method="filter_status",
    )
    service_area = CountyListFilter(ServiceArea, label=_("Service"), empty_label=_("All services"))
    theme = KeptChoiceFilter(
        label=_("Theme"), queryset=Theme.objects.all(), empty_label=_("All themes"), kept_as="issues.themes"
    )
    attention = ExceptionFilter("issues.to_acknowledge", "issues.to_present", "issues.about_us")

    class Meta:
        model = Issue
        fields = ["words", "status", "service_area", "theme"]

    def filter_queryset(self, queryset):
        """Show only issues still being followed, unless a status or words are given."""
        rows = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        return rows if asked.get("status") or asked.get("words") else rows.unfinished()

    def filter_status(self, queryset, name, value):
        return queryset if value == EVERY else queryset.filter(status=value)

    def filter_words(self, queryset, name, value):
        value = value.strip()
        return queryset.filter(
            Q(reference__icontains=value)
            | Q(reference=typed_reference(value, PREFIX))
            | Q(title__icontains=value)
            | Q(edited_text__icontains=value)
        )


class StaffThemeFilter(django_filters.FilterSet):
    """Filter themes by service, and by whether they have issues to present (counted in `waiting_count`)."""

    service_area = CountyListFilter(ServiceArea, label=_("Service"), empty_label=_("All services"))
    only = django_filters.ChoiceFilter(
        label=_("Issues"),
        choices=[("waiting", _("Waiting to be presented"))],
        empty_label=_("All"),
        method="filter_only",
    )

    class Meta:
        model = Theme
        fields = ["service_area"]

    def filter_only(self, rows, _name, _value):
        return rows.filter(waiting_count__gt=0)
