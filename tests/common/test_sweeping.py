"""Files and rows that nothing points at are deleted once they are a day old, and never sooner."""

import datetime as dt
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps as django_apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import CASCADE, PROTECT, ProtectedError

from answers.services.transcripts import transcribe_response
from common import clock, documents, tasks
from common.apps import is_ours
from common.documents import kinds, sweeping
from common.documents.store import CheckedFile
from common.documents.sweeping import Swept, sweep_files
from common.models import Document, DocumentWords
from common.rules import LEFT_BEHIND_AFTER, is_left_behind
from meetings.models import Paper
from tests.factories import accounts, answers, data, expenses, involvement, issues, meetings, reports
from tests.files import own_disk, pathless
from tests.same_moment import meanwhile

__all__ = ["own_disk", "pathless"]
pytestmark = pytest.mark.django_db
NOTHING = Swept(0, 0, 0)
SECOND = dt.timedelta(seconds=1)
CHECKED = CheckedFile(kinds.KINDS["txt"], b"One, two.", None, "figures.txt")


def later(than=LEFT_BEHIND_AFTER + SECOND):
    return clock.now() + than


def a_document(words=b"One, two."):
    return documents.store_document(words, name="figures.txt")


def paper_with(document):
    return meetings.a_paper(meetings.an_item(), document=document)


def test_a_file_is_left_behind_after_a_day():
    now = clock.now()
    assert dt.timedelta(hours=24) == LEFT_BEHIND_AFTER
    assert is_left_behind(now - LEFT_BEHIND_AFTER, now)
    assert not is_left_behind(now - LEFT_BEHIND_AFTER + SECOND, now)


def a_transcript():
    presentation = answers.presentation_of(issues.logged_issue())
    dated = {"letter_dated_on": presentation.sent_on, "summary": "", "answers": [], "version": 0}
    return transcribe_response(presentation, letter=answers.a_scan(), by=accounts.coordinator(), **dated)


PART = "common.DocumentWords.document"  # goes with its document, and owns nothing
OWNERS = {
    "meetings.Paper.document": lambda: paper_with(a_document()),
    "answers.FormalResponse.letter": a_transcript,
    "expenses.Line.document": expenses.a_submitted_claim,
    "involvement.OtherVersion.document": involvement.a_sent_request,
    "reports.BuildFile.document": reports.a_finished_build,
    "accounts.DataRequest.document": data.a_copy,
    "accounts.ListFile.document": data.a_list_file,
}


# --- what goes, and what stays


def test_a_document_that_a_row_points_at_stays_for_ever(pathless):
    document = paper_with(a_document()).document
    assert sweep_files(later(dt.timedelta(days=4000))) == NOTHING
    assert documents.read_document(document) == b"One, two."


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("age", "swept"), [(LEFT_BEHIND_AFTER - SECOND, NOTHING), (LEFT_BEHIND_AFTER + SECOND, Swept(1, 0, 0))]
)
def test_a_document_that_no_row_points_at_goes_after_a_day(pathless, age, swept):
    document = a_document()
    assert sweep_files(later(age)) == swept
    assert Document.objects.count() == 1 - swept.documents
    assert default_storage.exists(document.file.name) is not bool(swept.documents)


def test_a_file_whose_transaction_was_rolled_back_goes_after_a_day(pathless):
    with transaction.atomic():
        name = a_document().file.name
        transaction.set_rollback(True)
    assert sweep_files(later(LEFT_BEHIND_AFTER - SECOND)) == NOTHING
    assert default_storage.exists(name)
    assert sweep_files(later()) == Swept(0, 1, 0)
    assert not default_storage.exists(name)
    assert sweep_files(later()) == NOTHING


def test_a_row_that_is_old_by_its_date_goes_only_with_a_file_that_is_old_too(pathless):
    """The sample year writes the dates of a year ago today: the row of a document may be younger than it says."""
    documents.store_document(b"One", name="a.txt", now=clock.now() - dt.timedelta(days=300))
    assert sweep_files(clock.now()) == NOTHING
    assert sweep_files(later()).documents == 1


def test_a_row_whose_file_is_gone_goes_too(pathless):
    default_storage.delete(a_document().file.name)
    assert sweep_files(later()) == Swept(1, 0, 0)


def test_what_does_not_lie_among_the_documents_is_not_ours_to_delete(pathless):
    default_storage.save("somebody/else.txt", ContentFile(b"Theirs"))
    assert sweep_files(later()) == NOTHING
    assert default_storage.exists("somebody/else.txt")


def relations():
    found = [one for one in Document._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete]
    return {f"{one.related_model._meta.label}.{one.field.name}": one.on_delete for one in found}


def test_every_relation_to_a_document_is_known(pathless):
    """What a sweep looks for is typed here: a model that begins to hold documents is one line more."""
    assert set(relations()) == set(OWNERS) | {PART}


@pytest.mark.parametrize("owner", OWNERS)
def test_no_row_loses_its_document(pathless, owner):
    OWNERS[owner]()
    assert Document.objects.exists()
    assert sweep_files(later(dt.timedelta(days=4000))) == NOTHING


# --- fail closed


def test_a_row_that_begins_to_point_at_it_after_the_look_keeps_it(pathless, monkeypatch):
    document, look = a_document(), sweeping._erase

    def erase(keys):
        assert keys == [document.pk]
        paper_with(document)
        return look(keys)

    monkeypatch.setattr(sweeping, "_erase", erase)
    assert sweep_files(later()) == NOTHING
    assert Document.objects.filter(pk=document.pk).exists()


def test_one_file_that_cannot_be_deleted_does_not_keep_the_others(pathless, monkeypatch):
    names = [default_storage.save(f"documents/2026/01/{letter}.txt", ContentFile(b"One")) for letter in "abc"]
    delete = type(default_storage._wrapped).delete

    def refuse(storage, name):
        if name == names[1]:
            raise PermissionError(name)
        delete(storage, name)

    monkeypatch.setattr(type(default_storage._wrapped), "delete", refuse)
    assert sweep_files(later()) == Swept(0, 2, 0)
    assert [default_storage.exists(name) for name in names] == [False, True, False]


def test_what_points_at_it_unseen_makes_the_deletion_fail(pathless, monkeypatch):
    paper = paper_with(a_document())
    monkeypatch.setattr(sweeping, "unowned", Document.objects.all)
    with pytest.raises(ProtectedError):
        sweep_files(later())
    assert documents.read_document(paper.document) == b"One, two."


def test_every_row_is_protected_from_losing_its_document():
    assert dict.fromkeys(OWNERS, PROTECT) | {PART: CASCADE} == relations()


@pytest.mark.django_db(transaction=True)
def test_words_of_a_document_keep_it_from_nothing_and_go_with_it(pathless):
    documents.keep_document(documents.check_document(b"One, two.", name="a.txt"), is_found=True)
    assert DocumentWords.objects.get().text == "One, two."
    assert sweep_files(later()).documents == 1
    assert not DocumentWords.objects.exists()


def test_no_relation_is_hidden_from_the_database():
    """A generic relation would point at documents without a foreign key, and a sweep would not see it."""
    models = [model for model in django_apps.get_models() if is_ours(model._meta.app_config)]
    assert [model._meta.label for model in models if model._meta.private_fields] == []


def test_a_document_of_two_rows_goes_with_the_second(pathless):
    document = a_document()
    first, second = paper_with(document), paper_with(document)
    for paper, is_there in ((first, True), (second, False)):
        paper.delete()
        documents.erase_unless_owned(document)
        assert Document.objects.filter(pk=document.pk).exists() is is_there


# --- on a disk


def aged(path, by=LEFT_BEHIND_AFTER + SECOND):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    moment = (clock.now() - by).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_on_a_disk_half_files_and_unfinished_uploads_go_after_a_day_and_not_before(own_disk, settings):
    uploads = settings.UPLOADS_DIR
    going = [aged(own_disk / "documents/2026/01/a.txt.part"), aged(own_disk / "documents/b.pdf")]
    going.append(aged(uploads / "tmpab12.upload"))
    staying = [aged(own_disk / "documents/2026/01/c.txt.part", SECOND), aged(uploads / "tmpcd34.upload", SECOND)]
    staying.append(aged(uploads / "note.txt"))
    assert sweep_files() == Swept(0, 2, 1)
    assert not any(path.exists() for path in going)
    assert all(path.exists() for path in staying)


def test_where_nothing_was_ever_uploaded_there_is_nothing_to_sweep(own_disk):
    assert sweep_files() == NOTHING


@pytest.mark.django_db(transaction=True)
def test_more_files_and_rows_than_one_batch_are_all_looked_at(own_disk, monkeypatch):
    monkeypatch.setattr(sweeping, "BATCH", 3)
    for number in range(8):
        aged(own_disk / f"documents/2026/0{number % 3}/{number}.txt")
    for _number in range(7):
        aged(own_disk / a_document().file.name)
    Document.objects.update(created_at=clock.now() - 2 * LEFT_BEHIND_AFTER)
    kept = paper_with(a_document()).document
    assert sweep_files() == Swept(7, 8, 0)
    assert list(Document.objects.all()) == [kept]
    assert [path.name for path in own_disk.rglob("*.txt")] == [kept.file.name.rsplit("/", 1)[-1]]


# --- beside others


@pytest.fixture
def beside_others():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time")


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_is_not_committed_yet_is_not_swept(beside_others, pathless):
    meanwhile(lambda: paper_with(a_document()), sweep_files)
    assert documents.read_document(Document.objects.get()) == b"One, two."


@pytest.mark.django_db(transaction=True)
def test_whoever_attaches_a_document_that_was_just_swept_is_refused_by_the_database(beside_others, pathless):
    """A service attaches what it keeps in the same transaction, never what has lain about for a day."""
    document, paper = a_document(), meetings.a_paper()
    with pytest.raises(IntegrityError):
        meanwhile(lambda: Paper.objects.filter(pk=paper.pk).update(document=document), lambda: sweep_files(later()))
    assert Paper.objects.get().document is None


@pytest.mark.django_db(transaction=True)
def test_sweeps_beside_uploads_take_none_that_was_committed(beside_others, pathless):
    """Two people upload, every third time in vain, while two sweeps run; afterwards only what was in vain goes."""
    item, uploading = meetings.an_item(), threading.Event()
    uploading.set()

    def upload():
        try:
            for number in range(15):
                with transaction.atomic():
                    meetings.a_paper(item, document=documents.keep_document(CHECKED))
                    transaction.set_rollback(number % 3 == 0)
        finally:
            connection.close()

    def sweep():
        swept = []
        try:
            while uploading.is_set():
                swept.append(sweep_files())
        finally:
            connection.close()
        return set(swept)

    with ThreadPoolExecutor(4) as others:
        sweeps = [others.submit(sweep) for _one in range(2)]
        for one in [others.submit(upload) for _one in range(2)]:
            one.result()
        uploading.clear()
        assert [one.result() for one in sweeps] == [{NOTHING}] * 2
    assert sweep_files(later()) == Swept(0, 10, 0)
    assert [documents.read_document(one) for one in Document.objects.all()] == [b"One, two."] * 20


# --- the command, and beat


def test_the_command_says_what_it_deleted(own_disk, settings, capsys):
    aged(own_disk / "documents/2026/01/a.txt.part")
    aged(settings.UPLOADS_DIR / "tmpab12.upload")
    call_command("sweep")
    assert capsys.readouterr().out.splitlines() == [
        "0 jobs brought back",
        "0 documents deleted that nothing pointed at",
        "1 files deleted that no document pointed at",
        "1 unfinished uploads deleted",
        "0 restore drills that were killed cleared away",
    ]


def test_beat_sweeps_files_every_hour(own_disk, settings):
    entry = settings.CELERY_BEAT_SCHEDULE["sweep files"]
    assert (entry["task"], entry["schedule"]) == (tasks.sweep_files.name, 120)
    path = aged(own_disk / "documents/2026/01/a.txt")
    tasks.sweep_files()
    assert not path.exists()
