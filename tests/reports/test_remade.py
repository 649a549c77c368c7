"""A published report that quotes words taken back is made again, and named among those that must be rebuilt."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from accounts.models import AuditEntry
from common import clock
from common.models import Document
from issues.services.own_issues import withdraw_issue
from reports.models import Build
from reports.rules import ReportKind
from reports.services import record_download
from tests.factories import accounts, issues
from tests.factories import reports as make
from tests.redacting import take_words_out
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SAID = "A child waits by the purple lighthouse every stormy Wednesday."
PARTS = "purple lighthouse"
START, END = dt.date(2025, 9, 1), dt.date(2026, 8, 31)


@pytest.fixture(autouse=True)
def today(db):
    with clock.frozen(dt.date(2026, 9, 20)):
        yield


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def issue(coordinator):
    return issues.logged_issue(original_text=SAID, edited_text=SAID, may_publish=True, by=coordinator)


@pytest.fixture
def published(coordinator, issue):
    return make.a_published_report(by=coordinator, words={"foreword": f"They wrote: {SAID}"})


def page_of(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_page_of_a_published_report_loses_the_words_at_once_and_says_so(published, issue):
    page = published.get_absolute_url()
    assert PARTS in page_of(Client(), page)
    withdraw_issue(issue)
    words = page_of(Client(), page)
    assert PARTS not in words
    assert "[taken out]" in words
    assert "On 20 September 2026 words were taken out" in words
    assert "Its PDFs are being made again." in words
    assert Client().get(f"{page}standard.pdf").status_code == 404


def test_report_is_named_as_one_to_rebuild_until_its_files_are_there(published, issue, coordinator):
    staff = sign_in(Client(), coordinator)
    assert "Must be rebuilt" not in page_of(staff, "/staff/reports/")
    withdraw_issue(issue)
    words = page_of(staff, "/staff/reports/")
    assert "Must be rebuilt" in words
    assert published.title in words.partition("Must be rebuilt")[2]
    make.run(make.fresh(published).agreed_build)
    assert "Must be rebuilt" not in page_of(staff, "/staff/reports/")
    assert Client().get(f"{published.get_absolute_url()}standard.pdf").getvalue()


def test_failed_rebuild_can_be_tried_again(published, issue, coordinator):
    withdraw_issue(issue)
    build = make.fresh(published).agreed_build
    staff = sign_in(Client(), coordinator)
    staff.post(f"/staff/reports/builds/{build.pk}/cancel/")
    assert "Try again" in page_of(staff, f"/staff/reports/builds/{build.pk}/")
    staff.post(f"/staff/reports/builds/{build.pk}/retry/")
    make.run(build)
    assert make.fresh(build).job.is_done


def test_earlier_build_is_erased_with_its_files_and_the_audit_keeps_who_has_them(
    coordinator, issue, django_capture_on_commit_callbacks
):
    report = make.a_published_report(
        kind=ReportKind.BOARD, by=coordinator, words={"decide": f"They wrote: {SAID}"}, start=START, end=END
    )
    reader, file = accounts.board_member(), report.agreed_build.files.first()
    record_download(file, by=reader)
    path = file.document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_issue(issue)
    assert not default_storage.exists(path)
    assert not Document.objects.filter(pk=file.document_id).exists()
    entry = AuditEntry.objects.get(verb="erase_build")
    assert (entry.object_id, entry.detail["downloaded_by"]) == (str(report.pk), [reader.pk])


def test_builds_of_a_draft_and_its_sections_lose_the_words(coordinator, issue):
    build = make.a_finished_build(by=coordinator, words={"foreword": f"They wrote: {SAID}"})
    withdraw_issue(issue)
    assert not Build.objects.filter(pk=build.pk).exists()
    section = build.report.sections.get(key="foreword")
    assert section.text == "They wrote: [taken out]."
    assert PARTS not in str(list(section.words.versions.values_list("texts", flat=True)))


def test_report_that_does_not_quote_them_stays_as_it_was_agreed(coordinator, issue):
    report = make.a_published_report(by=coordinator, words={"foreword": "A good year."})
    withdraw_issue(issue)
    assert make.fresh(report).agreed_build == report.agreed_build


def test_words_are_taken_out_of_a_published_report_and_staff_keep_the_earlier_build(coordinator):
    report = make.a_published_report(by=coordinator, words={"foreword": "We thank Zebedee Quillfeather."})
    earlier, staff = report.agreed_build, sign_in(Client(), coordinator)
    form = f"/staff/reports/{report.slug}/redact/"
    done = take_words_out(staff, form, "Zebedee Quillfeather", "It named a child.").content.decode()
    assert "Words taken out." in done
    words = page_of(Client(), report.get_absolute_url())
    assert "Quillfeather" not in words
    assert "On 20 September 2026 words were taken out: It named a child." in words
    assert "We thank Zebedee Quillfeather." in page_of(staff, f"/staff/reports/{report.slug}/redact/")
    assert staff.get(f"/staff/reports/builds/{earlier.pk}/standard.pdf").getvalue()
    make.run(make.fresh(report).agreed_build)
    assert make.fresh(report).agreed_build.words["foreword"] == "We thank [taken out]."


def test_report_that_is_still_written_is_edited_instead(coordinator):
    report = make.a_report(by=coordinator)
    page = sign_in(Client(), coordinator).get(f"/staff/reports/{report.slug}/redact/", follow=True)
    assert "its words can still be changed" in page.content.decode()
