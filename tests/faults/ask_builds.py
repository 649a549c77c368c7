"""`python -m tests.faults.ask_builds COUNT` asks for the build of so many small reports, and prints their numbers."""

import datetime as dt
import json
import sys

import django

django.setup()

from reports import services  # noqa: E402


def ask(count):
    """Begin reports of one month each, and ask for the build of each."""
    numbers = []
    for number in range(count):
        start = dt.date(2025, 1 + number % 12, 1)
        given = {"period_start": start, "period_end": start.replace(day=28), "title": f"Month {number}"}
        report = services.create_report("board", by=None, **given)
        numbers.append(services.request_build(report, by=None).pk)
    return numbers


if __name__ == "__main__":
    print(json.dumps(ask(int(sys.argv[1]))))
