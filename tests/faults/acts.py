"""What a process of the arena can be told to do: `python -m tests.faults.acts NAME [NUMBER ...]` prints JSON."""

import concurrent.futures
import datetime as dt
import json
import os
import signal
import sys
import time

import django
from django.db import connection

django.setup()

from common import broker, jobs, limits, references, submissions  # noqa: E402
from common.models import Message  # noqa: E402
from common.outbox.delivery import deliver_all  # noqa: E402
from common.outbox.writing import put  # noqa: E402

NOW = dt.datetime.now(dt.UTC)


def start_jobs(kind, count, pause):
    return [jobs.start_job(f"faults.{kind}", {"pause": pause}).pk for _turn in range(count)]


def start_one_long_job_among(count, pause):
    short = start_jobs("write", count // 2, 0.02)
    return [*start_jobs("write", 1, pause), *short, *start_jobs("write", count - len(short) - 1, 0.02)]


def write_letters(count):
    for number in range(count):
        put(Message(to=f"reader-{number}@example.org", subject="News", body_text="Dear reader"), NOW)


def send_new_letters(count):
    """Return how many seconds it took until the outbox was done with `count` letters, and no others."""
    Message.objects.all().delete()
    write_letters(count)
    begun = time.monotonic()
    deliver_all()
    return time.monotonic() - begun


def send_an_hour_later():
    deliver_all(NOW + dt.timedelta(hours=1))


def let_leases_run_out():
    """Two minutes pass for letters that a worker took and did not send."""
    Message.objects.filter(state="waiting").update(lease_until=NOW - dt.timedelta(minutes=2))


def write_urgent():
    return put(Message(to="urgent@example.org", subject="Code", body_text="123456", is_urgent=True), NOW).pk


def together(act, count):
    """Do the same in `count` threads at once, each on its own connection; return what each got, sorted."""

    def one(number):
        try:
            return act(number)
        finally:
            connection.close()

    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(one, range(count)))


def post_twice(count):
    return together(
        lambda _number: submissions.once("one key", {"text": "hello"}, lambda: references.next_reference("ONE")), count
    )


def post_apart(count):
    return together(lambda _number: references.next_reference("PART"), count)


def count_together(count, limit):
    return together(lambda _number: limits.count("answers", "198.51.100.7", limit, limits.HOUR, now=NOW), count)


def count_one_form_together(count, limit):
    return together(
        lambda _number: limits.count_once("issues", "198.51.100.7", "key", limit, limits.HOUR, now=NOW), count
    )


def guess_together(count):
    """Return which of many tries at a password, all at once, would be checked."""
    waits = [dt.timedelta(seconds=seconds) for seconds in (0, 0, 0, 0, 30)]
    return together(lambda _number: limits.slow_down("passwords", "ada", waits, now=NOW) is None, count)


def take_together(count):
    number = jobs.start_job("faults.write", {"pause": 0.1}).pk
    return together(lambda _number: jobs.run_job(number), count)


def start_together(count):
    return together(lambda _number: jobs.start_job("faults.write", {"pause": 0}, key="one").pk, count)


def seconds_of_pages_while_frozen(broker_process):
    """Return how long three pages took that started a job while the broker answered nothing, each at its worst."""
    broker.warm_up()
    os.kill(broker_process, signal.SIGSTOP)
    seconds = []
    for _turn in range(3):
        broker.silence.reset()
        begun = time.monotonic()
        start_jobs("write", 3, 0)
        seconds.append(time.monotonic() - begun)
    return seconds


def post(first, last):
    """Send forms `first` to `last`, one after the other, and acknowledge each as a page would."""
    for number in range(first, last):
        reference, _is_new = submissions.once(
            f"form {number}", {"number": number}, lambda: references.next_reference("PPS")
        )
        print(json.dumps([number, reference]), flush=True)


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    result = globals()[name](*(json.loads(argument) for argument in arguments))
    if result is not None:
        print(json.dumps(result))
