"""`manage.py verify_record`: says what in the record does not fit its chain."""

import argparse
import codecs
import datetime as dt
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common import chain, clock
from common.models import ChainDay

MOST_LINES = 100
OVERDUE = (
    "the last head is of this day and older than it can be: the days after it were removed, or what seals them each "
    "night, beat, has stopped"
)
NEVER_SEALED = "No day is sealed, and rows are there that should be: the chain was removed, or beat has not run yet."


def day(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("Write the day as 2026-11-30.") from error


class Command(BaseCommand):
    help = (
        "Compares every chained row and file with the chain, and names what does not fit. Exit 1 if anything does not."
    )

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="since", type=day, metavar="DAY", help="the first day to look at")
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FILE",
            help="heads that somebody outside kept: the CSV file, e-mails or a report as text",
        )

    def handle(self, *args, since, heads, **options):
        last = chain.last_day()
        if last and since and since > last.day:
            raise CommandError(f"The last day that is sealed is {last.day}: nothing is compared from {since} on.")
        kept = chain.read_heads(text_of(heads)) if heads else chain.Kept()
        if heads and not kept.heads and not kept.unread:
            raise CommandError("There are no heads in this file: a day such as 2026-03-04, then 64 digits and letters.")
        self.count = 0
        self._compare_rows(since, chain.not_as_kept(kept))
        for line in kept.unread:
            self._tell(f"Line {line} of {heads} looks like a head and cannot be read, or has no day before it.")
        if chain.is_overdue():
            self._tell(f"{last.day}: {OVERDUE}" if last else NEVER_SEALED)
        self._say_what_was_compared(since, last, kept)

    def _compare_rows(self, since, differing):
        """Name what does not fit, and keep what came of it unless only a part was compared."""
        days = list(ChainDay.objects.order_by("day").values_list("day", flat=True))
        misfits = Counter()
        for found in chain.verify(since):
            misfits[found.day] += 1
            self._tell(found)
        for on, words in differing:
            misfits[on] += 1
            self._tell(words)
        if since is None and days:
            chain.note_check(days, misfits, clock.now())

    def _tell(self, words):
        self.count += 1
        if self.count <= MOST_LINES:
            self.stdout.write(str(words))

    def _say_what_was_compared(self, since, last, kept):
        if kept.heads:
            self.stdout.write(chain.compared(kept))
        for change in chain.open_changes()[:MOST_LINES]:
            self.stdout.write(
                f"{change.of_day} {change.kind} {change.key}: changed or removed on {change.changed_on} with a "
                f"tombstone that is not sealed yet ({change.get_why_display()})"
            )
        if self.count:
            raise CommandError(f"The record does not fit: {self.count} found, the first of them named above.")
        if last is None:
            self.stdout.write("No day is sealed yet.")
            return
        fits = f"Everything fits from {since} on." if since else "Everything fits."
        self.stdout.write(f"{fits} The last head is that of {last.day}: {last.head}")


def text_of(path):
    """Return a file as text, whose encoding is UTF-8 or says of itself that it is UTF-16. Raises CommandError."""
    try:
        content = path.read_bytes()
        is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeError as error:
        raise CommandError(f"{path} cannot be read: it is no text. Save it as plain text in UTF-8.") from error
