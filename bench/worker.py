"""One side of the measurement, in a process of its own: `python -m bench.worker bench.ours`.

It reads a request in JSON a line, and answers in JSON a line. Each side has its own Django, so that the floor stays
bare.
"""

import importlib
import itertools
import json
import sys
from dataclasses import asdict
from statistics import median
from time import process_time

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bench.calls import environ_of
from bench.rows import ROWS
from tests.counting import queries

WARM = 3  # requests before anything is measured: templates are read, a page is kept
LEAST = 3  # requests in a measurement
ANEW = {row.name for row in ROWS if row.is_anew}


class Side:
    def __init__(self, module):
        django.setup()
        self.application = get_wsgi_application()
        asked = importlib.import_module(module)
        self.all_calls, self.anew = asked.CALLS, getattr(asked, "ANEW", ANEW)
        self.seconds_of = {}

    def calls(self, row, count):
        """Return the requests of a row, with `count` forms to send where it sends any."""
        # What writes is watched all the same: that was decided when Django started (common/apps.py).
        settings.KEEPS_PAGES = row not in self.anew
        return self.all_calls[row](count)

    def send(self, calls, call):
        """Send one request and return its processor seconds; raise ValueError where the answer is not as expected."""
        environ = environ_of(calls, call, sys.stderr)
        began = process_time()
        response = self.application(environ, lambda *_status_and_headers: None)
        body = b"".join(response)
        response.close()
        took = process_time() - began
        if response.status_code != calls.status or calls.shows.encode() not in body:
            raise ValueError(f"{calls.method} {call.path} answered {response.status_code}: {body[:2000]!r}")
        return took

    def count_queries(self, row):
        calls = self.calls(row, WARM + 1)
        sent = itertools.cycle(calls.calls)
        for _time in range(WARM):
            self.send(calls, next(sent))
        with queries() as counted:
            self.send(calls, next(sent))
        return {"queries": len(counted)}

    def measure(self, row, seconds):
        """Return the median of the processor milliseconds of a request."""
        if row not in self.seconds_of:
            self.seconds_of[row] = self.median_of(row, WARM)
        count = max(LEAST, int(seconds / self.seconds_of[row]))
        self.seconds_of[row] = took = self.median_of(row, count)
        return {"milliseconds": took * 1000, "requests": count}

    def median_of(self, row, count):
        """Return the median of the processor seconds of a request, after one that is not counted."""
        calls = self.calls(row, count + 1)
        sent = itertools.cycle(calls.calls)
        return median([self.send(calls, next(sent)) for _time in range(count + 1)][1:])

    def prepare(self, row, count):
        """Return requests to be sent over HTTP."""
        return asdict(self.calls(row, count))


def main(module):
    answers, sys.stdout = sys.stdout, sys.stderr
    side = Side(module)
    for line in sys.stdin:
        asked = json.loads(line)
        answer = getattr(side, asked.pop("do"))(**asked)
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
