"""Promise 2 of docs/safety.md, one submission is one row: many connections at the same moment."""

import json

import pytest

from tests.faults.arena import until

FORMS = "SELECT count(*) FROM common_submission"
JOBS = "SELECT count(*) FROM common_job"


@pytest.fixture
def arena(shared_arena):
    return shared_arena


def test_a_form_that_is_posted_eight_times_at_once_is_one_submission(arena):
    forms = arena.value(FORMS)
    assert arena.act("post_twice", 8) == [["ONE-1001", False]] * 7 + [["ONE-1001", True]]
    assert arena.value(FORMS) == forms + 1
    assert arena.value("SELECT last_number FROM common_referencecounter WHERE prefix = 'ONE'") == 1001


def test_no_reference_is_given_twice(arena):
    assert arena.act("post_apart", 20) == [f"PART-{number}" for number in range(1001, 1021)]


def test_only_the_limit_is_accepted_of_forty_at_once(arena):
    answers = arena.act("count_together", 40, 20)
    assert (answers.count(True), answers.count(False)) == (20, 20)


def test_twenty_sendings_of_one_form_at_once_use_up_one_try(arena):
    assert arena.act("count_one_form_together", 20, 1) == [True] * 20


def test_twenty_wrong_passwords_at_once_are_five_tries(arena):
    answers = arena.act("guess_together", 20)
    assert (answers.count(True), answers.count(False)) == (5, 15)


def test_only_one_of_eight_workers_gets_a_job(arena):
    assert arena.act("take_together", 8) == [False] * 7 + [True]
    assert arena.value("SELECT count(*) FROM faults_write") == 1


def test_eight_jobs_started_at_once_with_one_key_make_one_job(arena):
    jobs = arena.value(JOBS)
    assert len(set(arena.act("start_together", 8))) == 1
    assert arena.value(JOBS) == jobs + 1


def test_acknowledged_submission_survives_a_kill_and_is_not_stored_twice(arena, is_full):
    count = 1000 if is_full else 100
    before = arena.value(FORMS)
    told, process = post_until_killed(arena, count)
    assert 0 < len(told) < count
    again = dict(map(json.loads, arena.run("-m", "tests.faults.acts", "post", "0", str(count)).splitlines()))
    assert again.items() >= told.items()
    assert arena.value(FORMS) == before + count
    assert len(set(again.values())) == count
    assert process.returncode == -9


def post_until_killed(arena, count):
    """Post until a third is acknowledged, then kill -9; return what was acknowledged."""
    process = arena.begin("-m", "tests.faults.acts", "post", "0", str(count), name="posts")
    [log] = arena.folder.glob("posts-*.log")
    until(lambda: len(answers_in(log)) >= count // 3, "some answers")
    arena.kill(process)
    return dict(map(json.loads, answers_in(log))), process


def answers_in(log):
    """Return the whole lines of the log that are answers: a process also says there what it logs."""
    lines = log.read_text().splitlines(keepends=True)
    return [line for line in lines if line.startswith("[") and line.endswith("\n")]
