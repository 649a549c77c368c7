"""How soon a worker that has nothing to do begins a job, once what asks for it is committed."""

import random
import time

from django.conf import settings
from django.db import transaction

from bench.jobs.apart import LeftOut
from bench.jobs.nothing import NOTHING
from bench.jobs.workers import until, worker
from common import clock
from common.jobs import JobState, start_job
from common.models import Job

TIMES = 200
PAUSE = 0.05, 0.15  # seconds: it is idle each time, and no rhythm of its own decides


def measure():
    if not settings.BROKER_URL.startswith("redis"):
        raise LeftOut("Redis is not installed, and BROKER_URL names none.")
    with worker(is_production_like=True):
        for _time in range(10):
            wait_for(one())
        waited = sorted(one_waited() for _time in range(TIMES))
    return {"p95": waited[TIMES * 95 // 100 - 1], "median": waited[TIMES // 2]}


def one(told=lambda: None):
    with transaction.atomic():
        transaction.on_commit(told)
        return start_job(NOTHING)


def wait_for(job):
    return until(lambda: Job.objects.filter(pk=job.pk, state=JobState.DONE).first(), "a job")


def one_waited():
    """Return the milliseconds from the commit until the worker has taken the job."""
    time.sleep(random.uniform(*PAUSE))
    committed = []
    job = one(lambda: committed.append(clock.now()))
    time.sleep(PAUSE[0])  # not asking meanwhile, which would take time from the worker
    return (wait_for(job).started_at - committed[0]).total_seconds() * 1000
