"""The sample year for programs that lie beside the tests and are run by hand, without pytest."""

import contextlib
import datetime as dt
import io
import logging
import os
import tempfile
from pathlib import Path

import django
import time_machine
from django.core.management import call_command


@contextlib.contextmanager
def sample_year():
    """Lend the sample year as of its own day, with the clock at noon of it, and throw it away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        begin(folder)
        from common import clock
        from tests.databases import Copy
        from tests.sample_year import AS_OF

        year = Copy.at(Path(folder), "year")
        year.make_empty()
        with year.opened(), time_machine.travel(clock.at(AS_OF, dt.time(12)), tick=False):
            call_command("sample_year", as_of=AS_OF, stdout=io.StringIO())
            yield year


def begin(folder):
    """Start Django with the settings of the tests, in a folder and on SQLite; the same key gives the same words."""
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SECRET_KEY": "the same words come of the same key " * 2,
        "PORTAL_DATA_DIR": folder,
        "PORTAL_SAMPLE_DATA": "true",
    }
    django.setup()
    logging.disable()  # a page that is refused is expected here
