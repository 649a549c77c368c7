"""Restoring into another place than this portal's, by a process of its own: it has its own database and files."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from common import clock
from common.backups.reading import sha256_of
from common.backups.refusals import Refused
from common.models import Backup

DRILL = "drill"
DATABASE_FILES = "portal.sqlite3*"  # opening a database that is not there makes an empty one


def restore_elsewhere(path, folder, *, database=None, words=()):
    """Restore into a data folder that holds nothing of a portal, and a database there or elsewhere.

    Raises Refused where the process, which has said why, did not succeed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    environment = {**os.environ, "PORTAL_DATA_DIR": str(folder.absolute()), "PORTAL_SAMPLE_DATA": "false"}
    if database:
        environment["DATABASE_URL"] = database
    else:
        for name in ("DATABASE_URL", "DATABASE_PASSWORD_FILE"):
            environment.pop(name, None)
    command = [sys.executable, "-m", "django", "restore", str(Path(path).absolute()), *words]
    if subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=False).returncode:
        raise Refused("What went wrong is said above.")


def look_elsewhere(path, folder, *, database=None, words=()):
    """Say whether an archive could be restored into a data folder, and leave there what was there, and nothing else.

    An absent or empty folder is like any other empty one: a temporary one is looked at, and nothing is made.
    """
    if not folder.exists() or not any(folder.iterdir()):
        with tempfile.TemporaryDirectory() as empty:
            restore_elsewhere(path, Path(empty), database=database, words=words)
        return
    before = set(folder.glob(DATABASE_FILES))
    try:
        restore_elsewhere(path, folder, database=database, words=words)
    finally:
        for made in set(folder.glob(DATABASE_FILES)) - before:
            made.unlink()


def drill(path, now=None):
    """Restore a backup into a place of its own, throw that away, and return the row that now tells of it, if any."""
    with _alone():
        folder = settings.DATA_DIR / DRILL
        shutil.rmtree(folder, ignore_errors=True)  # a drill that was killed has left it
        try:
            restore_elsewhere(path, folder, words=["--without-erasures"])
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return record_drill(path, now)


def record_drill(path, now=None):
    """Write down that a drill of this backup went well; return its row, if this portal has one."""
    row = Backup.objects.filter(sha256=sha256_of(path)).first()
    if row:
        row.last_drill_at = now or clock.now()
        row.save(update_fields=["last_drill_at"])
    return row


@contextlib.contextmanager
def _alone():
    """Let no two drills use the folder at once. Raises Refused for the second."""
    with (settings.DATA_DIR / f"{DRILL}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("Another drill is running.") from None
        yield
