"""7,000 responses as a spreadsheet, as the co-ordinator's browser asks for it."""

import time

from django.test import Client

from accounts.roles import Role
from accounts.selectors import holders_of
from bench.jobs.apart import call
from bench.jobs.memory import peak_mb
from bench.jobs.responses import one_with

RESPONSES = 7_000


def measure():
    return call("sheet", "take", one_with(RESPONSES).slug)


def co_ordinator():
    """Return a browser of the sample year's co-ordinator, whose pages this process has read before."""
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/sign-in/sample/", {"user": holders_of(Role.COORDINATOR).earliest("pk").pk})
    client.get("/staff/consultations/")
    return client


def take(slug):
    client, before = co_ordinator(), peak_mb()
    began = time.perf_counter()
    answer = client.get(f"/staff/consultations/{slug}/responses/?format=xlsx")
    size = len(answer.content)
    seconds = time.perf_counter() - began
    if answer.status_code != 200 or size < RESPONSES:
        raise ValueError(f"The spreadsheet was answered with {answer.status_code}.")
    return {"seconds": seconds, "mb": peak_mb() - before, "size": size / 1e6}
