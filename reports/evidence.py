"""Evidence for the reports the group owes every year (E2, E3)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.roles import Role
from common import evidence
from common.evidence import Evidence, State
from governance.models import TermsVersion
from governance.rules import TERMS, review_due
from reports.models import Download, Report
from reports.rules import ANNUAL_REPORTS, ReportKind


def _newest(kind, today):
    rows = Report.objects.published().filter(kind=kind, published_on__lte=today)
    return rows.order_by("-published_on", "-pk").first()


def _nothing(words, today):
    """Say that there is none: due in the first year after the terms came into force, overdue after it."""
    first = TermsVersion.objects.filter(document__slug=TERMS, in_force_on__lte=today).order_by("in_force_on").first()
    url = reverse("reports:report_list")
    if first is None:
        return Evidence(words, url=url, state=State.NONE)
    due_on = review_due(first.in_force_on)
    return Evidence(words, on=due_on, url=url, state=State.OVERDUE if due_on < today else State.DUE)


def _state(report, today):
    return State.OVERDUE if review_due(report.published_on) < today else State.KEPT


@evidence.kind(ANNUAL_REPORTS, gettext_lazy("annual reports"))
def annual_report(period):
    """E2: an annual report on what the group did, published in the last twelve months."""
    report = _newest(ReportKind.ANNUAL, period.end)
    if report is None:
        return _nothing(_("no annual reports yet"), period.end)
    return Evidence(
        _("published: %(title)s") % {"title": report.title},
        on=report.published_on,
        url=report.get_absolute_url(),
        state=_state(report, period.end),
    )


@evidence.kind("board-reports", gettext_lazy("reports to the Performance Board, and who has downloaded them"))
def board_report(period):
    """E3: a report to the Performance Board, sent in the last twelve months, and by how many of the board downloaded.

    The report itself is the board's; the link leads to the shelf.
    """
    report = _newest(ReportKind.BOARD, period.end)
    if report is None:
        return _nothing(_("no reports to the board yet"), period.end)
    downloads = Download.objects.filter(
        file__build__report=report, at__lt=period.ends_at, by__grants__role=Role.BOARD_MEMBER
    )
    readers = downloads.order_by().values("by").distinct().count()
    words = ngettext("downloaded by %(n)s member of the board", "downloaded by %(n)s members of the board", readers) % {
        "n": readers
    }
    return Evidence(
        _("sent to the board: %(title)s; %(words)s") % {"title": report.title, "words": words},
        on=report.published_on,
        url=reverse("reports:report_list"),
        state=_state(report, period.end),
    )
