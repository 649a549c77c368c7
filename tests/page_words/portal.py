"""The sample year, walked as each of its people."""

from django.test import Client

from accounts.models import User
from tests.page_words.crawl import Walk, plain_addresses


def client_of(who):
    """Return the client of a person of the sample year, signed in by one click."""
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    if who:
        client.post("/sign-in/sample/", {"user": User.objects.get(email=f"{who}@marlshire.example").pk})
    return client


def walk_all(people):
    """Yield (role, answers) of everybody: what they find by themselves, and what they get where others have been."""
    walks = {role: Walk(client_of(who), is_signed_in=bool(who)) for role, who in people.items()}
    for walk in walks.values():
        walk.all_from(sorted(set(plain_addresses())))
    everywhere = {address for walk in walks.values() for address in walk.answers if "?" not in address}
    for role, walk in walks.items():
        walk.all_from(sorted(everywhere))
        yield role, walk.answers
