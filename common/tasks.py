"""The Celery tasks: ids in, safe to run twice."""

import time

from celery import shared_task

from common import jobs, limits, outbox
from common.backups.drills import sweep_drill
from common.broker import send_now
from common.documents import sweep_files as sweep_stored_files
from common.periodic import ROUTINES, is_due, was_not_begun

AT_ONCE = 0.5  # seconds for which batches of e-mails follow each other


@shared_task(name="common.run_job")
def run_job(job_id):
    jobs.run_job(job_id)


@shared_task(name="common.sweep")
def sweep():
    jobs.sweep()


@shared_task(name="common.sweep_files")
def sweep_files():
    if is_due("sweep_files"):
        sweep_stored_files()
        sweep_drill()


@shared_task(name="common.deliver_urgent")
def deliver_urgent(message_id):
    outbox.deliver_urgent(message_id)


@shared_task(name="common.deliver_batch")
def deliver_batch():
    """Send batches for half a second, or one, then go to the end of the queue: nothing waits long behind ten thousand.

    An urgent message is the first of the next batch. A folder as broker is looked into four times a second, and would
    add that to each batch.
    """
    ends_at = time.monotonic() + AT_ONCE
    while outbox.deliver_batch():
        if time.monotonic() > ends_at:
            send_now("common.deliver_batch", queue="bulk")
            return


@shared_task(name="common.purge")
def purge():
    """Every few minutes, so that no count outlives its day for long."""
    limits.purge()


@shared_task(name="common.begin_routine")
def begin_routine(name):
    """Give each part a task, once an hour. Where the broker takes none, the next two minutes try again."""
    if not is_due(name):
        return
    taken = [send_now("common.run_part", name, part, queue="bulk") for part in ROUTINES[name]]
    if not all(taken):
        was_not_begun(name)


@shared_task(name="common.run_part")
def run_part(name, part):
    ROUTINES[name].run_part(part)
