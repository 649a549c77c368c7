"""The PDF files: their text, accessibility and reproducibility."""

import io
import re
from unittest import mock

import pikepdf
import pypdf
import pytest
from django.template.loader import render_to_string

from common import pdf_checks
from reports.layout import pdf_of
from reports.models import Build, BuildFile
from reports.rules import SECTIONS
from tests.factories import reports as make
from tests.reports import small_year

ATTACKS = """# A heading of my own

**Bold**, <script>alert(1)</script>, <img src="http://169.254.169.254/x"> and ![a picture](https://example.org/p.png).

{{ settings.SECRET_KEY }} {% include "500.html" %} 🎉 مرحبا $(id) ’; DROP TABLE reports_report; --

- [a link](javascript:alert(1))
- <a href="file:///etc/passwd">here</a>
"""
PAGES = {"annual": {"standard": (10, 34), "large": (30, 90)}, "board": {"standard": (3, 12), "large": (8, 32)}}


def text_of(content):
    """Return the words of a file in one line; a large figure and its label are read without the space between them."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    return re.sub(r"(?<=\d)(?=[a-z])", " ", words)


def pages_of(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


@pytest.fixture(scope="module")
def sample(sample_year, django_db_blocker):
    """The builds of the sample year: {(kind, variant): (build, its file, the file written again)}."""
    found = {}
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened():
        for row in BuildFile.objects.select_related("build__report", "document"):
            with row.document.file.open("rb") as file:
                again = pdf_of(row.build, row.variant)
                found[row.build.report.kind, row.variant] = (row.build, file.read(), again)
    return found


@pytest.mark.parametrize("variant", ["standard", "large"])
@pytest.mark.parametrize("kind", ["annual", "board"])
def test_the_reports_of_the_sample_year_are_accessible(sample, kind, variant):
    _build, content, again = sample[kind, variant]
    assert pdf_checks.check(content) == []
    fewest, most = PAGES[kind][variant]
    assert fewest <= pages_of(content) <= most
    assert again == content


def test_the_board_report_starts_with_what_to_know_and_decide(sample):
    _build, content, _again = sample["board", "standard"]
    first = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "What the board needs to know and decide" in first
    assert "The group asks the board to decide" in first
    assert "What has not been done yet, or will not be" in first


def test_title_and_language_of_a_file_are_set(sample):
    build, content, _again = sample["annual", "standard"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo.Title) == build.report.title
        assert str(pdf.Root.Lang) == "en-GB"


@pytest.fixture
def board(year):
    """The board report's build of the small year, not laid out yet."""
    report = make.a_report("board", start=small_year.START, end=small_year.END)
    return make.a_build(report, now=small_year.at(2026, 10, 1))


def test_the_board_report_shows_title_and_outcome_of_each_presentation(board):
    said = text_of(pdf_of(board))
    assert "Two points FP-" in said
    assert "Agreed Yes." in said
    assert "Not possible No money." in said
    assert "Partly agreed Some buses. Done already: The letter is on our website. Because: Cost." in said
    assert "Answered on 8 January 2026, after 45 working days. Late" in said
    assert "Shorter waits FP-" in said
    assert "Overdue" in said
    assert "All buses." not in said


def test_every_figure_of_the_board_report_is_in_its_file(board):
    said = text_of(pdf_of(board))
    for words in (
        "8 issues raised",
        "2 of 4 presentations answered, 1 late",
        "1 answer overdue",
        "1 of 4 commitments due kept",
        "1 point where the answer was no",
        "8 issues were raised. 1 of them was withdrawn by the person who raised it. In 1 case the person",
        "Northshire Council 0 of 1 (0%) 1 1 45",
        "Northshire Health 1 of 2 (50%) 0 1 14",
        "Not kept No driver was found.",
        "30 Jun 2026 (first promised for 2 Feb 2026)",
        "Waiting for 40 working days or longer, and so brought to the board: FP-",
    ):
        assert words in said, words


def test_every_figure_of_the_annual_report_is_in_its_file(annual):
    report = make.a_report(start=small_year.START, end=small_year.END, words={"foreword": "Welcome."})
    build = Build(report=report, number=1, frozen_on=small_year.COUNTED, figures=annual, words={"foreword": "Welcome."})
    said = text_of(pdf_of(build))
    for words in (
        "8 issues raised",
        "2 of 4 formal presentations answered",
        "1 of 4 commitments due kept",
        "0 meetings of the group",
        "They reached us by: web form (7), phone or text (1).",
        "1 answered in time",
        "1 answered late",
        "2 not answered yet",
        "1 of those overdue",
        "Status on 31 August 2026",
        "Of 4 commitments due, 1 kept, 2 late, 1 not kept; 1 to come.",
        "1 of 4 due kept",
        "2 late",
        "This is about 4 formal presentations to agencies. 1 of them was made before this period",
        "No meetings were held in this period.",
        "There were no consultations in this period.",
        "No terms were in force on 31 August 2026.",
    ):
        assert words in said, words


def test_only_a_commitment_kept_after_its_date_shows_when():
    row = {"what": "Write", "owner": "The chair", "due": "2026-05-21", "state": "done", "words": "It is sent."}
    rows = [row | {"finished": "2026-05-21"}, row | {"finished": "2026-07-12"}]
    page = render_to_string("reports/chapters/_commitments.html", {"rows": rows, "caption": "All"})
    kept = [" ".join(words.split()) for words in re.findall(r"Kept</span>([^<]*)</td>", page)]
    assert kept == ["", "on 12 Jul 2026, after that date"]


def test_the_same_build_gives_the_same_bytes_when_records_have_changed(board, year):
    before = pdf_of(board)
    small_year.ask(year, year.council, "Asked today", now=small_year.at(2026, 9, 30))
    board.refresh_from_db()
    assert pdf_of(board) == before


@pytest.mark.parametrize("variant", ["standard", "large"])
@pytest.mark.parametrize("kind", ["annual", "board"])
def test_user_text_is_escaped_and_fetches_nothing(year, kind, variant):
    title = "<b>Report</b> {{ 7|add:7 }} {% now 'Y' %} 🎉 &amp; مرحبا"
    sections = dict.fromkeys(SECTIONS[kind], ATTACKS)
    report = make.a_report(kind, start=small_year.START, end=small_year.END, title=title, words=sections)
    with mock.patch("socket.socket.connect", side_effect=AssertionError("a file was fetched")):
        content = pdf_of(make.a_build(report, now=small_year.at(2026, 10, 1)), variant)
    assert pdf_checks.check(content) == []
    said = text_of(content)
    assert "{{ settings.SECRET_KEY }}" in said
    assert "<b>Report</b> {{ 7|add:7 }}" in said
    for gone in (b"169.254", b"example.org/p.png", b"file:///", b"javascript:"):
        assert gone not in content


def test_a_section_of_maximum_length_is_laid_out(year):
    words = {"know": "A sentence about families and buses.\n\n" * 480, "decide": "word " * 3900}
    report = make.a_report("board", start=small_year.START, end=small_year.END, words=words)
    content = pdf_of(make.a_build(report, now=small_year.at(2026, 10, 1)))
    assert pdf_checks.check(content) == []
    assert pages_of(content) > 10


def test_an_empty_year_is_laid_out_too(db):
    for kind in ("annual", "board"):
        content = pdf_of(make.a_build(make.a_report(kind)))
        assert pdf_checks.check(content) == []
        assert "No issues were raised in this period." in text_of(content)
