"""Reports as PDF beside the engine alone, which lays out the same HTML with the same styles and type."""

import time
from statistics import median
from unittest.mock import patch

import pypdfium2
import weasyprint

from bench.jobs.apart import call
from bench.jobs.memory import peak_mb
from common.pdf import writing
from common.pdf.fetcher import AssetFetcher
from reports.layout import pdf_of
from reports.models import Build
from reports.rules import ReportKind

GROWING = ("presentations", "commitments", "meetings", "you_said", "consultations")
TWENTY, TWO_HUNDRED = 0.15, 17  # of what happened in the sample year
ROUNDS = 5


def measure():
    beside, short, long = call("pdf", "beside_engine"), call("pdf", "once", TWENTY), call("pdf", "once", TWO_HUNDRED)
    own = {"ratio": beside["ratio"], "engine": beside["engine"], "seconds": beside["portal"]}
    return own | {
        "pages": short["pages"],
        "mb": short["mb"],
        "long_pages": long["pages"],
        "long_seconds": long["seconds"],
        "long_mb": long["mb"],
    }


def a_build(times):
    """Return the annual report of the sample year, with so many times as much in it; it is not saved."""
    build = Build.objects.select_related("report").filter(report__kind=ReportKind.ANNUAL).latest("pk")
    for name in GROWING:
        rows = build.figures[name]
        build.figures[name] = [rows[number % len(rows)] for number in range(max(1, round(len(rows) * times)))]
    return build


def once(times):
    """Lay a report out once, in this process from its start."""
    began = time.perf_counter()
    pdf = pdf_of(a_build(times))
    seconds, held = time.perf_counter() - began, peak_mb()
    return {"seconds": seconds, "mb": held, "pages": len(pypdfium2.PdfDocument(pdf))}


def beside_engine():
    """Return the ratio of both, each after the other in a process that has read everything once."""
    build, kept = a_build(TWENTY), []
    with patch.object(writing, "write", lambda markup, *_words, **_more: kept.append(markup)):
        pdf_of(build)

    def by_engine():
        return weasyprint.HTML(string=kept[0], base_url="asset:", url_fetcher=AssetFetcher()).write_pdf()

    taken = [(seconds(by_engine), seconds(lambda: pdf_of(build))) for _round in range(ROUNDS + 1)][1:]
    ratio = median(ours / engine for engine, ours in taken)
    return {"ratio": ratio, "engine": median(one for one, _ours in taken), "portal": median(one for _e, one in taken)}


def seconds(act):
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
