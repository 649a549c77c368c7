"""Making a backup: read back before it is there, thinned out, and told where a file is not as it should be."""

import datetime as dt
import errno
import io
import json
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from common import clock
from common.backups import check_archive, sha256_of
from common.backups.keeping import NAME
from common.backups.tables import snapshot
from common.models import Backup, Document
from tests.common.backups.conftest import SECRET
from tests.common.backups.hashes import rows_now

LINE = json.dumps({"key": "0f" * 32, "mark": "4f" * 32}).encode() + b"\n"
NIGHT = dt.datetime(2026, 11, 20, 3, 12, 7, tzinfo=dt.UTC)


def run(*words, **options):
    said, warned = io.StringIO(), io.StringIO()
    call_command("backup", *map(str, words), stdout=said, stderr=warned, **options)
    return said.getvalue(), warned.getvalue()


def test_a_backup_is_there_with_its_row_once_it_was_read_back(year, tmp_path):
    archive = tmp_path / "a.backup"
    said, warned = run(archive)
    row = Backup.objects.get()
    contents = check_archive(archive, SECRET)
    assert "Saved and read back: a.backup" in said
    assert warned == ""
    assert (row.name, row.size, row.sha256) == ("a.backup", archive.stat().st_size, sha256_of(archive))
    assert (row.tables, row.rows, row.files) == (len(contents.tables), contents.rows, contents.files)
    assert row.rows == sum(count for count, _hash in rows_now().values())
    assert archive.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("*.part")) == []


def test_nothing_that_somebody_wrote_can_be_read_in_it(year, tmp_path):
    run(tmp_path / "a.backup")
    content = (tmp_path / "a.backup").read_bytes()
    assert b"marlshire" not in content
    assert b"accounts" not in content


def test_a_file_that_is_there_is_not_written_over(year, tmp_path):
    (tmp_path / "a.backup").write_bytes(b"mine")
    with pytest.raises(CommandError, match=r"No backup was made\. .*a\.backup is there already"):
        run(tmp_path / "a.backup")
    assert (tmp_path / "a.backup").read_bytes() == b"mine"
    assert not Backup.objects.exists()


def test_one_that_cannot_be_read_back_is_none(year, tmp_path, monkeypatch):
    """The disk gives back other bytes than it was given."""

    def spoilt(descriptor):
        os.pwrite(descriptor, b"\xff\xff\xff", 5000)

    monkeypatch.setattr("os.fsync", spoilt)
    with pytest.raises(CommandError, match=r"No backup was made\. Part 1 is damaged"):
        run(tmp_path / "a.backup")
    assert not Backup.objects.exists()
    assert list(tmp_path.glob("a.backup*")) == []


def test_a_full_disk_leaves_no_half_file(year, tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CommandError, match=r"The disk of .*a\.backup is full\. Make room"):
        run(tmp_path / "a.backup")
    assert list(tmp_path.glob("a.backup*")) == []


def test_a_folder_that_is_not_there_is_told(year, tmp_path):
    with pytest.raises(CommandError, match=r"There is no .*nowhere/a\.backup\.part\. Make the folder first"):
        run(tmp_path / "nowhere" / "a.backup")


def test_lost_and_changed_files_are_told_and_the_rest_is_saved(year, tmp_path):
    lost, changed = Document.objects.order_by("pk")[:2]
    default_storage.delete(lost.file.name)
    with default_storage.open(changed.file.name, "ab") as file:
        file.write(b"more")
    said, warned = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match=r"a\.backup was made and is kept, .*: 1 files missing, 1 changed"):
        call_command("backup", str(tmp_path / "a.backup"), stdout=said, stderr=warned)
    said, warned = said.getvalue(), warned.getvalue()
    row = Backup.objects.get()
    assert f"Not there, though a row names it: {lost.file.name}" in warned
    assert f"Not as it was stored: {changed.file.name}" in warned
    assert (row.missing_files, row.changed_files) == (1, 1)
    assert row.files == Document.objects.count() - 1
    assert "Saved and read back" in said


def test_a_file_that_was_erased_meanwhile_is_not_missing(year, tmp_path, monkeypatch):
    """Somebody erases a document after the moment of the snapshot, and before its file was read."""
    gone = Document.objects.create(
        file=default_storage.save("documents/gone.pdf", ContentFile(b"%PDF-")),
        size=5,
        sha256="",
        created_at=NIGHT,
    )
    real = default_storage.open

    def open_after_erasing(name, *mode):
        if name == gone.file.name:
            Document.objects.filter(pk=gone.pk).delete()
            default_storage.delete(name)
        return real(name, *mode)

    monkeypatch.setattr(default_storage._wrapped, "open", open_after_erasing)
    _said, warned = run(tmp_path / "a.backup")
    assert warned == ""
    assert check_archive(tmp_path / "a.backup", SECRET).missing == ["documents/gone.pdf"]
    assert Backup.objects.get().missing_files == 0


def test_it_sees_one_moment_while_others_write(year):
    """What is written after its first look is not in it, and nobody who writes waits for it."""
    with snapshot() as using:
        before = Document.objects.using(using).count()
        Document.objects.create(size=1, sha256="", created_at=NIGHT, name="late.pdf")
        assert Document.objects.using(using).count() == before
    assert Document.objects.count() == before + 1


def test_the_list_of_what_was_erased_goes_with_it(year, tmp_path):
    (tmp_path / "erasures.jsonl").write_bytes(LINE)
    run(tmp_path / "a.backup")
    assert check_archive(tmp_path / "a.backup", SECRET).erasures == LINE


def test_a_damaged_line_of_that_list_is_left_out_and_told(year, tmp_path):
    """A backup that held it could not be restored."""
    (tmp_path / "erasures.jsonl").write_bytes(LINE + b'{"key": "0f')
    with pytest.raises(CommandError, match=r"was made and is kept.* 1 lines of erasures\.jsonl damaged"):
        run(tmp_path / "a.backup")
    assert check_archive(tmp_path / "a.backup", SECRET).erasures == LINE


def test_tables_of_a_newer_portal_are_not_saved(year, tmp_path):
    MigrationRecorder(connection).record_applied("common", "0999_of_tomorrow")
    with pytest.raises(CommandError, match="The tables are those of a newer portal"):
        run(tmp_path / "a.backup")


def test_a_database_without_tables_is_not_saved(year, tmp_path):
    """A folder of data that is misspelt would make an empty backup, and thin out a real one."""
    MigrationRecorder(connection).migration_qs.all().delete()
    with pytest.raises(CommandError, match=r"This database has no tables\. Look at PORTAL_DATA_DIR"):
        run(tmp_path / "a.backup")
    assert list(tmp_path.glob("*.backup*")) == []


def test_it_needs_a_file_or_a_folder_and_not_both(tmp_path):
    for words in ([], ["a.backup", "--folder", str(tmp_path)]):
        with pytest.raises(CommandError):
            call_command("backup", *words)


class TestFolder:
    def test_the_list_of_what_was_erased_lies_beside_the_backups(self, year, tmp_path):
        """What a list there holds already stays: a new machine may not have it."""
        other = LINE.replace(b"4f", b"5f")
        folder = tmp_path / "backups"
        folder.mkdir()
        (folder / "erasures.jsonl").write_bytes(other)
        (tmp_path / "erasures.jsonl").write_bytes(LINE + b"damaged")
        with pytest.raises(CommandError, match="1 lines of erasures"):
            run(folder=folder)
        assert (folder / "erasures.jsonl").read_bytes() == other + LINE
        assert (folder / "erasures.jsonl").stat().st_mode & 0o777 == 0o600

    def test_it_is_named_by_the_moment_and_the_oldest_are_thinned_out(self, year, tmp_path):
        folder = tmp_path / "backups"
        folder.mkdir()
        for number in range(1, 30):
            made_at = NIGHT - number * clock.DAY
            (folder / made_at.strftime(NAME)).write_bytes(b"one of ours")
            numbers = dict.fromkeys(("size", "tables", "rows", "files"), 1)
            Backup.objects.create(**numbers, made_at=made_at, verified_at=made_at, name=made_at.strftime(NAME))
        with clock.frozen(NIGHT):
            said, _warned = run(folder=folder)
        days = {14, 15, 16, 17, 18, 19, 20}  # 20 November 2026 is a Friday; the weeks before end on 15, 8 and 1
        names = {f"portal-2026-11-{day:02}T031207Z.backup" for day in days | {8, 1}}
        names |= {"portal-2026-10-25T031207Z.backup", "portal-2026-10-31T031207Z.backup"}
        assert {path.name for path in folder.iterdir()} == names
        removed = set(Backup.objects.filter(removed_at=NIGHT).values_list("name", flat=True))
        assert set(Backup.objects.filter(removed_at=None).values_list("name", flat=True)) == names
        assert len(removed) == 30 - len(names)
        assert all(f"Thinned out: {name}" in said for name in removed)

    def test_it_notes_which_of_the_others_are_still_in_their_folder(self, year, tmp_path):
        first, elsewhere = NIGHT - 2 * clock.DAY, NIGHT - clock.DAY
        for moment, folder in ((first, "one"), (elsewhere, "other"), (NIGHT, "one")):
            if moment == NIGHT:
                (tmp_path / "one" / first.strftime(NAME)).unlink()
            with clock.frozen(moment):
                run(folder=tmp_path / folder)
        noted = {one.made_at: (one.found_at, one.gone_at) for one in Backup.objects.all()}
        assert noted == {first: (first, NIGHT), elsewhere: (elsewhere, None), NIGHT: (NIGHT, None)}
        assert Backup.objects.newest() == {"made": NIGHT, "tried": None}

    def test_a_folder_it_makes_is_for_its_owner_alone(self, year, tmp_path):
        run(folder=tmp_path / "new" / "backups")
        assert (tmp_path / "new" / "backups").stat().st_mode & 0o777 == 0o700

    def test_what_has_another_name_stays_and_what_a_killed_backup_left_goes(self, year, tmp_path):
        folder = tmp_path / "backups"
        folder.mkdir()
        for name in ("mine.backup", "portal-old.backup", "portal-2026-11-01T031207Z.backup.part", "portal-now.part"):
            (folder / name).write_bytes(b"x")
        os.utime(folder / "portal-2026-11-01T031207Z.backup.part", (0, 0))
        run(folder=folder)
        assert {path.name for path in folder.iterdir()} - {"mine.backup", "portal-old.backup", "portal-now.part"} == {
            Backup.objects.get().name
        }


def test_an_older_portals_tables_are_saved_before_they_are_brought_up_to_date(year, tmp_path):
    """As an update asks for: the new portal makes the backup, then its migrations run."""
    call_command("migrate", "common", "0004", verbosity=0)
    run(tmp_path / "a.backup")
    contents = check_archive(tmp_path / "a.backup", SECRET)
    assert "common.Backup" not in contents.tables
    assert ("common", "0005_backups") not in contents.migrations
    assert Path(tmp_path / "a.backup").exists()
