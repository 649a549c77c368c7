"""10,000 e-mails to a mail server of this machine, by one process, and urgent ones behind them."""

import os
import time
from collections import Counter

from bench.jobs.mail_server import MailServer
from bench.jobs.workers import until, worker
from common.broker import send_now
from common.models import Message
from common.outbox import write, write_all

LETTERS, AT_ONCE, URGENT = 10_000, 1_000, 10
TEXT = "Dear reader,\n\nThe steering group has an answer to what you raised.\n\n" * 5
LAST = 300  # seconds; then what is not there counts as lost


class Sink(MailServer):
    """Notes when each came, by its address."""

    def __init__(self):
        super().__init__()
        self.came_at = {}

    def take(self, to, name):
        super().take(to, name)
        self.came_at.setdefault(to, time.monotonic())


def measure():
    Message.objects.all().delete()
    sink = Sink()
    variables = {
        "PORTAL_DELIVERY_EMAIL_BACKEND": "common.outbox.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink.port),
    }
    has_redis = os.environ.get("BROKER_URL", "").startswith("redis")
    with worker("--concurrency", "1", is_production_like=has_redis, **variables):
        urgent(0)
        until(lambda: len(sink.taken) == 1, "the worker's first e-mail")
        sink.taken.clear()
        sink.came_at.clear()
        return of_all(sink)


def of_all(sink):
    write_letters()
    began = time.monotonic()
    send_now("common.deliver_batch", queue="bulk")
    written, expected = {}, LETTERS + URGENT
    for number in range(1, URGENT + 1):
        until(lambda enough=LETTERS * number // (URGENT + 1): len(sink.taken) >= enough, "the letters before", LAST)
        written[urgent(number)] = time.monotonic()
    while len(sink.came_at) < expected and time.monotonic() < began + LAST:
        time.sleep(0.02)
    times = Counter(to for to, _name in sink.taken)
    return {
        "seconds": max(sink.came_at.values()) - began,
        "twice": sum(count > 1 for count in times.values()),
        "lost": expected - len(times),
        "urgent": max(sink.came_at.get(to, began + LAST) - at for to, at in written.items()),
    }


def write_letters():
    for first in range(0, LETTERS, AT_ONCE):
        write_all(
            [
                Message(to=f"reader-{number}@example.org", subject="News", body_text=TEXT, key=f"letter-{number}")
                for number in range(first, first + AT_ONCE)
            ]
        )


def urgent(number):
    to = f"urgent-{number}@example.org"
    write(to=to, subject="Your code", text="123456", urgent=True)
    return to
