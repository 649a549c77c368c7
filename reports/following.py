"""What is new here: published reports, for whoever follows everything."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.audit import doers_of
from common import following
from common.following import Source, Words
from reports.models import Report
from reports.rules import ReportStatus
from reports.transitions import REPORT


def published():
    return Report.objects.visible_to(AnonymousUser())


def words_of_report(report):
    return Words(_("Published: %(report)s") % {"report": report.name}, "", report.get_absolute_url())


following.sources.declare(
    Source(
        "reports.published",
        rows=published,
        day="published_on",
        tell=words_of_report,
        by=doers_of(Report.objects.all(), Report, REPORT.verbs[ReportStatus.PUBLISHED]),
    )
)
