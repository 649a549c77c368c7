"""`manage.py build_report` builds a report at once and stores nothing."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from common import clock, pdf_checks
from reports.management.commands.build_report import make_build
from reports.models import Build
from tests.factories import reports as make
from tests.reports.test_pdfs import text_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 1)


def build(tmp_path, *arguments, name="report.pdf"):
    """Run the command; return what it prints and the file it writes."""
    out, path = io.StringIO(), tmp_path / name
    with clock.frozen(TODAY):
        call_command("build_report", *arguments, "--out", str(path), stdout=out)
    return out.getvalue(), path.read_bytes()


def test_the_command_writes_the_file_and_prints_its_size(tmp_path, year):
    said, content = build(tmp_path, "board", "--period", "academic:2026")
    assert pdf_checks.check(content) == []
    assert f"{len(content):,} bytes" in said
    assert " pages, " in said
    assert said.rstrip().endswith(" s")
    assert "8 issues raised" in text_of(content)
    assert not Build.objects.exists()


def test_large_print_is_another_file_and_the_same_command_gives_the_same_bytes(tmp_path, year):
    _said, standard = build(tmp_path, "board", "--period", "academic:2026")
    _said, again = build(tmp_path, "board", "--period", "2025-09-01..2026-08-31")
    _said, large = build(tmp_path, "board", "--period", "academic:2026", "--large-print")
    assert standard == again != large
    assert pdf_checks.check(large) == []


def test_the_words_of_the_newest_report_of_the_period_are_in_it(db):
    make.a_report("board", title="Ours", words={"know": "Parents trust dates."})
    for period in ("academic:2026", None):
        found = make_build("board", period, today=TODAY)
        assert (found.report.title, found.words["know"]) == ("Ours", "Parents trust dates.")
    assert make_build("board", "calendar:2026", today=TODAY).words == {}


def test_without_a_report_the_period_is_the_year_up_to_yesterday(db):
    found = make_build("annual", None, today=TODAY).figures
    assert (found["start"], found["end"]) == ("2025-10-01", "2026-09-30")


@pytest.mark.parametrize("period", ["last year", "2027-01-01..2027-12-31", "2026-02-01..2026-01-01"])
def test_an_invalid_period_gives_a_plain_message(tmp_path, db, period):
    with pytest.raises(CommandError, match=r"period has not started|Give two days"):
        build(tmp_path, "annual", "--period", period)


def test_without_the_pdf_engine_the_command_says_what_to_install(tmp_path, db, monkeypatch):
    monkeypatch.setattr("common.pdf.writing.weasyprint", None)
    with pytest.raises(CommandError, match="install libpango"):
        build(tmp_path, "board", "--period", "academic:2026")


def test_a_file_that_cannot_be_written_gives_a_plain_message(tmp_path, db):
    with pytest.raises(CommandError, match="No such file"):
        build(tmp_path, "board", "--period", "academic:2026", name="no/such/folder.pdf")
