"""What anybody may take away of the issues that were published."""

from django.conf import settings
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import open_data
from common.open_data import DataSet, Field, latest
from issues.filters import IssueFilter
from issues.models import Issue
from issues.rules import IssueStatus
from issues.selectors import published_issues


def _newest():
    rows = Issue.objects.published().order_by()
    return latest(
        rows.aggregate(Max("received_on"), Max("presented_on"), Max("responded_on"), Max("closed_on")).values()
    )


open_data.declare(
    DataSet(
        "issues",
        _("Issues raised"),
        _("What parents and others raised, in the edited words they agreed to: one row for each issue."),
        page="issues:issue_list",
        fields=(
            Field("reference", _("The reference of the issue, which never changes."), lambda one: one.reference),
            Field("title", _("What it is about"), lambda one: one.title),
            Field("text", _("The edited words"), lambda one: one.edited_text),
            Field("service", _("The service it is about"), lambda one: str(one.service_area)),
            Field(
                "theme", _("The theme; empty where it has none yet"), lambda one: one.theme.name if one.theme else ""
            ),
            Field(
                "status",
                _("Its status on the day you download it"),
                lambda one: capfirst(str(IssueStatus(one.status).label)),
            ),
            Field("received_on", _("The day it was raised"), lambda one: one.received_on),
            Field("address", _("Its page"), lambda one: f"{settings.SITE_URL}{one.get_absolute_url()}"),
        ),
        rows=published_issues,
        newest=_newest,
        filterset=IssueFilter,
    )
)
