"""`manage.py sample_people`: who to sign in as, by role; `./run` prints it."""

from django.core.management.base import BaseCommand

from accounts.views.sample import sample_people

SHOWN = 2


class Command(BaseCommand):
    help = "Prints some of the sample people, by role."

    def handle(self, *args, **options):
        for role, _to_try, people in sample_people():
            names = [f"{user}, {agency}" if agency else str(user) for user, agency in people[:SHOWN]]
            self.stdout.write(f"  {role}: ".ljust(24) + "; ".join(names))
