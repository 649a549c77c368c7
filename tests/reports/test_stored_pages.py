"""The stored page of a build is shown as it was laid out and never changes."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import translation

from common import chain, clock
from common.errors import DomainError
from common.models import ChainDay
from reports import layout, services
from reports.models import Build, BuildPage
from tests.factories import meetings
from tests.factories import reports as make
from tests.reports import small_year
from tests.reports.older import FOLDER, an_older_build, an_older_report
from tests.reports.test_pages import ask, client_of, files_of

pytestmark = pytest.mark.django_db
KINDS = ("annual", "board")


def older_chapters(kind):
    return (FOLDER / f"{kind}.html").read_text(encoding="utf-8")


def staff_pages(report):
    build = report.builds.get()
    return [
        f"/staff/reports/{report.slug}/",
        f"/staff/reports/builds/{build.pk}/",
        f"/staff/reports/builds/{build.pk}/standard.pdf",
        f"/staff/reports/builds/{build.pk}/large.pdf",
        "/staff/reports/",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_todays_code_cannot_lay_out_the_older_build(kind):
    with pytest.raises(KeyError):
        layout.page_of(an_older_build(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_of_an_older_report_is_shown(kind):
    report = an_older_report(kind)
    coordinator = client_of("coordinator")
    for address in (report.get_absolute_url(), *files_of(report), "/reports/", *staff_pages(report)):
        assert (address, ask(coordinator, address).status_code) == (address, 200)
    board = client_of("board")
    for address in (report.get_absolute_url(), *files_of(report), "/board/"):
        assert (address, ask(board, address).status_code) == (address, 200)


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_shown_as_it_was_laid_out(kind):
    page = client_of("board").get(an_older_report(kind).get_absolute_url()).content.decode()
    assert older_chapters(kind) in page
    assert 'class="app-document" lang="en-gb"' in page
    assert re.findall(r'<h2 id="(\w+)">', page) == re.findall(r'<a class="govuk-link" href="#(\w+)">', page)


def test_no_view_lays_out_a_build():
    callers = {
        path.name
        for path in Path(settings.BASE_DIR, "reports").rglob("*.py")
        if re.search(r"reports\.layout import|import layout", path.read_text(encoding="utf-8"))
    }
    assert callers == {"jobs.py", "build_report.py"}


def test_anyone_can_read_an_older_annual_report(client):
    report = an_older_report("annual")
    assert client.get(report.get_absolute_url()).status_code == 200
    assert "issues from 28 families" in client.get(report.get_absolute_url()).content.decode()


def test_the_boards_front_page_shows_the_older_summary():
    an_older_report("board")
    assert "We ask the board</h3><p>Please name one person" in client_of("board").get("/board/").content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_laid_out_once_with_the_pdfs(year, kind):
    report = make.a_report(kind, start=small_year.START, end=small_year.END, words={"decide": "One **person**."})
    build = make.a_build(report, now=small_year.at(2026, 10, 1))
    assert build.page is None
    make.run(build)
    build = make.fresh(build)
    assert build.page.language == "en-gb"
    assert "<svg" in build.page.chapters
    assert "8</strong> <span>issues raised" in build.page.chapters
    assert [key for key, _title in build.page.contents] == re.findall(r'<h2 id="(\w+)">', build.page.chapters)
    assert bool(build.page.summary) is (kind == "board")


def test_the_summary_for_the_board_has_the_groups_request_and_its_figures(year):
    report = make.a_report("board", start=small_year.START, end=small_year.END, words={"decide": "One **person**."})
    summary = make.a_finished_build(report, now=small_year.at(2026, 10, 1)).page.summary
    assert "<strong>person</strong>" in summary
    assert "Of 4 commitments due, 1 kept, 2 late, 1 not kept; 1 to come." in summary


@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_page_does_not_depend_on_the_reader(year, kind):
    page = make.a_finished_build(make.a_report(kind, start=small_year.START, end=small_year.END)).page
    for part in ("csrf", "<form", "<script", "nonce", "style=", "app-size-", "app-colour-", "<html", "<main"):
        assert part not in page.chapters + page.summary


def test_user_text_in_a_stored_page_is_escaped():
    words = {"decide": "<script>alert(1)</script> {{ 7 }}", "know": '<b onclick="x()">B</b>'}
    report = make.a_report("board", words=words)
    page = make.a_finished_build(report).page
    for part in ("<script", "<b onclick"):
        assert part not in page.chapters + page.summary
    assert "&lt;b onclick=" in page.chapters
    assert "{{ 7 }}" in page.summary


def test_a_stored_page_has_its_language():
    build = make.a_build()
    with translation.override("cy"):
        assert layout.page_of(build).language == "cy"


def test_a_stored_page_does_not_change_with_records_or_design(year):
    report = make.a_report(start=small_year.START, end=small_year.END)
    report = make.a_published_report(report, now=small_year.at(2026, 10, 1))
    before = Client().get(report.get_absolute_url()).content
    small_year.ask(year, year.council, "Asked today", now=small_year.at(2026, 9, 30))
    assert Client().get(report.get_absolute_url()).content == before


def test_a_cancelled_build_has_no_page():
    services.cancel_build(make.a_build(), by=None)
    assert not BuildPage.objects.exists()


def test_a_build_without_a_page_cannot_be_agreed():
    build = make.a_finished_build()
    Build.objects.filter(pk=build.pk).update(page=None)
    with pytest.raises(DomainError) as refused:
        services.agree_report(build.report, build=make.fresh(build), resolution=meetings.a_resolution(), by=None)
    assert refused.value.field == "build"


@pytest.mark.parametrize("kind", KINDS)
def test_an_agreed_report_is_never_built_again(kind):
    report = an_older_report(kind)
    with pytest.raises(DomainError, match="cannot be built again"):
        services.request_build(report, by=None)
    with pytest.raises(DomainError, match="cannot be built again"):
        services.retry_build(report.agreed_build, by=None)
    assert sorted(report.agreed_build.files.values_list("variant", flat=True)) == ["large", "standard"]


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (BuildPage, {"chapters": "<p>Other words</p>"}),
        (BuildPage, {"summary": "<p>Other words</p>"}),
        (BuildPage, {"contents": []}),
        (Build, {"figures": {}}),
        (Build, {"words": {}}),
        (Build, {"number": 7}),
    ],
)
def test_the_database_refuses_to_change_a_build_or_its_page(model, change):
    make.a_finished_build()
    before = model.objects.values().get()
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
        model.objects.update(**change)
    assert model.objects.values().get() == before


def test_the_page_of_a_build_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        make.an_agreed_report().agreed_build.page.delete()


@pytest.mark.parametrize("kind", ["annual", "board"])
def test_a_build_prints_the_last_head_of_the_record_with_its_day(kind):
    chain.seal(make.COUNTED)
    build = make.a_build(make.a_report(kind))
    chain.seal(make.COUNTED + 5 * clock.DAY)
    head = build.figures["record"]["head"]
    assert head == ChainDay.objects.order_by("day").first().head
    chapters = layout.page_of(build).chapters
    assert "that of 13 September 2026" in " ".join(chapters.split())
    assert " ".join(head[at : at + 8] for at in range(0, 64, 8)) in chapters


def test_a_build_of_before_the_record_began_prints_no_head():
    assert "head of the service" not in layout.page_of(make.a_build()).chapters
