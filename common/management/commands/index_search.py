"""`manage.py index_search`: bring what can be found to what the portal holds; safe to run at any time."""

from django.core.management.base import BaseCommand

from common import search


class Command(BaseCommand):
    help = "Compare the index of the search with the rows it is made of, and mend it."

    def handle(self, *args, **options):
        self.stdout.write(f"{search.repair()} entries mended")
