"""A job kind for tests, and what came of its jobs."""

import datetime as dt

import pytest

from common import broker, jobs
from common.jobs import kinds
from common.models import Job, ReferenceCounter
from common.references import next_reference
from common.registry import Registry

NOON = dt.datetime(2026, 6, 1, 11, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def sent(monkeypatch):
    """What was sent to the broker, as (task, args, options)."""
    messages = []
    monkeypatch.setattr(broker, "send_now", lambda task, *args, **options: messages.append((task, args, options)))
    return messages


@pytest.fixture
def kind(monkeypatch):
    """Register work for kind "test.work"; it writes one number unless told otherwise."""
    others = kinds._kinds

    def register(work=lambda job, report_progress: write_number, **options):
        monkeypatch.setattr(kinds, "_kinds", copy_of(others))
        jobs.job_kind("test.work", **options)(work)

    register()
    return register


def copy_of(registry):
    """Return a registry with the same things, to add another to."""
    copied = Registry(registry.what)
    for name, thing in registry.items():
        copied.add(name, thing)
    return copied


def write_number():
    next_reference("DONE")


def times_written():
    counter = ReferenceCounter.objects.filter(prefix="DONE").first()
    return counter.last_number - 1000 if counter else 0


def start(**options):
    return jobs.start_job("test.work", {"id": 7}, **options)


def fresh(job):
    return Job.objects.get(pk=job.pk)


def failing(error):
    def work(job, report_progress):
        raise error

    return work
