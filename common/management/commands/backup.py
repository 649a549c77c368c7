"""`manage.py backup FILE`: everything the portal keeps, in one encrypted file; `--folder DIR` is for every day."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common.backups import Refused, backup_into, find_secret, make_backup


class Command(BaseCommand):
    help = (
        "Saves every row and file into one encrypted file while the portal runs, and reads it back before it says "
        "done. PORTAL_BACKUP_KEY_FILE or PORTAL_BACKUP_PASSPHRASE_FILE names the secret; without them a passphrase is "
        "asked for."
    )

    def add_arguments(self, parser):
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a file that is not there yet")
        place.add_argument("--folder", type=Path, metavar="DIR", help="name it by the moment, and thin out the others")

    def handle(self, *, file, folder, **options):
        removed = []
        try:
            secret = find_secret(is_new=True)
            if folder:
                told, removed = backup_into(folder, secret)
            else:
                told = make_backup(file, secret)
        except (Refused, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.tell(told, removed)

    def tell(self, told, removed):
        """Say what was saved, and what was not as it should be."""
        made = told.backup
        self.stdout.write(
            f"Saved and read back: {made.name}, {made.size / 1e6:.1f} MB, {made.tables} tables, {made.rows} rows, "
            f"{made.files} files. SHA-256 {made.sha256}"
        )
        for name in told.missing:
            self.stderr.write(f"Not there, though a row names it: {name}")
        for name in told.changed:
            self.stderr.write(f"Not as it was stored: {name}")
        for name in removed:
            self.stdout.write(f"Thinned out: {name}")
