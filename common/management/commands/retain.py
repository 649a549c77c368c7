"""Let go what may no longer be kept, once, or say what would go; beat does the first every hour."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from common.periodic import retain
from common.retention import preview


class Command(BaseCommand):
    help = "Carry out every rule of retention, or with --preview only say what would go. Safe to run twice."

    def add_arguments(self, parser):
        parser.add_argument("--preview", action="store_true", help="say what would go, and change nothing")
        parser.add_argument("--on", metavar="DAY", help="with --preview: up to the end of this day, such as 2027-03-01")

    def handle(self, *, preview=False, on=None, **options):
        if on and not preview:
            raise CommandError("--on goes with --preview: what is carried out is what is due now.")
        if preview:
            return self.say_what_would_go(_as_day(on))
        for part, count in retain.run().items():
            self.stdout.write(f"{part}: {count}")
        return None

    def say_what_would_go(self, on):
        for going in preview(on):
            rule, held = going.rule, f", {going.held} held" if going.held else ""
            of = f", the oldest of {going.oldest}, from {going.first_on} to {going.last_on}" if going.oldest else ""
            setting = f" ({rule.setting})" if rule.setting else ""
            count = "not counted beforehand" if going.count is None else going.count
            self.stdout.write(f"{rule.name}: {count}{of}{held}; {rule.in_words}{setting}")


def _as_day(text):
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"Not a day: {text}. Write it like 2027-03-01.") from None
