"""How a build is laid out, once: the same chapters for page, PDF and large print, from its figures and words.

The laid-out page is stored. No view lays out a build again, because its figures may be older than the code.
"""

import datetime as dt

from django.template.loader import render_to_string
from django.utils.translation import get_language

from common import clock
from common.pdf import render_pdf
from reports import tables, wording
from reports.chapters import chapters_of
from reports.models import BuildPage
from reports.rules import ReportKind, Variant
from reports.shortfalls import count_of_noes, exceptions_of, first_of

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


def page_of(build):
    """Return a build as its web page, not saved yet, in the language that is spoken while it is laid out."""
    kind = build.report.kind
    context = context_of(build.report, build.figures, build.words, is_page=True)
    return BuildPage(
        language=get_language(),
        contents=[[key, str(title)] for key, title in context["chapters"].items()],
        chapters=render_to_string(f"reports/chapters/{kind}.html", context),
        summary=render_to_string("reports/chapters/summary.html", context) if kind == ReportKind.BOARD else "",
    )


def pdf_of(build, variant=Variant.STANDARD):
    """Return a build as a PDF; the same build gives the same bytes as long as the code is the same."""
    report = build.report
    return render_pdf(
        TEMPLATES[report.kind],
        context_of(report, build.figures, build.words),
        title=report.title,
        identifier=f"{report.slug}/{build.number}/{variant}",
        large_print=variant == Variant.LARGE,
        now=clock.at(build.frozen_on, dt.time(12)),
    )
