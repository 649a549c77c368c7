"""The task that empties the outbox: batches follow each other for half a second, and then others have their turn."""

import pytest

from common import outbox, tasks


@pytest.fixture
def batches(monkeypatch):
    """`batches(seconds, number)` makes so many batches, each of which takes so long, and gives what was done."""

    def make(seconds, number):
        done, now = [], [100.0]

        def deliver():
            if done.count("batch") == number:
                return 0
            done.append("batch")
            now[0] += seconds
            return 100

        monkeypatch.setattr(tasks.time, "monotonic", lambda: now[0])
        monkeypatch.setattr(outbox, "deliver_batch", deliver)
        monkeypatch.setattr(tasks, "send_now", lambda task, queue: done.append((task, queue)))
        return done

    return make


def test_batches_follow_each_other_until_the_outbox_is_empty(batches):
    done = batches(seconds=0.1, number=3)
    tasks.deliver_batch()
    assert done == ["batch"] * 3


def test_after_half_a_second_others_have_their_turn(batches):
    done = batches(seconds=0.2, number=100)
    tasks.deliver_batch()
    assert done == ["batch"] * 3 + [("common.deliver_batch", "bulk")]


def test_a_slow_mail_server_has_one_batch_at_a_time(batches):
    done = batches(seconds=20, number=100)
    tasks.deliver_batch()
    assert done == ["batch", ("common.deliver_batch", "bulk")]
