"""What anybody may take away of the list of published reports; their figures are in the reports themselves."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import open_data
from common.open_data import DataSet, Field, latest
from reports.models import Report


def published_reports():
    """Return the reports that anybody may read, newest first."""
    return Report.objects.published().visible_to(AnonymousUser())


open_data.declare(
    DataSet(
        "reports",
        _("Reports"),
        _("The published reports: one row for each."),
        page="reports:report_list",
        fields=(
            Field("title", _("What it is called"), lambda one: one.title),
            Field("kind", _("What kind of report"), lambda one: capfirst(one.get_kind_display())),
            Field("period_from", _("The first day of its period"), lambda one: one.period_start),
            Field("period_to", _("The last day of its period"), lambda one: one.period_end),
            Field("agreed_on", _("The day the group agreed it"), lambda one: one.agreed_on),
            Field("published_on", _("The day it was published"), lambda one: one.published_on),
            Field("address", _("Its page"), lambda one: f"{settings.SITE_URL}{one.get_absolute_url()}"),
        ),
        rows=published_reports,
        newest=lambda: latest(published_reports().order_by().aggregate(Max("published_on")).values()),
    )
)
