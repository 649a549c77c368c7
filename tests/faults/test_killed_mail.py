"""The outbox under kills: nothing is lost, and nothing that the mail server took is sent again."""

import pytest

from bench.jobs.mail_server import MailServer
from tests.faults.arena import until

SENT = "SELECT count(*) FROM common_message WHERE state = 'sent'"


@pytest.fixture
def mail_server():
    server = MailServer(stop_at=42)
    yield server
    server.close()


@pytest.fixture
def mail_arena(make_arena, mail_server, monkeypatch):
    monkeypatch.setenv("EMAIL_PORT", str(mail_server.port))
    return make_arena()


def test_a_process_killed_during_a_batch_loses_no_email_and_sends_none_twice(mail_arena, mail_server):
    mail_arena.act("write_letters", 60)
    sender = mail_arena.begin("-m", "django", "send_outbox", name="sender")
    assert mail_server.has_stopped.wait(60)
    until(lambda: mail_arena.value(SENT) == 42, "the marks of what was taken")
    mail_arena.kill(sender)
    mail_arena.run("-c", FREE_THE_LEASES)
    mail_arena.run("-m", "django", "send_outbox")
    assert mail_arena.value(SENT) == 60
    assert sorted(to for to, _name in mail_server.taken) == sorted(f"reader-{n}@example.org" for n in range(60))


# Two minutes pass: the lease of the killed worker runs out.
FREE_THE_LEASES = """
import datetime as dt, django
django.setup()
from common.models import Message
Message.objects.update(lease_until=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
"""


@pytest.mark.services
def test_an_urgent_email_overtakes_a_thousand_others(make_arena, redis, monkeypatch):
    server = MailServer(seconds=0.01)  # so slow that on no machine all have gone before the urgent one is written
    monkeypatch.setenv("EMAIL_PORT", str(server.port))
    arena = make_arena(broker_url=redis.url)
    arena.act("write_letters", 1000)
    arena.worker()
    arena.beat()
    until(lambda: len(server.taken) >= 100, "the first batch")
    arena.act("write_urgent")
    until(lambda: arena.value(SENT) == 1001, "all letters", seconds=180)
    place = [to for to, _name in server.taken].index("urgent@example.org")
    server.close()
    assert place < 1000
    assert len({name for _to, name in server.taken}) == len(server.taken) == 1001
