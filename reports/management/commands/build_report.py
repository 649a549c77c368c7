"""`manage.py build_report annual|board [--period …] [--large-print] --out FILE`: a report now, without the queue."""

import datetime as dt
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common import clock, pdf_checks
from common.errors import DomainError
from common.pdf import PdfUnavailable
from common.periods import Period
from reports.figures import collect
from reports.layout import pdf_of
from reports.models import Build, Report
from reports.periods import check_begun, parse_period
from reports.rules import ReportKind, Variant
from reports.services import title_of

YEAR = dt.timedelta(days=364)


class Command(BaseCommand):
    help = (
        "Counts the figures, lays out the report and writes the PDF at once, without the queue. "
        "Nothing is saved in the portal. The words are those of the newest report of this kind and period. "
        "Prints pages, bytes and seconds."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=ReportKind.values)
        parser.add_argument(
            "--period",
            metavar="PERIOD",
            help="2025-09-01..2026-08-31, or academic:2026, financial:2026, calendar:2026, by the year in which it "
            "ends (default: that of the newest report of this kind, or else the year up to yesterday)",
        )
        parser.add_argument("--large-print", action="store_true", help="18 point, wide tables one record after another")
        parser.add_argument("--out", metavar="FILE", type=Path, required=True)

    def handle(self, *args, kind, period, large_print, out, **options):
        began = time.monotonic()
        try:
            content = pdf_of(make_build(kind, period), Variant.LARGE if large_print else Variant.STANDARD)
            out.write_bytes(content)
        except (DomainError, PdfUnavailable, OSError) as error:
            raise CommandError(str(error)) from error
        seconds = time.monotonic() - began
        pages = pdf_checks.summary(content).split(" ")[0]
        self.stdout.write(f"{out}: {pages} pages, {len(content):,} bytes, {seconds:.1f} s")


def make_build(kind, period, *, today=None):
    """Return a build that is not saved: today's figures of a period, with the words written for it, if any were.

    Raises DomainError for a period that cannot be read, or has not begun.
    """
    today = today or clock.today()
    reports = Report.objects.filter(kind=kind).order_by("-period_end", "-pk")
    newest = reports.first()
    if period:
        days = parse_period(period)
    elif newest:
        days = Period(newest.period_start, newest.period_end)
    else:
        days = Period(today - clock.DAY - YEAR, today - clock.DAY)
    check_begun(days.start, today)
    written = reports.filter(period_start=days.start, period_end=days.end).first()
    report = Report(
        kind=kind,
        slug=f"{kind}-{days.start}-{days.end}",
        title=written.title if written else title_of(kind, days.start, days.end),
        period_start=days.start,
        period_end=days.end,
    )
    words = {section.key: section.text for section in written.sections.all()} if written else {}
    figures = collect(kind, days.start, days.end, today=today)
    return Build(report=report, number=0, frozen_on=today, figures=figures, words=words)
