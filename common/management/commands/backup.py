"""`manage.py backup FILE`: everything the portal keeps, in one encrypted file; `--folder DIR` is for every day."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common.backups import Refused, backup_into, check_data_folder, find_secret, make_backup, nothing_left, plainly


class Command(BaseCommand):
    help = (
        "Saves every row and file into one encrypted file while the portal runs, and reads it back before it says "
        "done. PORTAL_BACKUP_KEY_FILE or PORTAL_BACKUP_PASSPHRASE_FILE names the secret; without them a passphrase is "
        "asked for. Exit 1 where none was made, or where something that it should hold is missing or changed."
    )

    def add_arguments(self, parser):
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a file that is not there yet")
        place.add_argument("--folder", type=Path, metavar="DIR", help="name it by the moment, and thin out the others")

    def handle(self, *, file, folder, **options):
        removed = []
        try:
            with plainly(folder or file):
                check_data_folder()
                with nothing_left():
                    secret = find_secret(is_new=True)
                    if folder:
                        told, removed = backup_into(folder, secret)
                    else:
                        told = make_backup(file, secret)
        except Refused as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.tell(told, removed)

    def tell(self, told, removed):
        """Say what was saved. Raises CommandError where something was not as it should be: the backup is kept."""
        made = told.backup
        self.stdout.write(
            f"Saved and read back: {made.name}, {made.size / 1e6:.1f} MB, {made.tables} tables, {made.rows} rows, "
            f"{made.files} files. SHA-256 {made.sha256}"
        )
        for name in removed:
            self.stdout.write(f"Thinned out: {name}")
        for name in told.missing:
            self.stderr.write(f"Not there, though a row names it: {name}")
        for name in told.changed:
            self.stderr.write(f"Not as it was stored: {name}")
        if told.unread:
            self.stderr.write(
                f"Left out of the list of what was erased, because they are no lines of it: {told.unread}"
            )
        if not told.is_whole:
            raise CommandError(
                f"{made.name} was made and is kept, but not all was there to save: {len(told.missing)} files missing, "
                f"{len(told.changed)} changed, {told.unread} lines of erasures.jsonl damaged, named above. Take "
                "them from an older backup (restore it elsewhere, with --into FOLDER)."
            )
