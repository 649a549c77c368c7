"""PostgreSQL is restarted under pages, workers and outbox: nothing acknowledged is lost, and all goes on by itself."""

import concurrent.futures
import os
import secrets
import tempfile
from pathlib import Path

import pytest

from bench.jobs.mail_server import MailServer
from partnership.bootstrap.reporting import Problem
from partnership.bootstrap.testing import is_ci
from tests.faults.arena import until
from tests.faults.own_database import CRASH, FAST, OwnPostgres
from tests.faults.test_killed_workers import finish, states, writes
from tests.faults.web import Web

pytestmark = pytest.mark.services
each_way = pytest.mark.parametrize(
    "way", [pytest.param(FAST, id="restarted", marks=pytest.mark.full), pytest.param(CRASH, id="crashed")]
)


@pytest.fixture
def postgres():
    """Not below pytest's folder, which another user than root could not enter."""
    with tempfile.TemporaryDirectory(prefix="portal-postgres-") as folder:
        Path(folder).chmod(0o755)
        try:
            server = OwnPostgres(Path(folder))
        except Problem as problem:
            (pytest.fail if is_ci(os.environ) else pytest.skip)(str(problem))
        yield server
        server.stop()


@each_way
def test_acknowledged_submissions_are_stored_once(postgres, make_arena, way, is_full):
    """40 submissions (400 with --full) from four senders while the database goes away twice."""
    arena = make_arena(database_url=postgres.url)
    web = Web(arena)
    count = 400 if is_full else 40
    keys = [secrets.token_urlsafe(12) for _number in range(count)]
    with concurrent.futures.ThreadPoolExecutor(4) as senders:
        waiting = [senders.submit(web.raise_issue, key, f"10.1.1.{n % 250}") for n, key in enumerate(keys)]
        for share in (4, 2):
            until(lambda enough=count // share: sum(one.done() for one in waiting) >= enough, "some submissions")
            postgres.restart(way)
        acknowledged = [one.result() for one in waiting]
    kept = [reference for (reference,) in arena.rows("SELECT reference FROM issues_issue")]
    assert len(set(acknowledged)) == count
    assert sorted(kept) == sorted(acknowledged)


def test_a_page_says_what_is_wrong_while_it_is_away_and_is_back_with_it(postgres, make_arena):
    web = Web(make_arena(database_url=postgres.url))
    assert web.ask("GET", "/issues/track/")[0] == 200
    postgres.stop()
    answers = [web.ask("GET", "/you-said-we-did/") for _turn in range(3)]
    health = web.ask("GET", "/health/")[0]
    postgres.start()
    assert {status for status, _page in answers} == {503}
    assert all("try again" in page.lower() for _status, page in answers)
    assert health == 503
    assert {web.ask("GET", "/you-said-we-did/")[0] for _turn in range(20)} == {200}


@each_way
def test_jobs_are_done_once(postgres, make_arena, redis, way):
    arena = make_arena(database_url=postgres.url, broker_url=redis.url)
    numbers = arena.act("start_jobs", "write", 40, 0.1)
    arena.worker()
    arena.beat()
    for enough in (5, 20):
        until(lambda enough=enough: len(writes(arena)) >= enough, "some jobs")
        postgres.restart(way)
    finish(arena, 40)
    assert set(states(arena).values()) == {"done"}
    assert writes(arena) == dict.fromkeys(numbers, 1)


def test_letters_are_sent_and_the_worker_needs_no_help(postgres, make_arena, redis, monkeypatch):
    server = MailServer(seconds=0.02)
    monkeypatch.setenv("EMAIL_PORT", str(server.port))
    arena = make_arena(database_url=postgres.url, broker_url=redis.url)
    arena.act("write_letters", 100)
    arena.worker()
    arena.beat()
    until(lambda: len(server.taken) >= 20, "some letters")
    postgres.restart(FAST)
    arena.act("let_leases_run_out")
    until(lambda: arena.value("SELECT count(*) FROM common_message WHERE state = 'sent'") == 100, "all letters")
    server.close()
    names = [name for _to, name in server.taken]
    assert len(set(names)) == 100
    assert len(names) <= 101
