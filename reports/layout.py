"""How a report is laid out: the same chapters for page, PDF and large print, from frozen figures and words."""

import datetime as dt

from common import clock
from common.pdf import render_pdf
from reports import tables, wording
from reports.chapters import chapters_of
from reports.exceptions import count_of_noes, exceptions_of, first_of
from reports.rules import ReportKind, Variant

TEMPLATES = {ReportKind.ANNUAL: "reports/pdf/annual.html", ReportKind.BOARD: "reports/pdf/board.html"}
TOP_THEMES = {ReportKind.ANNUAL: 8, ReportKind.BOARD: 6}
FIRST_PAGE_LINES = {ReportKind.ANNUAL: 6, ReportKind.BOARD: 4}


def context_of(report, figures, words, *, is_page=False):
    """Return what the chapters of a report are written from; on a page each chart has its table beside it."""
    charts, exceptions = tables.charts_of(figures), exceptions_of(figures)
    return {
        "report": report,
        "chapters": chapters_of(report.kind, figures, words),
        "figures": figures,
        "words": words,
        "service_name": figures["service"],
        "tables": tables.tables_of(figures, exceptions),
        "charts": charts,
        "top_themes": charts["themes"][: TOP_THEMES[report.kind]],
        "sentences": wording.sentences(figures, TOP_THEMES[report.kind]),
        "noes": count_of_noes(figures),
        "exceptions": exceptions,
        "missing": first_of(exceptions, FIRST_PAGE_LINES[report.kind]),
        "is_page": is_page,
    }


def pdf_of(build, variant=Variant.STANDARD):
    """Return a build as a PDF; the same build gives the same bytes."""
    report = build.report
    return render_pdf(
        TEMPLATES[report.kind],
        context_of(report, build.figures, build.words),
        title=report.title,
        identifier=f"{report.slug}/{build.number}/{variant}",
        large_print=variant == Variant.LARGE,
        now=clock.at(build.frozen_on, dt.time(12)),
    )
