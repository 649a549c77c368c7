"""Promise 10 of docs/safety.md: what is restored is what was saved, or nothing is touched."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry, User
from common.backups import Refused, check_archive, check_restore, restore
from common.backups.erased import after_restore
from common.backups.keys import KEY, Secret
from common.backups.sealed import NAME
from common.backups.streams import StreamReader, StreamWriter
from common.models import Backup, Change, Document
from reports.models import Build
from tests.common.backups.conftest import SECRET
from tests.common.backups.hashes import files_now, rows_now
from tests.common.backups.test_sealed import taken_apart

OTHER = Secret(KEY, b"j" * 32)


def line(mark):
    """Return a line of a list of what was erased."""
    return json.dumps({"key": "0f" * 32, "mark": mark.zfill(64)}) + "\n"


def run(archive, *words, **options):
    """Run the command and return what it said."""
    said = io.StringIO()
    call_command("restore", str(archive), *words, stdout=said, stderr=said, **options)
    return said.getvalue()


@pytest.fixture(scope="class")
def restored(saved, sample_year, tmp_path_factory, django_db_blocker):
    """The sample year, restored into an empty place."""
    folder = tmp_path_factory.mktemp("restored")
    (folder / "key").write_bytes(SECRET.value)
    here = {"DATA_DIR": folder, "BACKUP_KEY_FILE": str(folder / "key")}
    with django_db_blocker.unblock(), sample_year.copied(sample_year.empty) as copy, copy.opened(**here):
        assert "Restored: every row and file is as it was saved." in run(saved[0], without_erasures=True)
        yield copy


class TestWhatWasRestored:
    def test_every_row_and_file_is_as_it_was_saved(self, saved, restored):
        documents = dict(Document.objects.values_list("file", "sha256"))
        assert rows_now() == saved[1]
        assert files_now() == documents
        assert len(documents) > 3

    def test_its_files_are_for_their_owner_alone_and_are_read(self, restored):
        assert {path.stat().st_mode & 0o077 for path in restored.files.rglob("*")} == {0}
        with Document.objects.filter(media_type="application/pdf").latest("pk").file.open() as file:
            assert file.read(5) == b"%PDF-"

    @pytest.mark.usefixtures("restored")
    def test_new_rows_go_on_after_the_last_number(self):
        last = AuditEntry.objects.latest("pk").pk
        with transaction.atomic():
            new = AuditEntry.objects.create(on="2026-11-20", verb="x", object_type="y", object_id="1", object_name="z")
            transaction.set_rollback(True)
        assert new.pk == last + 1

    @pytest.mark.usefixtures("restored")
    def test_a_build_is_still_frozen(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            Build.objects.update(number=99)

    def test_who_was_signed_in_and_what_was_counted_that_day_is_not_in_it(self, saved, restored):
        tables = check_archive(saved[0], SECRET).tables
        assert {"sessions.Session", "common.RateCount"}.isdisjoint(tables)
        assert {"accounts.User", "common.Document", "mfa.Authenticator", "accounts.AuditEntry"} <= set(tables)


def test_a_number_of_a_row_that_is_gone_is_not_given_again(year, tmp_path, sample_year):
    archive = tmp_path / "a.backup"
    gone = User.objects.create(email="gone@example.org").pk
    User.objects.filter(pk=gone).delete()
    call_command("backup", str(archive), stdout=io.StringIO())
    with sample_year.copied(sample_year.empty) as copy, copy.opened():
        restore(check_restore(archive, SECRET))
        assert User.objects.create(email="new@example.org").pk > gone


def test_a_build_is_still_frozen_in_the_new_place(saved, place):
    run(saved[0], without_erasures=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Build.objects.update(number=99)


# --- refused before anything is touched


def flipped(content):
    """One bit, in the middle."""
    changed = bytearray(content)
    changed[len(content) // 2] ^= 1
    return bytes(changed)


def without_its_last_part(content):
    start, parts = taken_apart(content)
    return start + b"".join(parts[:-1])


def with_two_parts_swapped(content):
    start, parts = taken_apart(content)
    parts[2], parts[3] = parts[3], parts[2]
    return start + b"".join(parts)


def without_a_part(content):
    start, parts = taken_apart(content)
    return start + b"".join(parts[:3] + parts[4:])


def rewritten(content, change):
    """Open an archive with its key, change one of its lines, and seal it again: `change` gets each line."""
    stream, file = StreamReader(io.BytesIO(content), SECRET), io.BytesIO()
    writer = StreamWriter(file, SECRET)
    is_at_end = False
    while not is_at_end:
        line = stream.line()
        is_at_end = isinstance(line, dict) and line["is"] == "end"
        if (changed := change(line)) is not None:
            writer.line(changed)
        if isinstance(line, dict) and line["is"] in {"file", "erasures"}:
            for piece in stream.raw(line["size"]):
                writer.raw(piece)
    writer.close()
    return file.getvalue()


def with_a_count_that_is_wrong(content):
    return rewritten(content, lambda line: line | {"rows": line["rows"] + 1} if is_kind(line, "end") else line)


def with_a_row_changed(content):
    return rewritten(content, lambda line: ["x", *line[1:]] if isinstance(line, list) and len(line) > 20 else line)


def with_an_unknown_migration(content):
    def change(line):
        if is_kind(line, "manifest"):
            return line | {"migrations": [*line["migrations"], ["common", "0999_of_tomorrow"]]}
        return line

    return rewritten(content, change)


def with_a_file_missing(content):
    return rewritten(content, lambda line: None if is_kind(line, "missing") else as_missing(line))


def as_missing(line):
    """Say of the files that they are there under another name than the rows have."""
    return line | {"name": "documents/another.pdf"} if is_kind(line, "file") else line


def is_kind(line, kind):
    return isinstance(line, dict) and line["is"] == kind


DAMAGES = {
    "one bit flipped": (flipped, r"Part \d+ is damaged"),
    "cut off in the middle": (lambda content: content[: len(content) // 2], "cut off"),
    "cut off between two parts": (without_its_last_part, "which is not its last: it was cut off"),
    "two parts swapped": (with_two_parts_swapped, "Part 3 is damaged, cut off or in the wrong place"),
    "a part left out": (without_a_part, "Part 4 is damaged, cut off or in the wrong place"),
    "bytes added": (lambda content: content + b"more", "Something was added"),
    "nothing in it": (lambda _content: b"", "no backup of this portal"),
    "a foreign file": (lambda _content: b"PK\x03\x04" + bytes(999), "no backup of this portal"),
    "a newer format": (lambda content: content.replace(NAME + b"1", NAME + b"2"), "Use a newer portal"),
    "a format there never was": (lambda content: content.replace(NAME + b"1", NAME + b"0"), "first line is damaged"),
    "a format that is no number": (lambda content: content.replace(NAME + b"1", NAME + b"q"), "first line is damaged"),
    "another key": (lambda content: rewritten_for(content, OTHER), "another key or passphrase"),
    "a header that asks for gigabytes": (lambda content: content.replace(b"32768", b"1" + b"0" * 12), "header"),
    "a count that is wrong": (with_a_count_that_is_wrong, "Its end does not fit what came before"),
    "a row changed": (with_a_row_changed, "do not fit their hash"),
    "a file missing": (with_a_file_missing, "a file that no row names"),
    "a migration of tomorrow": (with_an_unknown_migration, "such as common 0999_of_tomorrow"),
}


def rewritten_for(content, secret):
    file = io.BytesIO()
    writer = StreamWriter(file, secret)
    writer.line(StreamReader(io.BytesIO(content), SECRET).line())
    writer.close()
    return file.getvalue()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_foreign_archive_is_refused_before_anything_is_touched(saved, place, tmp_path, damage):
    change, said = DAMAGES[damage]
    damaged = tmp_path / "damaged.backup"
    damaged.write_bytes(change(saved[0].read_bytes()))
    before = rows_now()
    with pytest.raises(CommandError, match=said) as refused:
        run(damaged, without_erasures=True)
    assert str(refused.value).startswith(f"{damaged} was not restored. ")
    assert rows_now() == before
    assert list(place.files.iterdir()) == []


def test_a_place_with_rows_is_refused(saved, place):
    User.objects.create(email="somebody@example.org")
    before = rows_now()
    with pytest.raises(CommandError, match=r"not empty: there are rows in accounts_user\. Name an empty place"):
        run(saved[0], without_erasures=True)
    assert rows_now() == before


def test_a_place_whose_tables_were_brought_up_to_date_is_empty_still(saved, place):
    Change.objects.create()  # as each migration leaves, once the table is there
    run(saved[0], without_erasures=True)


def test_a_place_with_files_is_refused(saved, place):
    (place.files / "letter.pdf").write_bytes(b"%PDF-")
    with pytest.raises(CommandError, match=r"There are files in .*, such as letter\.pdf\. Move"):
        run(saved[0], without_erasures=True)
    assert [path.name for path in place.files.iterdir()] == ["letter.pdf"]


def test_folders_without_a_file_are_in_nobodys_way(saved, place):
    (place.files / "documents" / "2026").mkdir(parents=True)
    run(saved[0], without_erasures=True)
    assert files_now() == dict(Document.objects.values_list("file", "sha256"))


def test_a_failure_at_the_very_end_leaves_the_place_empty(saved, place, tmp_path, monkeypatch):
    """The erasing again fails, after rows and files came in."""
    (tmp_path / "list.jsonl").write_text(line("4f"))

    def fails(_path):
        raise RuntimeError("no room")

    monkeypatch.setitem(after_restore._things, "tests", fails)
    with pytest.raises(RuntimeError):
        run(saved[0], erasures=tmp_path / "list.jsonl")
    assert not User.objects.exists()
    assert list(place.files.iterdir()) == []
    assert not (tmp_path / "erasures.jsonl").exists()
    monkeypatch.undo()
    run(saved[0], without_erasures=True)
    assert rows_now() == saved[1]


def test_rows_of_the_place_itself_and_what_a_killed_restore_has_left_are_no_obstacle(saved, place):
    """The daily backup of a new machine may run before the restore does."""
    at = "2026-11-20T03:00Z"
    numbers = dict.fromkeys(("size", "tables", "rows", "files"), 0)
    Backup.objects.create(**numbers, made_at=at, verified_at=at, name="empty.backup", sha256="")
    left = place.files / ".restoring" / "documents"
    left.mkdir(parents=True)
    (left / "half.pdf").write_bytes(b"%PDF-")
    run(saved[0], without_erasures=True)
    assert files_now() == dict(Document.objects.values_list("file", "sha256"))
    assert not Backup.objects.exists()


# --- what it says


def test_a_dry_run_tells_what_it_holds_and_touches_nothing(saved, place):
    before = rows_now()
    said = run(saved[0], dry_run=True)
    assert "Made 20 November 2026, 3:12am, from " + connection.vendor in said
    assert f"{sum(count for count, _hash in saved[1].values())} rows, {saved[1]['common.Document'][0]} files." in said
    assert "It is sound, and could be restored here. Nothing was touched." in said
    assert rows_now() == before


def test_a_dry_run_over_a_portal_in_use_says_that_it_could_not_be_restored_here(saved, year):
    said = run(saved[0], dry_run=True)
    assert "It is sound, but cannot be restored here: The database is not empty" in said


def test_another_secret_key_is_told(saved, place, settings):
    assert "another SECRET_KEY" not in run(saved[0], dry_run=True)
    settings.SECRET_KEY = "another one, of fifty letters or more, as they have to be"
    assert "another SECRET_KEY" in run(saved[0], dry_run=True)


def test_a_folder_stands_for_its_newest_backup(saved, place, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(CommandError, match="no backup in"):
        run(folder, dry_run=True)
    (folder / "portal-2026-11-19T031207Z.backup").write_bytes(b"damaged")
    (folder / "portal-2026-11-20T031207Z.backup").write_bytes(saved[0].read_bytes())
    assert "It is sound" in run(folder, dry_run=True)


def test_files_that_were_missing_or_changed_when_it_was_made_are_named_and_the_last_line_is_true(
    year, tmp_path, sample_year, settings
):
    lost, changed = Document.objects.order_by("pk")[:2]
    default_storage.delete(lost.file.name)
    with default_storage.open(changed.file.name, "ab") as file:
        file.write(b"more")
    with pytest.raises(CommandError, match=r"a\.backup was made and is kept, but not all was there to save"):
        call_command("backup", str(tmp_path / "a.backup"), stdout=io.StringIO(), stderr=io.StringIO())
    with sample_year.copied(sample_year.empty) as copy, copy.opened():
        said = run(tmp_path / "a.backup", without_erasures=True)
    assert f"Was missing when it was made: {lost.file.name}" in said
    assert f"Was not as it was stored already when it was made: {changed.file.name}" in said
    words = (
        "every row is as it was saved, but 1 file missing and 1 file changed before the backup was made, named above."
    )
    assert said.endswith(f"Restored: {words}\n")


def test_a_restore_says_whether_the_record_fits(saved, place):
    assert "The record: everything fits, up to 20" in run(saved[0], without_erasures=True)


def test_a_restore_names_what_does_not_fit_the_record(year, tmp_path, sample_year):
    AuditEntry.objects.filter(pk=AuditEntry.objects.earliest("pk").pk).update(verb="unsealed")
    call_command("backup", str(tmp_path / "a.backup"), stdout=io.StringIO())
    with sample_year.copied(sample_year.empty) as copy, copy.opened():
        said = run(tmp_path / "a.backup", without_erasures=True)
    assert "The record: 1 do not fit, such as" in said
    assert "Run manage.py verify_record" in said


# --- what was erased before is erased again


@pytest.fixture
def called(monkeypatch):
    """Stand in for what erases again, and note the lists it is given."""
    lists = []
    monkeypatch.setitem(after_restore._things, "tests", lambda path: lists.append(path.read_text()) or 3)
    return lists


def test_the_lists_of_the_archive_and_of_the_command_and_of_the_place_are_put_together(
    year, tmp_path, sample_year, called, settings
):
    (tmp_path / "erasures.jsonl").write_text(line("1") + line("2"))
    call_command("backup", str(tmp_path / "a.backup"), stdout=io.StringIO())
    settings.DATA_DIR = tmp_path / "new"
    settings.DATA_DIR.mkdir()
    (settings.DATA_DIR / "erasures.jsonl").write_text(line("4"))
    (tmp_path / "newest.jsonl").write_text((line("2") + line("3")).rstrip())
    with sample_year.copied(sample_year.empty) as copy, copy.opened():
        said = run(tmp_path / "a.backup", erasures=tmp_path / "newest.jsonl")
    assert "The lists of what was erased have 4 lines; 3 rows had come back and were erased again." in said
    whole = "".join(map(line, "1234"))
    assert called == [whole]
    assert (settings.DATA_DIR / "erasures.jsonl").read_text() == whole
    assert (settings.DATA_DIR / "erasures.jsonl").stat().st_mode & 0o777 == 0o600


def test_without_a_list_it_says_so_and_goes_on_only_where_somebody_says_yes(saved, place, monkeypatch):
    for answer in ("", "\n", "no\n"):
        monkeypatch.setattr("sys.stdin", Terminal(answer))
        with pytest.raises(CommandError, match="Stopped, as you said"):
            run(saved[0])
    assert not User.objects.exists()
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    said = run(saved[0])
    assert "No list of what was erased since is given" in said
    assert "Restored" in said


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_without_a_list_and_without_a_terminal_it_stops(saved, place, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="Give --erasures FILE, or --without-erasures"):
        run(saved[0])
    assert not User.objects.exists()


NO_LISTS = (
    "no list\n",
    "[1]\n",
    '{"a":1}\n',
    '{"key": "0f", "mark": "4f"}\n',
    '{"key": 1, "mark": 2}\n',
    line("1") + '{"wh',
)


@pytest.mark.parametrize("content", [*NO_LISTS, line("zz"), line("x" * 65)])
def test_a_list_that_is_none_is_refused_before_anything_is_touched(saved, place, tmp_path, content):
    (tmp_path / "list").write_text(content)
    with pytest.raises(
        CommandError, match=r"/list is no list of what was erased, or is damaged: line [12] holds no key"
    ):
        run(saved[0], erasures=tmp_path / "list")
    assert not User.objects.exists()
    assert not (tmp_path / "erasures.jsonl").exists()


def test_a_list_that_is_not_there_or_holds_no_line_is_refused(saved, place, tmp_path):
    with pytest.raises(CommandError, match="There is no file /nowhere/list"):
        run(saved[0], erasures=Path("/nowhere/list"))
    (tmp_path / "list").write_text("\n")
    with pytest.raises(CommandError, match=r"/list holds no line\. If nothing was ever erased, say --without-erasures"):
        run(saved[0], erasures=tmp_path / "list")
    assert not User.objects.exists()


def test_a_bad_list_of_the_place_itself_is_named_with_what_to_do(saved, place, tmp_path):
    (tmp_path / "erasures.jsonl").write_text('{"a":1}\n')
    with pytest.raises(
        CommandError, match=r"/erasures.jsonl is no list .*This list lies in the place itself.*move it away"
    ):
        run(saved[0], without_erasures=True)
    assert not User.objects.exists()


def test_a_place_of_its_own_needs_a_folder(saved, place):
    with pytest.raises(CommandError, match="Say with --into where its files go"):
        run(saved[0], into_database="postgres://nowhere/x")
    with pytest.raises(Refused):
        check_restore(saved[0], OTHER)
