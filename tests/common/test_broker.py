"""How messages find their queue, and how a process keeps from waiting for a broker twice."""

import pytest
from django.conf import settings
from django.db import transaction

from common import broker, tasks
from common.breaker import Breaker
from partnership.celery import app


@pytest.fixture
def monotonic(monkeypatch):
    """A clock of the breaker that stands where it is put."""
    moment = [100.0]
    monkeypatch.setattr("common.breaker.time.monotonic", lambda: moment[0])
    return moment


def test_tripped_breaker_stays_open_until_its_time_or_a_reset(monotonic):
    breaker = Breaker(seconds=5)
    assert not breaker.is_tripped
    breaker.trip()
    monotonic[0] += 4.9
    assert breaker.is_tripped
    monotonic[0] += 0.1
    assert not breaker.is_tripped
    breaker.trip()
    breaker.reset()
    assert not breaker.is_tripped


@pytest.fixture
def published(monkeypatch):
    """What reached the broker's door, as (task, options)."""
    messages = []
    monkeypatch.setattr(broker.current_app, "send_task", lambda task, **options: messages.append((task, options)))
    monkeypatch.setattr(broker, "silence", Breaker(seconds=5))
    return messages


def test_a_message_is_sent_once_without_a_retry_and_with_no_result(published):
    assert broker.send_now("common.run_job", 7, queue="pdf", time_limit=90)
    options = {"args": (7,), "queue": "pdf", "time_limit": 90, "retry": False, "ignore_result": True}
    assert published == [("common.run_job", options)]


@pytest.mark.django_db
def test_nothing_is_raised_into_the_request(monkeypatch, django_capture_on_commit_callbacks, caplog):
    def explode(*args, **options):
        raise RuntimeError("a surprise")

    monkeypatch.setattr(broker, "send_now", explode)
    with django_capture_on_commit_callbacks(execute=True):
        broker.send_after_commit("common.run_job", 7)
    assert "a surprise" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_before_the_commit_nor_after_a_rollback(published):
    with transaction.atomic():
        broker.send_after_commit("common.run_job", 7)
        assert published == []
        transaction.set_rollback(True)
    assert published == []
    broker.send_after_commit("common.run_job", 8)
    assert [options["args"] for _task, options in published] == [(8,)]


def test_each_queue_has_an_exchange_and_a_key_of_its_own():
    queues = {queue.name: (queue.exchange.name, queue.routing_key) for queue in app.conf.task_queues}
    assert queues == {name: (name, name) for name in ("default", "bulk", "pdf")}


def test_every_task_of_beat_exists():
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
    assert tasks.run_job.name in app.tasks


def test_workers_take_json_alone_and_acknowledge_late():
    assert app.conf.accept_content == ["json"]
    assert (app.conf.task_acks_late, app.conf.task_reject_on_worker_lost) == (True, True)
    assert (app.conf.worker_prefetch_multiplier, app.conf.worker_concurrency) == (1, 1)
    assert (app.conf.task_soft_time_limit, app.conf.task_time_limit) == (60, 90)
