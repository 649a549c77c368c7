"""The columns of the co-ordinator's list of reports."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.dates import day
from common.pages.columns import Column, DayColumn, StatusColumn, Table


def staff_page(record):
    return reverse("reports:staff_report", args=[record.slug])


class ReportTable(Table):
    title = Column(_("Report"), linkify=staff_page)
    kind = Column(_("Kind"), visible=False)
    period = Column(_("Period"), accessor="pk", exclude_from_export=True)
    period_start = DayColumn(_("From"), visible=False)
    period_end = DayColumn(_("To"), visible=False)
    status = StatusColumn(_("Status"))
    agreed_on = DayColumn(_("Agreed on"), default="", visible=False)
    published_on = DayColumn(_("Published on"), default="", visible=False)

    def render_period(self, record):
        return f"{day(record.period_start)} – {day(record.period_end)}"
