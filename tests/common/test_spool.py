"""The broker that is a folder."""

from queue import Empty

import pytest
from kombu import Connection, Exchange, Queue

QUEUES = {name: Queue(name, Exchange(name), routing_key=name) for name in ("default", "bulk")}


@pytest.fixture
def line(tmp_path):
    options = {"folder": str(tmp_path / "spool")}
    with Connection("filesystem://localhost//", transport="common.spool:Transport", transport_options=options) as line:
        yield line


def publish(line, queue, *texts):
    with line.Producer() as producer:
        for text in texts:
            producer.publish({"text": text}, exchange=queue, routing_key=queue, declare=[QUEUES[queue]])


def take(line, queue):
    message = QUEUES[queue](line.default_channel).get()
    if message is None:
        return None
    message.ack()
    return message.payload["text"]


def test_messages_come_out_once_and_in_order(line):
    publish(line, "default", "one", "two", "three")
    assert [take(line, "default") for _turn in range(4)] == ["one", "two", "three", None]


def test_each_queue_gives_its_own(line):
    publish(line, "bulk", "letter")
    publish(line, "default", "job")
    assert take(line, "default") == "job"
    assert take(line, "default") is None
    assert take(line, "bulk") == "letter"


def test_a_message_that_is_not_yet_written_is_not_seen(line, tmp_path):
    publish(line, "default", "whole")
    (tmp_path / "spool" / "0-half.default.part").write_text("{")
    assert take(line, "default") == "whole"
    assert take(line, "default") is None


def test_message_taken_by_another_worker_is_skipped(line, monkeypatch):
    publish(line, "default", "one", "two")
    channel = line.default_channel
    waiting = channel._waiting("default")
    waiting[0].unlink()
    monkeypatch.setattr(channel, "_waiting", lambda queue: waiting)
    assert take(line, "default") == "two"
    with pytest.raises(Empty):
        channel._get("default")


def test_folder_is_empty_afterwards(line, tmp_path):
    publish(line, "default", "one")
    take(line, "default")
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_queue_can_be_counted_and_emptied(line):
    publish(line, "default", "one", "two")
    channel = line.default_channel
    assert channel._size("default") == 2
    assert channel._purge("default") == 2
    assert channel._size("default") == 0
