"""`manage.py verify_record`: says what in the record does not fit its chain."""

import datetime as dt
import itertools
import re
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common import chain, clock
from common.models import ChainDay

MOST_LINES = 100
KEPT = re.compile(r"(\d{4}-\d\d-\d\d)\W+([0-9a-f]{64})")


class Command(BaseCommand):
    help = (
        "Compares every chained row and file with the chain, and names what does not fit. Exit 1 if anything does not."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--from", dest="since", type=dt.date.fromisoformat, metavar="DAY", help="the first day to look at"
        )
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FILE",
            help="heads that somebody outside kept: the CSV file, or e-mails as text",
        )

    def handle(self, *args, since, heads, **options):
        last = chain.last_day()
        if last is None:
            self.stdout.write("No day is sealed yet.")
            return
        if since and since > last.day:
            raise CommandError(f"The last day that is sealed is {last.day}: nothing is compared from {since} on.")
        try:
            kept = differing(heads.read_text(encoding="utf-8-sig")) if heads else ()
        except OSError as error:
            raise CommandError(f"{heads} cannot be read: {error.strerror}.") from error
        days = list(ChainDay.objects.order_by("day").values_list("day", flat=True))
        misfits, count = Counter(), 0
        for count, found in enumerate(itertools.chain(chain.verify(since), kept), 1):
            if count <= MOST_LINES:
                self.stdout.write(str(found))
            misfits[getattr(found, "day", last.day)] += 1
        if since is None:
            chain.note_check(days, misfits, clock.now())
        if count:
            raise CommandError(f"The record does not fit: {count} found, the first of them named above.")
        self.stdout.write(f"Everything fits. The last head is that of {last.day}: {last.head}")


def differing(text):
    """Yield each day whose head is not the one that was kept. Raises CommandError for a file without heads."""
    kept = KEPT.findall(text)
    if not kept:
        raise CommandError("There are no heads in this file: a day such as 2026-03-04, then 64 digits and letters.")
    sealed = {day.isoformat(): head for day, head in ChainDay.objects.values_list("day", "head")}
    for day, head in kept:
        if day not in sealed:
            yield f"{day}: a head was kept of this day, which is not in the chain"
        elif sealed[day] != head:
            yield f"{day}: the head is not the one that was kept: the chain was made again"
