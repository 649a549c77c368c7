"""Counting the queries that the goals of speed count: not those of transactions, nor the session's."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@contextmanager
def queries():
    """Give a list that holds the counted queries once the block is left."""
    counted = []
    with CaptureQueriesContext(connection) as captured:
        yield counted
    for query in captured.captured_queries:
        if not query["sql"].startswith(NOT_COUNTED) and "django_session" not in query["sql"]:
            counted.append(query["sql"])


def cost(client, address):
    """Return how many queries a page takes, once what every process remembers is remembered."""
    client.get(address)
    with queries() as counted:
        assert client.get(address).status_code == 200, address
    return len(counted)


def costs(client, addresses):
    """Return how many queries each page takes, by its address: rows are dear to make, so pages share them."""
    return {address: cost(client, address) for address in addresses}
