"""Takes the responses to a consultation as CSV in a process of its own, and says what that cost."""

import json
import os
import resource
import sys
import time

import django


def take(slug):
    """Ask for the file as the co-ordinator's browser does, read it to its end, and keep nothing of it."""
    from django.test import Client

    from tests.factories import accounts
    from tests.signing_in import sign_in

    client = sign_in(Client(headers={"host": "127.0.0.1:8000"}), accounts.coordinator(email="takes@example.org"))
    client.get("/staff/consultations/")  # a server has loaded its pages before
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, first, lines, size = time.perf_counter(), None, 0, 0
    answer = client.get(f"/staff/consultations/{slug}/responses/?format=csv")
    assert answer.status_code == 200, answer
    for piece in answer.streaming_content:
        if size and first is None:
            first = time.perf_counter() - begun
        lines, size = lines + piece.count(b"\r\n"), size + len(piece)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cost = {"first": first, "seconds": seconds, "peak_mb": peak / 1024, "grown_mb": (peak - before) / 1024}
    return cost | {"rows": lines - 1, "bytes": size}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    print(json.dumps(take(sys.argv[1])))
