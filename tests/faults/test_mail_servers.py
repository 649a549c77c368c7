"""Mail servers that are silent, slow, refusing or lying cost no message and hold nothing up."""

import time

import pytest

from tests.faults.hostile_mail import KINDS, HostileServer

FINAL = {"refuses each recipient for good"}
# Three letters, each with a reply that is waited for two seconds, twice; the rest is the start on a busy machine.
SECONDS = 45


@pytest.fixture(scope="module")
def server():
    server = HostileServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def mail_arena(shared_arena, server):
    shared_arena.environment["EMAIL_PORT"] = str(server.port)
    return shared_arena


def states(arena):
    return dict(arena.rows("SELECT state, count(*) FROM common_message GROUP BY state"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_mail_server_loses_nothing_and_is_not_waited_for(mail_arena, server, kind):
    mail_arena.act("forget_letters")
    mail_arena.act("write_letters", 3)
    server.becomes(kind)
    begun = time.monotonic()
    mail_arena.run("-m", "django", "send_outbox")
    seconds = time.monotonic() - begun
    assert server.taken == []
    assert seconds < SECONDS
    assert states(mail_arena) == ({"failed": 3} if kind in FINAL else {"waiting": 3})
    server.becomes("usual")
    mail_arena.act("let_an_hour_pass_for_letters")
    mail_arena.run("-m", "django", "send_outbox")
    assert states(mail_arena) == ({"failed": 3} if kind in FINAL else {"sent": 3})
    assert sorted(server.taken) == ([] if kind in FINAL else [f"reader-{n}@example.org" for n in range(3)])
