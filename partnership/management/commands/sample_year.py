"""`manage.py sample_year [--as-of DATE]`: the sample year, through the services."""

import datetime as dt
import time

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from common import chain, clock
from common.models import Installation
from partnership.sample.build import build_sample_year
from partnership.sample.plan import salts
from partnership.sample.year_of_reports import build_reports

EVENING = dt.time(23)


class Command(BaseCommand):
    help = "Builds an invented group's whole year. The same date gives the same rows."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", type=dt.date.fromisoformat, help="the day the year is shown on (default: today)")

    def handle(self, *args, as_of, **options):
        if User.objects.exists() or Installation.objects.exists():
            raise CommandError("There is data already. The sample year is built into an empty database only.")
        began = time.monotonic()
        as_of = as_of or clock.today()
        cast = build_sample_year(as_of)
        build_reports(as_of, cast)
        last = clock.at(as_of - clock.DAY, EVENING)
        chain.seal(last, salt=salts(last))
        self.stdout.write(f"The sample year is built ({time.monotonic() - began:.1f} s).")
