"""Promise 4 of docs/safety.md, a build ends: every sound job is done once, and a poisoned one fails and says so."""

import os
import signal

import pytest

from tests.faults.arena import until

FINISHED = "SELECT count(*) FROM common_job WHERE state NOT IN ('waiting', 'running')"
RUNNING = "SELECT id FROM common_job WHERE state = 'running'"


def finish(arena, count):
    until(lambda: arena.value(FINISHED) == count, f"{count} jobs to finish")


def writes(arena):
    return dict(arena.rows("SELECT job_number, count(*) FROM faults_write GROUP BY job_number"))


def states(arena):
    return dict(arena.rows("SELECT id, state FROM common_job"))


def attempts(arena, number):
    return arena.value(f"SELECT attempts FROM common_job WHERE id = {number}")


def test_killed_worker_loses_no_job_and_repeats_none(arena):
    long, *others = arena.act("start_one_long_job_among", 15, 1)
    worker = arena.worker()
    arena.beat()
    until(lambda: (long,) in arena.rows(RUNNING), "the long job to begin")
    arena.kill(worker)
    arena.worker()
    finish(arena, 15)
    assert set(states(arena).values()) == {"done"}
    assert writes(arena) == dict.fromkeys([long, *others], 1)
    assert attempts(arena, long) == 2


def work_through_kills(arena, kill_broker=lambda: None):
    """Do 120 jobs while the worker is killed three times, and the broker after each of the first two."""
    numbers = arena.act("start_jobs", "write", 120, 0.05)
    arena.beat()
    for turn, killed_at in enumerate((20, 50, 80)):
        worker = arena.worker()
        until(lambda enough=killed_at: arena.value(FINISHED) >= enough and arena.rows(RUNNING), "some work")
        arena.kill(worker)
        if turn < 2:
            kill_broker()
    arena.worker()
    finish(arena, 120)
    assert set(states(arena).values()) == {"done"}
    assert writes(arena) == dict.fromkeys(numbers, 1)


@pytest.mark.full
def test_a_hundred_and_twenty_jobs_survive_three_kills_of_the_worker(make_arena):
    work_through_kills(make_arena())


@pytest.mark.full
@pytest.mark.services
def test_a_hundred_and_twenty_jobs_survive_two_kills_of_the_broker_too(make_arena, redis):
    def kill_broker():
        redis.kill()
        redis.start()

    work_through_kills(make_arena(broker_url=redis.url), kill_broker)


@pytest.mark.services
def test_a_job_that_kills_its_worker_fails_after_five_attempts_and_the_next_one_is_done(make_arena, redis):
    arena = make_arena(broker_url=redis.url, job_seconds=1)
    [poison] = arena.act("start_jobs", "poison", 1, 0)
    [sound] = arena.act("start_jobs", "write", 1, 0)
    arena.worker()
    arena.beat()
    finish(arena, 2)
    assert states(arena) == {poison: "failed", sound: "done"}
    assert attempts(arena, poison) == 5
    assert arena.value(f"SELECT reason FROM common_job WHERE id = {poison}").startswith("The work stopped 5 times")


@pytest.mark.services
def test_endless_job_is_stopped_and_retried_in_time(make_arena, redis):
    arena = make_arena(broker_url=redis.url, job_seconds=2)
    arena.act("start_jobs", "endless", 1, 0)
    arena.worker()
    arena.beat()
    stopped = "SELECT attempts FROM common_job WHERE reason = 'It took too long.'"
    until(lambda: arena.rows(stopped), "the soft limit")
    until(lambda: arena.value("SELECT attempts FROM common_job") >= 2, "the next attempt")


@pytest.mark.services
def test_a_worker_that_wakes_up_too_late_writes_nothing(make_arena, redis):
    arena = make_arena(broker_url=redis.url)
    [number] = arena.act("start_jobs", "write", 1, 0.5)
    sleeper = arena.worker()
    until(lambda: arena.rows(RUNNING), "the job to begin")
    os.killpg(sleeper.pid, signal.SIGSTOP)
    arena.worker()
    arena.beat()
    finish(arena, 1)
    os.killpg(sleeper.pid, signal.SIGCONT)
    arena.act("start_jobs", "write", 3, 0)
    finish(arena, 4)
    assert writes(arena)[number] == 1
    assert attempts(arena, number) == 2


@pytest.mark.services
def test_killed_broker_loses_no_job_and_repeats_none(make_arena, redis):
    arena = make_arena(broker_url=redis.url)
    numbers = arena.act("start_jobs", "write", 15, 0.05)
    arena.worker()
    arena.beat()
    until(lambda: arena.value(FINISHED) >= 3, "some work")
    redis.kill()
    numbers += arena.act("start_jobs", "write", 2, 0)  # a page that is answered while the broker is away
    redis.start()
    finish(arena, 17)
    assert set(states(arena).values()) == {"done"}
    assert writes(arena) == dict.fromkeys(numbers, 1)


@pytest.mark.services
def test_a_frozen_broker_costs_a_page_at_most_a_second(make_arena, redis):
    arena = make_arena(broker_url=redis.url)
    assert max(arena.act("seconds_of_pages_while_frozen", redis.process.pid)) < 1
    redis.thaw()
    assert arena.value("SELECT count(*) FROM common_job") == 9
