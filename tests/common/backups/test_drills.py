"""Restoring elsewhere, by a process of its own; a drill that goes well is tried in `tests/faults/test_backups.py`."""

import fcntl
import io
import json
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command
from django.utils.dateparse import parse_datetime

from common.backups import drills
from common.backups.drills import record_drill
from common.models import Backup
from tests.common.backups.conftest import MADE_AT

AT = parse_datetime("2026-11-21T04:10:00Z")


@pytest.fixture
def backup(year, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_BACKUP_KEY_FILE", str(tmp_path / "key"))
    call_command("backup", str(tmp_path / "a.backup"), stdout=io.StringIO())
    return tmp_path / "a.backup"


def test_a_drill_that_went_well_is_on_the_row_of_its_backup(backup, tmp_path):
    numbers = dict.fromkeys(("size", "tables", "rows", "files"), 1)
    Backup.objects.create(**numbers, made_at=MADE_AT, verified_at=MADE_AT, name="other.backup", sha256="0" * 64)
    assert record_drill(backup, AT).name == "a.backup"
    assert list(Backup.objects.filter(last_drill_at=AT).values_list("name", flat=True)) == ["a.backup"]
    (tmp_path / "from elsewhere").write_bytes(b"x")
    assert record_drill(tmp_path / "from elsewhere", AT) is None


def test_a_drill_of_a_damaged_backup_fails_says_why_and_leaves_nothing(backup, tmp_path, capfd):
    (tmp_path / "drill").mkdir()
    (tmp_path / "drill" / "left").write_bytes(b"by a drill that was killed")
    with backup.open("r+b") as file:
        file.seek(9000)
        file.write(b"spoilt")
    with pytest.raises(CommandError, match="What went wrong is said above"):
        call_command("restore", str(backup), "--drill")
    assert "Part 1 is damaged" in capfd.readouterr().err
    assert not (tmp_path / "drill").exists()
    assert Backup.objects.get().last_drill_at is None


def test_two_drills_do_not_run_at_once(backup, tmp_path):
    with (tmp_path / "drill.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Another drill is running"):
            call_command("restore", str(backup), "--drill")


def test_a_dry_run_elsewhere_looks_at_that_place(backup, tmp_path, capfd):
    """The portal in use here is not asked."""
    (tmp_path / "list").write_text(json.dumps({"key": "0f" * 32, "mark": "1" * 64}))
    call_command("restore", str(backup), "--dry-run", into=tmp_path / "new", erasures=tmp_path / "list")
    assert "It is sound, and could be restored here. Nothing was touched." in capfd.readouterr().out
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("there", [[], ["files/letter.txt"]])
def test_a_dry_run_leaves_nothing_in_the_folder_that_it_looked_at(backup, tmp_path, there):
    folder = tmp_path / "new"
    folder.mkdir()
    for name in there:
        (folder / name).parent.mkdir()
        (folder / name).write_text("One.")
    call_command("restore", str(backup), "--dry-run", into=folder, without_erasures=True)
    assert [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()] == there


def test_what_a_killed_drill_has_left_is_swept_but_not_under_one_that_runs(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    assert not drills.sweep_drill()
    (tmp_path / "drill" / "files").mkdir(parents=True)
    with (tmp_path / "drill.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert not drills.sweep_drill()
    assert drills.is_drill_there()
    assert drills.sweep_drill()
    assert not drills.is_drill_there()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells a process of its parent's end.")
def test_the_restore_of_a_drill_ends_with_it_also_where_that_is_killed():
    """The parent starts a process as a drill does, says its number, and kills itself."""
    words = (
        "import os, signal, subprocess, django; django.setup(); from common.backups.drills import end_with_parent; "
        "child = subprocess.Popen(['sleep', '600'], preexec_fn=end_with_parent); print(child.pid, flush=True); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    with subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True) as parent:
        parent.stdout.readline()
        begun = time.monotonic()
        parent.stdout.read()  # ends once both have ended: the child holds it too
        assert time.monotonic() - begun < 300


@pytest.mark.parametrize("address", ["nonsense", "mysql://a@b/c", "://", "postgres"])
def test_what_is_no_address_of_a_database_is_refused(backup, tmp_path, address):
    with pytest.raises(CommandError, match="--into-database is no address of a database"):
        call_command("restore", str(backup), into=tmp_path / "new", into_database=address)


def test_a_file_where_a_folder_should_be_is_refused(backup, tmp_path):
    (tmp_path / "new").write_text("One.")
    with pytest.raises(CommandError, match="new is no folder"):
        call_command("restore", str(backup), into=tmp_path / "new")
