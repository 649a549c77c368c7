"""Promise 1 of docs/safety.md: what was acknowledged is kept, through kills of the web server and double posts."""

import concurrent.futures
import secrets

from tests.faults.web import Web

POSTERS = 4


def test_acknowledged_submissions_are_stored_once_when_the_web_server_is_killed(make_arena, is_full):
    """100 submissions (1,000 with --full), each acknowledged, every third sent twice; workers and server killed."""
    arena = make_arena(has_portal=True)
    web = Web(arena)
    count = 1000 if is_full else 100
    keys = [secrets.token_urlsafe(12) for _number in range(count)]

    def submit(number):
        ip = f"10.{number // 60000}.{number // 250 % 250}.{number % 250}"
        reference = web.raise_issue(keys[number], ip)
        if number % 3 == 0:
            assert web.raise_issue(keys[number], ip) == reference
        return reference

    with concurrent.futures.ThreadPoolExecutor(POSTERS) as posters:
        waiting = []
        for number in range(count):
            waiting.append(posters.submit(submit, number))
            if number % (count // 5) == count // 10:
                web.kill_worker()
            if number == count // 2:
                concurrent.futures.wait(waiting[: number // 2])
                web.kill_all()
        acknowledged = [one.result() for one in waiting]

    kept = [reference for (reference,) in arena.rows("SELECT reference FROM issues_issue")]
    assert len(set(acknowledged)) == count
    assert sorted(kept) == sorted(acknowledged)
