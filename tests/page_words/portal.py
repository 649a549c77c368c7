"""The sample year on its own day, walked as each of its people."""

import datetime as dt
import io
import logging

import django
import time_machine

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from common import clock  # noqa: E402
from tests.page_words.crawl import LEFT_OUT, Walk, plain_addresses  # noqa: E402
from tests.sample_year import AS_OF, Copy  # noqa: E402

# The same for everybody: the first to come reads it, who has not signed in.
SAMPLE = ("/sign-in/sample/",)


def client_of(who):
    """Return the client of a person of the sample year, signed in by one click."""
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    if who:
        client.post("/sign-in/sample/", {"user": User.objects.get(email=f"{who}@marlshire.example").pk})
    return client


def walk_all(folder, people):
    """Yield (role, answers) of everybody: what they find by themselves, and what they get where others have been."""
    logging.disable()  # what is refused is written down here, not there
    year = Copy.at(folder, "year")
    year.make_empty()
    with year.opened(), time_machine.travel(clock.at(AS_OF, dt.time(12)), tick=False):
        call_command("sample_year", as_of=AS_OF, stdout=io.StringIO())
        walks = {role: Walk(client_of(who), (*LEFT_OUT, *(SAMPLE if who else ()))) for role, who in people.items()}
        for walk in walks.values():
            walk.all_from(sorted(set(plain_addresses())))
        everywhere = {address for walk in walks.values() for address in walk.answers if "?" not in address}
        for role, walk in walks.items():
            walk.all_from(sorted(everywhere))
            yield role, walk.answers
