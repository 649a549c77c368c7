"""The portal on a storage that is elsewhere and has no paths: what people upload, download, build and delete."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock, documents
from common.documents.sweeping import Swept, sweep_files
from common.models import Document
from issues.services.own_issues import withdraw_issue
from meetings.models import Paper
from meetings.services.papers import remove_paper
from tests.common.file_checks import offices, pdfs
from tests.common.files import pdf, picture
from tests.factories import accounts, answers, involvement, issues, meetings, reports
from tests.factories.walks import history
from tests.files import pathless
from tests.partnership.test_downloads import client_of

__all__ = ["pathless"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pathless")]
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_is_copied(db):
    """What a factory makes is made by the services themselves, in this storage."""
    with history.elsewhere():
        yield


@pytest.fixture
def coordinator():
    return client_of(accounts.coordinator())


def add_paper(client, data, name="buses.pdf", **typed):
    item = meetings.an_item()
    page = reverse("meetings:paper_add", args=[item.meeting.slug, item.pk])
    # What can be read of it shows nobody; the tick is for what cannot be read.
    posted = {"title": "Buses", "once": "a key", **typed}
    first = client.post(page, posted | {"file": SimpleUploadedFile(name, data)})
    if first.status_code == 302 or "file_asked" not in (first.context["form"].data or {}):
        return first
    ticked = {"file_asked": first.context["form"].data["file_asked"], "file_stays": "on"}
    return client.post(page, posted | ticked | {"file": SimpleUploadedFile(name, data)})


def downloaded(client, name, **kwargs):
    answer = client.get(reverse(name, kwargs=kwargs))
    assert answer.status_code == 200
    return b"".join(answer)


def test_nothing_in_it_has_a_path_or_an_address():
    name = documents.store_document(b"One, two.", name="a.txt").file.name
    with pytest.raises(NotImplementedError):
        default_storage.path(name)
    with pytest.raises(NotImplementedError):
        default_storage.url(name)


@pytest.mark.parametrize(
    ("name", "data"), [("buses.pdf", pdf()), ("buses.png", picture()), ("buses.txt", b"They come late.")]
)
def test_a_paper_is_uploaded_checked_and_downloaded(coordinator, name, data):
    assert add_paper(coordinator, data, name).status_code == 302
    paper = Paper.objects.get()
    kept = downloaded(coordinator, "meetings:paper_download", slug=paper.item.meeting.slug, pk=paper.pk)
    assert kept == documents.read_document(paper.document)
    assert len(kept) == paper.document.size


def test_a_file_that_the_checks_refuse_is_not_kept(coordinator, pathless):
    trick = next(iter(offices.UNSEEN.values()))[0]()
    for data, name in ((pdf(change=pdfs.script_in_field), "buses.pdf"), (trick, "buses.docx"), (b"<svg/>", "a.png")):
        assert add_paper(coordinator, data, name).status_code == 200
    assert pathless.kept == {}
    assert not Document.objects.exists()


def test_an_upload_too_large_for_memory_is_kept_too(coordinator, own_uploads):
    words = b"The bus is late. " * 200_000
    assert len(words) > 2_621_440
    assert add_paper(coordinator, words, "buses.txt").status_code == 302
    assert documents.read_document(Document.objects.get()) == words


@pytest.fixture
def own_uploads(settings, tmp_path):
    settings.UPLOADS_DIR = tmp_path / "uploads"


def test_the_scan_of_a_letter_and_another_version_are_kept_and_handed_out(coordinator):
    version = involvement.a_sent_request(file=b"Large words.").version
    assert downloaded(coordinator, "involvement:version_download", pk=version.pk) == b"Large words."
    assert documents.read_document(answers.a_scan())


def test_both_prints_of_a_report_are_laid_out_and_handed_out(coordinator):
    build = reports.a_finished_build(is_laid_out=True)
    for file in build.files.all():
        print_ = downloaded(coordinator, "reports:build_download", pk=build.pk, variant=file.variant)
        assert print_.startswith(b"%PDF")
        assert len(print_) == file.document.size


def test_a_file_that_is_gone_is_a_404(coordinator):
    build = reports.a_finished_build()
    default_storage.delete(build.files.get(variant="large").document.file.name)
    address = reverse("reports:build_download", kwargs={"pk": build.pk, "variant": "large"})
    assert coordinator.get(address).status_code == 404


def test_what_is_removed_or_taken_back_is_deleted(pathless, django_capture_on_commit_callbacks):
    paper = meetings.a_paper(document=documents.store_document(b"One, two.", name="a.txt"))
    issue = issues.published_issue()
    involvement.a_sent_request(address=issue.get_absolute_url())
    assert len(pathless.kept) == 2
    with django_capture_on_commit_callbacks(execute=True):
        remove_paper(paper, by=None)
        withdraw_issue(issue)
    assert pathless.kept == {}
    assert not Document.objects.exists()


def test_what_nothing_points_at_is_swept(pathless):
    kept = meetings.a_paper(document=documents.store_document(b"One, two.", name="a.txt")).document
    with_no_row = documents.store_document(b"Three.", name="b.txt")
    Document.objects.filter(pk=with_no_row.pk).delete()
    assert sweep_files(clock.now() + 2 * DAY) == Swept(0, 1, 0)
    assert set(pathless.kept) == {kept.file.name}
