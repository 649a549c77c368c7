"""Send the mail that waits, once; beat does the same every quarter of a minute."""

from django.core.management.base import BaseCommand

from common.outbox import deliver_all


class Command(BaseCommand):
    help = "Send every message of the outbox that is due. Safe to run twice."

    def handle(self, **options):
        self.stdout.write(f"{deliver_all()} messages dealt with")
