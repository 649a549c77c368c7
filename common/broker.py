"""The one door to the message broker: a page never waits for it, and never fails because of it.

What is sent here is only a nudge. The row in the database is the truth, and the sweeper sends again what was lost.
"""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from common.breaker import Breaker

logger = logging.getLogger(__name__)
# A frozen broker costs one page its time-out (settings: 0.5 s); the pages after it do not even try.
silence = Breaker(seconds=5)


def send_after_commit(task, *args, queue="default", **options):
    """Ask a worker to do `task` once this transaction is committed; nothing is raised into the request."""

    def send():  # a function with a name: Django logs that when a robust callback raises, and fails on a partial
        send_now(task, *args, queue=queue, **options)

    transaction.on_commit(send, robust=True)


def send_now(task, *args, queue="default", **options):
    """Ask a worker to do `task`; return whether the broker took it."""
    if silence.is_tripped:
        return False
    try:
        current_app.send_task(task, args=args, queue=queue, retry=False, ignore_result=True, **options)
    except OperationalError as error:
        silence.trip()
        logger.warning("the broker did not take %s: %s", task, error)
        return False
    return True


def warm_up():
    """Import at start what the first message needs, so that no page waits a second for it; connect to nothing."""
    current_app.finalize(auto=True)
    return current_app.amqp.producer_pool
