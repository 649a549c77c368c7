"""What a worker does with a job. What real workers do when they are killed is tried in tests/faults."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from common import clock, jobs
from common.errors import DomainError
from common.models import Job
from common.rules import JobState
from tests.common.job_example import NOON, SECOND, failing, fresh, start, times_written, write_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]


# --- running


def test_a_worker_does_the_work_and_writes_once(kind):
    seen = []

    def work(job, report_progress):
        seen.append((job.args, job.state, fresh(job).state))
        return write_number

    kind(work)
    job = start()
    assert jobs.run_job(job.pk)
    assert seen == [({"id": 7}, JobState.RUNNING, JobState.RUNNING)]
    job = fresh(job)
    assert (job.state, job.progress, job.step, job.attempts, job.lease) == (JobState.DONE, 100, "", 1, "")
    assert job.finished_at
    assert times_written() == 1


def test_work_without_a_result_is_done_too(kind):
    kind(lambda job, report_progress: None)
    job = start()
    jobs.run_job(job.pk)
    assert fresh(job).state == JobState.DONE


def test_second_worker_does_not_get_the_job(kind):
    answers = []

    def work(job, report_progress):
        answers.append(jobs.run_job(job.pk))
        return write_number

    kind(work)
    job = start()
    assert jobs.run_job(job.pk)
    assert answers == [False]
    assert not jobs.run_job(job.pk)
    assert times_written() == 1


def test_a_worker_that_saw_the_job_waiting_but_came_second_gets_nothing(kind, monkeypatch):
    def taken_by_another():
        Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, lease="other")
        return NOON

    job = start()
    monkeypatch.setattr(clock, "now", taken_by_another)
    assert not jobs.run_job(job.pk)
    assert fresh(job).lease == "other"


def test_an_unknown_job_is_ignored():
    assert not jobs.run_job(4711)


def test_progress_is_told_in_steps_and_in_words(kind):
    told = []

    def work(job, report_progress):
        for step, words in enumerate(["counting", "drawing charts", "writing pages", ""], start=1):
            report_progress(step, 4, words)
            told.append((fresh(job).progress, jobs.wait_words(fresh(job))))

    kind(work)
    jobs.run_job(start().pk)
    assert told == [
        (0, "Step 1 of 4: counting"),
        (25, "Step 2 of 4: drawing charts"),
        (50, "Step 3 of 4: writing pages"),
        (75, "Step 4 of 4"),
    ]


def test_progress_report_renews_the_lease(kind):
    def work(job, report_progress):
        with clock.frozen(NOON + 50 * SECOND):
            report_progress(1, 2, "reading")
        moved = fresh(job)
        assert (moved.heartbeat_at, moved.look_again_at) == (NOON + 50 * SECOND, NOON + 110 * SECOND)
        assert jobs.sweep(NOON + 109 * SECOND) == 0

    kind(work)
    with clock.frozen(NOON):
        job = start()
        jobs.run_job(job.pk)
    assert fresh(job).state == JobState.DONE


# --- failing


def test_failed_work_is_retried_after_a_doubling_pause(kind):
    kind(failing(ValueError("no charts\nwith a detail of the row")))
    pauses = []
    with clock.frozen(NOON):
        job = start()
        for _turn in range(4):
            jobs.run_job(job.pk)
            pauses.append((fresh(job).look_again_at - NOON).seconds)
            assert fresh(job).state == JobState.WAITING
    assert pauses == [5, 10, 20, 40]
    assert fresh(job).error == "ValueError: no charts"


def test_the_fifth_attempt_is_the_last_and_says_so_in_words(kind):
    kind(failing(ValueError("no charts")))
    job = start()
    assert [jobs.run_job(job.pk) for _turn in range(6)] == [True] * 5 + [False]
    job = fresh(job)
    assert (job.state, job.attempts) == (JobState.FAILED, 5)
    assert jobs.wait_words(job).startswith("This could not be done. Something went wrong that we did not expect.")


@pytest.mark.parametrize(
    ("error", "words"),
    [(SoftTimeLimitExceeded(), "It took too long."), (MemoryError(), "It needed more memory than is available.")],
)
def test_known_errors_have_their_own_messages(kind, error, words):
    kind(failing(error))
    job = start()
    jobs.run_job(job.pk)
    assert (fresh(job).state, fresh(job).reason) == (JobState.WAITING, words)


def test_a_refusal_by_a_rule_fails_the_job_at_once(kind):
    kind(failing(DomainError("There is no meeting in that year.")))
    job = start()
    jobs.run_job(job.pk)
    assert (fresh(job).state, fresh(job).attempts) == (JobState.FAILED, 1)
    assert jobs.wait_words(fresh(job)) == "This could not be done. There is no meeting in that year."


def test_a_kind_that_this_version_does_not_know_fails_and_says_so(kind):
    job = start()
    Job.objects.update(kind="test.unheard")
    jobs.run_job(job.pk)
    assert fresh(job).state == JobState.FAILED
    assert "does not know how" in fresh(job).reason


def test_a_result_that_fails_half_way_is_rolled_back(kind):
    def write():
        write_number()
        raise ValueError("full")

    kind(lambda job, report_progress: write)
    job = start()
    jobs.run_job(job.pk)
    assert fresh(job).state == JobState.WAITING
    assert times_written() == 0


def test_a_worker_that_is_told_to_stop_leaves_the_job_to_the_sweeper(kind):
    kind(failing(SystemExit()))
    job = start(now=NOON)
    with clock.frozen(NOON), pytest.raises(SystemExit):
        jobs.run_job(job.pk)
    assert fresh(job).state == JobState.RUNNING
    assert jobs.sweep(NOON + 60 * SECOND) == 1
    assert fresh(job).state == JobState.WAITING


def test_a_slow_worker_whose_job_was_given_away_writes_nothing(kind):
    turns = []

    def work(job, report_progress):
        turns.append(job.lease)
        if len(turns) == 1:  # this worker sleeps for two minutes, and another does the job
            jobs.sweep(clock.now() + 120 * SECOND)
            assert jobs.run_job(job.pk)
        return write_number

    kind(work)
    job = start()
    jobs.run_job(job.pk)
    assert len(turns) == 2
    assert times_written() == 1
    assert (fresh(job).state, fresh(job).attempts, fresh(job).error) == (JobState.DONE, 2, "")


def test_slow_worker_that_fails_does_not_affect_the_other(kind):
    turns = []

    def work(job, report_progress):
        turns.append(job.lease)
        if len(turns) == 1:
            jobs.sweep(clock.now() + 120 * SECOND)
            jobs.run_job(job.pk)
            raise ValueError("too late")
        return write_number

    kind(work)
    job = start()
    jobs.run_job(job.pk)
    assert (fresh(job).state, fresh(job).error) == (JobState.DONE, "")
