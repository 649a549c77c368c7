"""A folder of backups: a name by the moment, the newest, and thinning out the oldest."""

import datetime as dt
from pathlib import Path

from common import clock
from common.backups.erased import copy_list
from common.backups.making import UNFINISHED, make_backup
from common.backups.refusals import Refused
from common.backups.rules import kept
from common.models import Backup

NAME = "portal-%Y-%m-%dT%H%M%SZ.backup"


def backup_into(folder, secret, now=None):
    """Make a backup in a folder, and thin out the others; return what to tell, and the names of those removed."""
    now = now or clock.now()
    folder = Path(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy_list(folder)
    told = make_backup(folder / now.strftime(NAME), secret, now)
    Backup.objects.filter(pk=told.backup.pk).update(folder=folder.resolve())
    look_again(folder, now)
    return told, thin_out(folder, now)


def look_again(folder, now):
    """Note which backups made in this folder are still there, so that no page says more than somebody saw."""
    there = {path.name for path in _backups_in(folder).values()}
    made_here = Backup.objects.filter(folder=folder.resolve(), removed_at=None)
    made_here.filter(name__in=there).update(found_at=now, gone_at=None)
    made_here.exclude(name__in=there).filter(gone_at=None).update(gone_at=now)


def thin_out(folder, now):
    """Remove the backups of a folder that are not kept any longer, mark their rows, and return their names.

    What is called otherwise than `backup_into` calls it stays: somebody made it on purpose.
    """
    for left in folder.glob(f"portal-*{UNFINISHED}"):
        if left.stat().st_mtime < (now - clock.DAY).timestamp():
            left.unlink()  # by a backup that was killed
    there = _backups_in(folder)
    stay = kept(there)
    removed = [path for moment, path in sorted(there.items()) if moment not in stay]
    for path in removed:
        path.unlink()
        Backup.objects.filter(name=path.name, removed_at=None).update(removed_at=now)
    return [path.name for path in removed]


def newest_in(folder):
    """Return the newest backup of a folder. Raises Refused where there is none."""
    if there := _backups_in(folder):
        return there[max(there)]
    raise Refused(f"There is no backup in {folder}.")


def _backups_in(folder):
    """Return {moment: path} of the backups that `backup_into` named."""
    found = {}
    for path in Path(folder).glob("portal-*.backup"):
        try:
            found[dt.datetime.strptime(path.name, NAME).replace(tzinfo=dt.UTC)] = path
        except ValueError:
            continue
    return found
