"""Backups of everything the portal keeps, and restoring them: docs/backups.md.

`making` writes an archive and reads it back, `reading` checks one, `restoring` puts one into an empty place, `keeping`
thins a folder out. An archive has one form for SQLite and PostgreSQL, so it moves a portal from one to the other.
"""

from common.backups.keeping import backup_into, newest_in
from common.backups.keys import find_secret
from common.backups.making import make_backup
from common.backups.places import check_data_folder, check_place, nothing_left
from common.backups.reading import check_archive, sha256_of
from common.backups.refusals import Damaged, Refused, plainly
from common.backups.restoring import check_restore, restore
from common.backups.rules import is_backup_late, is_drill_late

__all__ = [
    "Damaged",
    "Refused",
    "backup_into",
    "check_archive",
    "check_data_folder",
    "check_place",
    "check_restore",
    "find_secret",
    "is_backup_late",
    "is_drill_late",
    "make_backup",
    "newest_in",
    "nothing_left",
    "plainly",
    "restore",
    "sha256_of",
]
