"""`manage.py list_emails`: every e-mail the portal sends, as docs/emails.md holds it."""

from django.core.management.base import BaseCommand

from common.emails.examples import as_markdown


class Command(BaseCommand):
    help = "Prints every e-mail the portal sends, with when and to whom."

    def handle(self, *args, **options):
        self.stdout.write(as_markdown(), ending="")
