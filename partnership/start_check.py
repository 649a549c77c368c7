"""Nothing starts where the environment asks for sample data and the database holds none (promise 16 of docs/safety.md).

With sample data anybody signs in as anybody, so what makes data sample data is a row of the database. Web server,
worker, beat and every command ask here before they begin. The row's model is looked up by name, because this module is
read before Django is set up.
"""

import sys
from collections.abc import Sequence

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from partnership.bootstrap.data import WITHOUT_DATA

REFUSAL = (
    "PORTAL_SAMPLE_DATA is true, but this database does not hold sample data, so nothing was started. "
    "For real data, unset PORTAL_SAMPLE_DATA. For sample data, start ./run once, which makes it, "
    "or run the command sample_year on an empty database."
)


class SampleDataRefused(RuntimeError):
    """The environment contradicts the data; gunicorn shows the message of a RuntimeError plainly and ends."""


def check_start() -> None:
    """Raise SampleDataRefused where PORTAL_SAMPLE_DATA is true over data that is not marked as sample data."""
    if not settings.SAMPLE_DATA:
        return
    django.setup()
    if not _is_marked():
        raise SampleDataRefused(REFUSAL)


def check_program() -> None:
    """End the process with the message where a start is refused."""
    try:
        check_start()
    except SampleDataRefused as error:
        sys.exit(f"Error: {error}")


def check_command(words: Sequence[str]) -> None:
    """Do the same for a command of manage.py, but for those that make tables or sample data, or need no data."""
    if not words or words[0] in WITHOUT_DATA | {"sample_year"}:
        return
    try:
        check_program()
    except ImproperlyConfigured:
        return  # the command itself says what is wrong with the settings


def _is_marked() -> bool:
    """Return whether the mark is there; the connection is closed, because a worker's processes must not share it."""
    try:
        return apps.get_model("common", "Installation").objects.filter(is_sample=True).exists()
    except DatabaseError:
        return False
    finally:
        connection.close()
