"""Delete what may no longer be kept, once; beat does the same every hour."""

from django.core.management.base import BaseCommand

from common.periodic import retain


class Command(BaseCommand):
    help = "Forget what may not be kept any longer: every app's part of this. Safe to run twice."

    def handle(self, **options):
        for part, count in retain.run().items():
            self.stdout.write(f"{part}: {count}")
