"""Send the reminders that are due, once; beat does the same every hour."""

from django.core.management.base import BaseCommand

from common.periodic import remind


class Command(BaseCommand):
    help = "Send the reminders that are due: every app's part of this. Safe to run twice."

    def handle(self, **options):
        for part, count in remind.run().items():
            self.stdout.write(f"{part}: {count}")
