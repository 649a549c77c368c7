"""What an operator mistakes is said in a sentence, and leaves nothing behind: no traceback, no empty database."""

import errno
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError

from common.backups import Refused, plainly

KEY = "a secret of fifty characters or more, 0123456789 abcdefghij"


def said_by_command(*words, **variables):
    """Run a command with these variables alone, which fails, and return what it said."""
    usual = {"PATH": os.environ["PATH"], "SECRET_KEY": KEY}
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *map(str, words)],
        env=usual | {name: str(value) for name, value in variables.items()},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    return ran.stderr


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("SECRET_KEY_FILE", "SECRET_KEY_FILE names /nowhere/x, which cannot be read: No such file or directory."),
        ("DATABASE_PASSWORD_FILE", "DATABASE_PASSWORD_FILE names /nowhere/x, which cannot be read"),
        ("DATABASE_URL", "DATABASE_URL is no address of a database"),
        ("PORTAL_DATA_DIR", "There is no folder /nowhere/x, which PORTAL_DATA_DIR names"),
        ("PORTAL_BACKUP_KEY_FILE", "/nowhere/x cannot be read: No such file"),
    ],
)
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_variable_that_leads_nowhere_is_named(tmp_path, command, variable, words):
    (tmp_path / "key").write_text("0f" * 32)
    usual = {"PORTAL_DATA_DIR": tmp_path, "PORTAL_BACKUP_KEY_FILE": tmp_path / "key"}
    said = said_by_command(command, tmp_path / "a.backup", **usual | {variable: "/nowhere/x"})
    assert words in said
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_nothing_is_left_where_there_is_nothing_to_save_or_to_restore(tmp_path, command):
    (tmp_path / "key").write_text("0f" * 32)
    usual = {"PORTAL_DATA_DIR": tmp_path, "PORTAL_BACKUP_KEY_FILE": tmp_path / "key"}
    said = said_by_command(command, tmp_path / "a.backup", **usual)
    assert ("This database has no tables" if command == "backup" else "There is no file") in said
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk of /srv/backups is full. Make room"),
        (errno.ENOENT, "There is no /srv/backups. Make the folder first"),
        (errno.EACCES, "This user may not open /srv/backups. Run the command as the portal's user"),
        (errno.EROFS, "/srv/backups cannot be written to. With systemd, name its folder in ReadWritePaths"),
        (errno.EIO, "/srv/backups cannot be used: Input/output error."),
    ],
)
def test_what_the_disk_says_is_said_with_what_to_do(number, words):
    with pytest.raises(Refused) as refused, plainly("/srv/backups"):
        raise OSError(number, os.strerror(number))
    assert words in str(refused.value)


def test_a_database_that_cannot_be_reached_is_said():
    with (
        pytest.raises(Refused, match=r"The database cannot be used: no such host\. Look whether it runs"),
        plainly("x"),
    ):
        raise OperationalError("no such host\nand more")
