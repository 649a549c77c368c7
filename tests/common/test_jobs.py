"""The life of a job on its row: started, cancelled, tried again, swept."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import transaction

from common import broker, clock, jobs
from common.errors import DomainError, MoveNotAllowed
from common.jobs import running
from common.models import Job
from common.rules import JobState, job_delay
from tests.common.job_example import NOON, SECOND, failing, fresh, start, times_written, write_number
from tests.files import own_disk

__all__ = ["own_disk"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]


# --- starting


def test_a_job_is_sent_only_after_the_commit(kind, sent, django_capture_on_commit_callbacks):
    kind(queue="pdf")
    with django_capture_on_commit_callbacks(execute=True):
        job = start()
        assert sent == []
    options = {"queue": "pdf", "soft_time_limit": 60, "time_limit": 90}
    assert sent == [("common.run_job", (job.pk,), options)]
    assert (job.state, job.progress, job.attempts) == (JobState.WAITING, 0, 0)


def test_a_rolled_back_job_leaves_no_row_and_no_task(kind, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        start()
        transaction.set_rollback(True)
    assert (Job.objects.count(), sent) == (0, [])


def test_an_unfinished_job_with_the_same_key_is_returned_instead_of_a_second(kind):
    first = start(key="report:7")
    assert start(key="report:7").pk == first.pk
    assert start(key="report:8").pk != first.pk
    jobs.run_job(first.pk)
    assert start(key="report:7").pk != first.pk


def test_jobs_without_a_key_are_separate(kind):
    assert start().pk != start().pk


def test_a_kind_that_nobody_registered_cannot_be_started():
    with pytest.raises(LookupError, match=r"test\.unheard"):
        jobs.start_job("test.unheard")


def test_two_kinds_with_one_name_stop_the_start(kind):
    with pytest.raises(ImproperlyConfigured, match=r"test\.work"):
        jobs.job_kind("test.work")(lambda job, report_progress: None)


def test_starting_costs_one_query_and_two_with_a_key(kind, django_assert_num_queries):
    with django_assert_num_queries(1 + 2):  # the savepoint and its release
        start()
    with django_assert_num_queries(2 + 2):
        start(key="one")


def test_broker_that_is_down_raises_nothing_and_is_not_tried_for_a_while(monkeypatch):
    monkeypatch.undo()
    tries = []

    def refuse(*args, **options):
        tries.append(args)
        raise broker.OperationalError("away")

    monkeypatch.setattr(broker.current_app, "send_task", refuse)
    monkeypatch.setattr(broker, "silence", broker.Breaker(seconds=5))
    assert [broker.send_now("common.run_job", 1) for _turn in range(3)] == [False, False, False]
    assert len(tries) == 1


# --- cancelling and trying again


def test_a_cancelled_job_is_not_begun(kind):
    job = start()
    assert jobs.cancel_job(job).state == JobState.CANCELLED
    assert not jobs.run_job(job.pk)
    assert jobs.wait_words(fresh(job)) == "This was cancelled."


def test_work_under_way_ends_at_its_next_report_of_progress(kind):
    def work(job, report_progress):
        jobs.cancel_job(job)
        report_progress(2, 2)
        raise AssertionError("still working")

    kind(work)
    job = start()
    jobs.run_job(job.pk)
    assert (fresh(job).state, fresh(job).error) == (JobState.CANCELLED, "")


def test_work_that_reports_nothing_after_a_cancel_writes_nothing(kind):
    def work(job, report_progress):
        jobs.cancel_job(job)
        return write_number

    kind(work)
    job = start()
    jobs.run_job(job.pk)
    assert (fresh(job).state, times_written()) == (JobState.CANCELLED, 0)


def test_what_is_done_cannot_be_cancelled_or_tried_again(kind):
    job = start()
    jobs.run_job(job.pk)
    for verb in (jobs.cancel_job, jobs.retry_job):
        with pytest.raises(MoveNotAllowed):
            verb(job)


def test_a_failed_job_can_have_five_more_attempts(kind, sent, django_capture_on_commit_callbacks):
    kind(failing(DomainError("No.")))
    job = start()
    jobs.run_job(job.pk)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.retry_job(job)
    job = fresh(job)
    assert (job.state, job.attempts, job.reason, job.finished_at) == (JobState.WAITING, 0, "", None)
    assert sent[-1][:2] == ("common.run_job", (job.pk,))


def test_a_job_is_not_tried_again_while_another_with_its_key_is_under_way(kind):
    first = start(key="report:7")
    jobs.cancel_job(first)
    start(key="report:7")
    with pytest.raises(DomainError, match="already being done"):
        jobs.retry_job(first)


# --- sweeping


def test_a_job_never_started_is_sent_again_after_a_minute(kind, sent, django_capture_on_commit_callbacks):
    job = start(now=NOON)
    assert jobs.sweep(NOON + 59 * SECOND) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.sweep(NOON + 60 * SECOND) == 1
        assert jobs.sweep(NOON + 60 * SECOND) == 0
    assert [args for _task, args, _options in sent] == [(job.pk,)]
    assert jobs.sweep(NOON + 120 * SECOND) == 1


def test_a_job_without_a_heartbeat_is_given_to_another_worker(kind):
    job = start(now=NOON)
    with clock.frozen(NOON):
        running.take_lease(job.pk)
    assert jobs.sweep(NOON + 60 * SECOND) == 1
    assert jobs.wait_words(fresh(job)) == "It has not worked yet. Attempt 2 of 5 will start soon."
    assert jobs.run_job(job.pk)
    assert (fresh(job).state, fresh(job).attempts) == (JobState.DONE, 2)


def test_a_job_that_kills_its_worker_five_times_has_failed(kind):
    job = start(now=NOON)
    for turn in range(5):
        with clock.frozen(NOON + turn * 60 * SECOND):
            assert running.take_lease(job.pk)
        jobs.sweep(NOON + (turn + 1) * 60 * SECOND)
    job = fresh(job)
    assert (job.state, job.attempts) == (JobState.FAILED, 5)
    assert job.reason == "The work stopped 5 times before it finished. It may be too big."
    assert job.finished_at - NOON < dt.timedelta(minutes=15)


def test_a_finished_job_is_left_alone(kind):
    for verb in (lambda job: jobs.run_job(job.pk), jobs.cancel_job):
        verb(start(now=NOON))
    assert jobs.sweep(NOON + dt.timedelta(days=1)) == 0


def test_kind_with_more_time_may_be_silent_for_longer(kind):
    kind(seconds=100)
    start(now=NOON)
    assert jobs.sweep(NOON + 99 * SECOND) == 0
    assert jobs.sweep(NOON + 100 * SECOND) == 1
    assert (jobs.find_kind("test.work").soft_limit, jobs.find_kind("test.work").hard_limit) == (100, 150)


def test_a_kind_may_not_want_more_time_than_five_attempts_have_in_a_quarter_of_an_hour():
    with pytest.raises(ImproperlyConfigured, match="100 seconds at most"):
        jobs.job_kind("test.slow", seconds=101)
    attempts, pauses, sweeps = 5 * 150 * SECOND, sum(map(job_delay, range(1, 5)), 0 * SECOND), 4 * 15 * SECOND
    assert attempts + pauses + sweeps < dt.timedelta(minutes=15)


def test_the_command_says_how_many_it_brought_back(kind, own_disk, capsys):
    start(now=NOON)
    call_command("sweep")
    call_command("sweep")
    said = [line for line in capsys.readouterr().out.splitlines() if "jobs" in line]
    assert said == ["1 jobs brought back", "0 jobs brought back"]


# --- what an anonymous person caused


def test_a_date_only_job_keeps_no_time_of_day(kind):
    job = start(is_date_only=True, now=NOON)
    midnight = clock.start_of_day(NOON)
    assert job.created_at == midnight
    assert job.look_again_at == midnight + 60 * SECOND
    with clock.frozen(NOON + 3 * SECOND):
        jobs.run_job(job.pk)
    job = fresh(job)
    assert job.state == JobState.DONE
    assert {job.created_at, job.finished_at, job.look_again_at} == {midnight}
    assert (job.started_at, job.heartbeat_at) == (None, None)


def test_failed_date_only_job_keeps_no_time_of_day(kind):
    kind(failing(ValueError("no")))
    with clock.frozen(NOON):
        job = start(is_date_only=True)
        for _turn in range(5):
            jobs.run_job(job.pk)
    assert fresh(job).state == JobState.FAILED
    assert {fresh(job).finished_at, fresh(job).look_again_at} == {clock.start_of_day(NOON)}


# --- words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "waiting"}, "It is waiting to start."),
        ({"state": "waiting", "attempts": 2}, "It has not worked yet. Attempt 3 of 5 will start soon."),
        ({"state": "running"}, "It has started."),
        ({"state": "running", "step": "Step 1 of 2"}, "Step 1 of 2"),
        ({"state": "done"}, "It is ready."),
        ({"state": "cancelled"}, "This was cancelled."),
    ],
)
def test_every_state_has_words(fields, words):
    assert jobs.wait_words(Job(**fields)) == words
