"""Makes the data of one side: `python -m bench.make_data ours`, or `floor`, with fewer rows for tests."""

import datetime as dt
import sys

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection

ROWS, BATCH = 100_000, 5_000
FIRST = dt.date(2026, 1, 1)


def ours():
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("sample_year")


def floor(rows=ROWS):
    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    line = apps.get_model("floor", "Line")
    body = "We wait an hour, and nobody says why. " * 5
    written = (
        line(title=f"The bus never comes, {number}", body=body, written_on=FIRST + dt.timedelta(days=number % 365))
        for number in range(int(rows))
    )
    line.objects.bulk_create(written, batch_size=BATCH)


def analyse(connection):
    """Let PostgreSQL count its rows at once, as it does by itself; SQLite never does where we run it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    django.setup()
    {"ours": ours, "floor": floor}[sys.argv[1]](*sys.argv[2:])
    analyse(connection)
