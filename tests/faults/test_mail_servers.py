"""Mail servers that are silent, slow, refusing or lying cost no message and hold nothing up."""

import pytest

from tests.faults.hostile_mail import KINDS, HostileServer

FINAL = {"refuses each recipient for good"}
# Three letters, each with replies that are waited for two seconds; the rest is what a busy machine adds.
SECONDS = 30


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
    server.becomes(kind)
    assert mail_arena.act("send_new_letters", 3) < SECONDS
    assert server.taken == []
    assert states(mail_arena) == ({"failed": 3} if kind in FINAL else {"waiting": 3})
    server.becomes("usual")
    mail_arena.act("send_an_hour_later")
    assert states(mail_arena) == ({"failed": 3} if kind in FINAL else {"sent": 3})
    assert sorted(server.taken) == ([] if kind in FINAL else [f"reader-{n}@example.org" for n in range(3)])
