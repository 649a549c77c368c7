"""`manage.py list_personal_data`: what the portal keeps of whom, as docs/privacy.md holds it."""

from django.core.management.base import BaseCommand

from common.processing import as_markdown


class Command(BaseCommand):
    help = "Prints the record of processing: what is kept of whom, why, for how long, and what an erasure does."

    def handle(self, *args, **options):
        self.stdout.write(as_markdown(), ending="")
