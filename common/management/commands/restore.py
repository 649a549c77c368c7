"""`manage.py restore FILE`: a backup into an empty place; `--dry-run` only looks, `--drill` tries it."""

import itertools
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common import chain
from common.backups import (
    Refused,
    check_data_folder,
    check_place,
    check_restore,
    find_secret,
    newest_in,
    nothing_left,
    plainly,
    restore,
)
from common.backups.drills import drill, look_elsewhere, restore_elsewhere
from common.backups.making import secret_key_mark
from common.dates import moment

MOST_FOUND = 1000
WITHOUT_LIST = (
    "No list of what was erased since is given (--erasures FILE): only what was erased before this backup was made, "
    "or is listed in this place, is erased again."
)
OTHER_SECRET_KEY = (
    "The backup was made by a portal with another SECRET_KEY. Until this one has the same, no authenticator app is "
    "accepted, forms sent before count as new, and links to set a password do not open."
)


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty database and an empty folder, all of it or nothing. The whole file is checked "
        "before anything is touched."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="a backup, or a folder: then its newest")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="check the file and the place, and tell what it holds")
        what.add_argument("--drill", action="store_true", help="restore it beside the portal, compare, throw it away")
        listed = parser.add_mutually_exclusive_group()
        listed.add_argument("--erasures", type=Path, metavar="FILE", help="the newest list of what was erased")
        listed.add_argument("--without-erasures", action="store_true", help="there is no newer list; do not ask")
        parser.add_argument("--into", type=Path, metavar="FOLDER", help="a data folder instead of PORTAL_DATA_DIR")
        parser.add_argument("--into-database", metavar="URL", help="with --into: a database instead of SQLite in there")

    def handle(self, *, file, dry_run, drill, into, into_database, **options):
        try:
            with plainly(file):
                path = newest_in(file) if file.is_dir() else file
                if drill:
                    self.drill(path)
                elif into:
                    words = self.words_of(dry_run=dry_run, **options)
                    act = look_elsewhere if dry_run else restore_elsewhere
                    act(path, into, database=into_database, words=words)
                elif into_database:
                    raise Refused("Say with --into where its files go.")
                else:
                    check_data_folder()
                    with nothing_left():
                        self.restore(path, dry_run=dry_run, **options)
        except Refused as error:
            raise CommandError(f"{file} was not restored. {error}") from error

    def restore(self, path, *, dry_run, erasures, without_erasures, **options):
        checked = check_restore(path, find_secret(is_new=False), erasures)
        self.tell(checked.contents)
        if dry_run:
            self.look(checked)
            return
        check_place(checked.contents)
        if not (erasures or without_erasures):
            self.ask()
        again = restore(checked)
        self.stdout.write(
            f"The lists of what was erased have {counted(again.lines, 'line')}; "
            f"{counted(again.rows, 'row')} had come back and were erased again."
        )
        self.stdout.write(f"The record: {record_in_words()}")
        self.stdout.write(f"Restored: {as_saved(checked.contents)}")

    def look(self, checked):
        """Say whether an archive could be restored here; that it cannot is no failure of the archive."""
        try:
            check_place(checked.contents)
            words = "and could be restored here"
        except Refused as error:
            words = f"but cannot be restored here: {error}"
        self.stdout.write(f"It is sound, {words}. Nothing was touched.".replace("..", "."))

    def drill(self, path):
        row = drill(path)
        if row is None:
            self.stderr.write("This portal has no row of this backup, so the drill is not on its page.")
        self.stdout.write(
            "The drill went well: what was saved could be restored, as is said above. It is thrown away again."
        )

    def tell(self, contents):
        """Say what an archive holds."""
        self.stdout.write(
            f"Made {moment(contents.made_at)}, from {contents.engine}: {len(contents.tables)} tables, {contents.rows} "
            f"rows, {contents.files} files."
        )
        for name in contents.missing:
            self.stderr.write(f"Was missing when it was made: {name}")
        for name in contents.changed:
            self.stderr.write(f"Was not as it was stored already when it was made: {name}")
        if contents.secret_key != secret_key_mark():
            self.stderr.write(OTHER_SECRET_KEY)

    def ask(self):
        """Ask whether to go on without a newer list. Raises Refused for a no, and where there is nobody to ask."""
        self.stdout.write(WITHOUT_LIST)
        if not sys.stdin.isatty():
            raise Refused("Give --erasures FILE, or --without-erasures if there is no newer list.")
        self.stdout.write("Restore without it? [y/N] ", ending="")
        self.stdout.flush()
        if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
            raise Refused("Stopped, as you said.")

    @staticmethod
    def words_of(*, dry_run, erasures, without_erasures, **options):
        words = ["--dry-run"] if dry_run else []
        words += ["--erasures", str(erasures.absolute())] if erasures else []
        return words + (["--without-erasures"] if without_erasures else [])


def counted(number, what):
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def as_saved(contents):
    """Return how far what was restored is what the portal once stored."""
    if not (contents.missing or contents.changed):
        return "every row and file is as it was saved."
    return (
        f"every row is as it was saved, but {counted(len(contents.missing), 'file')} missing and "
        f"{counted(len(contents.changed), 'file')} changed before the backup was made, named above."
    )


def record_in_words():
    """Compare the whole record with its chain, and return what came of it."""
    last = chain.last_day()
    if last is None:
        return "no day is sealed yet, so there is nothing to compare."
    found = list(itertools.islice(chain.verify(), MOST_FOUND))
    if not found:
        return f"everything fits, up to {last.day}."
    count = f"{MOST_FOUND} things or more do" if len(found) == MOST_FOUND else f"{len(found)} do"
    return f"{count} not fit, such as {found[0]}. Run manage.py verify_record, and read docs/record.md."
