"""Filters of the lists of issues."""

import django_filters
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.filters import CountyListFilter
from accounts.models import ServiceArea
from issues.models import Issue, Theme
from issues.rules import IssueStatus


class Stage(models.TextChoices):
    """Where an issue stands, as somebody who is not part of the group would ask."""

    GROUP = "group", _("With the group")
    AGENCY = "agency", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    ELSEWHERE = "elsewhere", _("Passed on or joined with another")


STAGES = {
    Stage.GROUP: [IssueStatus.RECEIVED, IssueStatus.ACKNOWLEDGED, IssueStatus.LOGGED],
    Stage.AGENCY: [IssueStatus.PRESENTED],
    Stage.ANSWERED: [IssueStatus.RESPONDED, IssueStatus.CLOSED],
    Stage.ELSEWHERE: [IssueStatus.SIGNPOSTED, IssueStatus.MERGED],
}


def public_themes(request):
    """Return the themes that have a published issue; the name of another may not be public yet."""
    return Theme.objects.filter(Exists(Issue.objects.published().filter(theme=OuterRef("pk"))))


class IssueFilter(django_filters.FilterSet):
    """Theme, service and stage of the public list, as plain parameters of the address."""

    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"), queryset=public_themes, to_field_name="slug", empty_label=_("All themes")
    )
    service = CountyListFilter(
        ServiceArea, label=_("Service"), field_name="service_area", empty_label=_("All services")
    )
    status = django_filters.ChoiceFilter(
        label=_("Where it stands"), choices=Stage, method="filter_stage", empty_label=_("All")
    )

    class Meta:
        model = Issue
        fields = []

    def filter_stage(self, rows, _name, stage):
        return rows.filter(status__in=STAGES[stage])
