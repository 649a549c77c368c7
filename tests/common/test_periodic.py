import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from common import periodic, tasks
from common.periodic import Routine

NOON = dt.datetime(2026, 6, 1, 11, tzinfo=dt.UTC)


@pytest.fixture
def tour(monkeypatch):
    tour = Routine("tour")
    monkeypatch.setitem(periodic.ROUTINES, "tour", tour)
    return tour


def test_every_part_is_done_with_the_same_moment(tour):
    moments = []
    tour.part("one")(lambda now: moments.append(now) or 3)
    tour.part("two")(moments.append)
    assert tour.run(NOON) == {"one": 3, "two": 0}
    assert moments == [NOON, NOON]


def test_two_parts_with_one_name_stop_the_start(tour):
    tour.part("one")(lambda now: 1)
    with pytest.raises(ImproperlyConfigured, match="Two parts of tour are called one"):
        tour.part("one")(lambda now: 2)


@pytest.mark.django_db
def test_beat_gives_every_part_a_task_of_its_own(tour, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks, "send_now", lambda task, *args, queue: sent.append((task, args, queue)) or True)
    tour.part("one")(sent.append)
    tour.part("two")(lambda now: 2)
    tasks.begin_routine("tour")
    assert sent == [("common.run_part", ("tour", "one"), "bulk"), ("common.run_part", ("tour", "two"), "bulk")]
    tasks.run_part("tour", "one")
    assert isinstance(sent[-1], dt.datetime)


@pytest.mark.django_db
def test_a_routine_is_begun_once_an_hour_however_often_beat_asks(tour, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks, "send_now", lambda *args, queue: sent.append(args) or True)
    tour.part("one")(lambda now: 1)
    for _start in range(3):
        tasks.begin_routine("tour")
    assert len(sent) == 1
    periodic.was_not_begun("tour")  # as an hour does
    tasks.begin_routine("tour")
    assert len(sent) == 2


@pytest.mark.django_db
def test_a_routine_that_the_broker_did_not_take_is_begun_again(tour, monkeypatch):
    monkeypatch.setattr(tasks, "send_now", lambda *args, queue: False)
    tour.part("one")(lambda now: 1)
    tasks.begin_routine("tour")
    assert periodic.is_due("tour")


def test_beat_asks_for_what_is_done_every_hour_within_minutes_of_a_start(settings):
    hourly = ("remind", "retain", "sweep files")
    assert {settings.CELERY_BEAT_SCHEDULE[name]["schedule"] for name in hourly} == {120}


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["remind", "retain"])
def test_the_commands_name_what_they_did_and_may_run_twice(command, monkeypatch, capsys):
    tour = Routine(command)
    tour.part("common.example")(lambda now: 4)
    monkeypatch.setattr(f"common.management.commands.{command}.{command}", tour)
    call_command(command)
    call_command(command)
    assert capsys.readouterr().out == "common.example: 4\n" * 2


def test_submission_keys_and_email_texts_are_erased_in_time():
    assert {"common.submissions", "common.messages"} <= set(periodic.retain)
