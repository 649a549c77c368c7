"""Restoring into another place than this portal's, by a process of its own: it has its own database and files."""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

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
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is no folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    environment = {**os.environ, "PORTAL_DATA_DIR": str(folder.absolute()), "PORTAL_SAMPLE_DATA": "false"}
    if database:
        check_address(database)
        environment["DATABASE_URL"] = database
    else:
        for name in ("DATABASE_URL", "DATABASE_PASSWORD_FILE"):
            environment.pop(name, None)
    command = [sys.executable, "-m", "django", "restore", str(Path(path).absolute()), *words]
    process = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=False, preexec_fn=end_with_parent)
    if process.returncode:
        raise Refused("What went wrong is said above.")


def check_address(url):
    """Raise Refused for what is no address of a database. It is not repeated: a password may stand in it."""
    if urlsplit(url).scheme not in {"postgres", "postgresql", "sqlite"}:
        raise Refused("--into-database is no address of a database. Write it like postgres://portal@127.0.0.1/portal.")


def end_with_parent():
    """Ask Linux to end this process when its parent dies, however it dies; elsewhere nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


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
    with _alone() as is_alone:
        if not is_alone:
            raise Refused("Another drill is running. Wait until it is done.")
        _throw_away()  # what one that was killed has left
        try:
            restore_elsewhere(path, settings.DATA_DIR / DRILL, words=["--without-erasures"])
        finally:
            _throw_away()
    return record_drill(path, now)


def sweep_drill():
    """Throw away what a drill that was killed has left, a whole database; say whether there was anything."""
    if not is_drill_there():
        return False
    with _alone() as is_alone:
        if is_alone:
            _throw_away()
        return is_alone


def is_drill_there():
    """Say whether a drill runs now, or one that was killed has left its place."""
    return (settings.DATA_DIR / DRILL).exists()


def _throw_away():
    shutil.rmtree(settings.DATA_DIR / DRILL, ignore_errors=True)


def record_drill(path, now=None):
    """Write down that a drill of this backup went well; return its row, if this portal has one."""
    row = Backup.objects.filter(sha256=sha256_of(path)).first()
    if row:
        row.last_drill_at = now or clock.now()
        row.save(update_fields=["last_drill_at"])
    return row


@contextlib.contextmanager
def _alone():
    """Give whether this process alone uses the folder of drills. The lock goes with the process, however it ends."""
    with (settings.DATA_DIR / f"{DRILL}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
