"""Each day is sealed once it is over, with its rows and the head of the day before."""

import datetime as dt

import pytest

from common import chain, clock, periodic
from common.chain import sealing
from common.chain.forms import FIRST
from common.documents import store_document
from common.models import ChainDay, ChainRow, Document

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 1)
HOUR = dt.timedelta(hours=1)


def noon(day):
    return clock.at(day, dt.time(12))


def a_file(on, moment=None):
    return store_document(b"What parents said.", name="words.txt", now=moment or noon(on))


def days():
    return list(ChainDay.objects.order_by("day"))


def sealed(day):
    return set(ChainRow.objects.filter(day_id=day, kind="common.documents").values_list("key", flat=True))


def test_a_day_is_sealed_two_hours_after_it_ended_and_once():
    midnight = clock.at(MONDAY + clock.DAY, dt.time())
    a_file(MONDAY)
    assert chain.seal(midnight + HOUR) == 1  # Sunday, which is empty
    assert chain.seal(midnight + 2 * HOUR) == 1
    assert chain.seal(midnight + 2 * HOUR) == 0
    assert [(one.day, one.count) for one in days()] == [(MONDAY - clock.DAY, 0), (MONDAY, 1)]


def test_every_head_follows_from_the_one_before_on_empty_days_too():
    a_file(MONDAY)
    chain.seal(noon(MONDAY + clock.DAY))
    chain.seal(noon(MONDAY + 4 * clock.DAY))
    assert [one.day for one in days()] == [MONDAY + n * clock.DAY for n in range(4)]
    assert [one.previous for one in days()] == [FIRST, *(one.head for one in days()[:-1])]
    assert len({one.head for one in days()}) == 4


def test_the_first_time_all_that_is_there_is_sealed_on_the_days_that_have_rows():
    one, another = a_file(MONDAY - 400 * clock.DAY), a_file(MONDAY)
    chain.seal(noon(MONDAY + clock.DAY))
    assert [day.day for day in days()] == [MONDAY - 400 * clock.DAY, MONDAY]
    assert {day.sealed_on for day in days()} == {MONDAY + clock.DAY}
    assert (sealed(MONDAY - 400 * clock.DAY), sealed(MONDAY)) == ({str(one.pk)}, {str(another.pk)})


def test_a_row_belongs_to_the_day_it_is_in_london():
    late = a_file(MONDAY, clock.at(MONDAY + clock.DAY, dt.time(0, 30)))  # half past eleven on Monday in UTC
    chain.seal(noon(MONDAY + 2 * clock.DAY))
    assert sealed(MONDAY + clock.DAY) == {str(late.pk)}


def test_a_long_past_is_sealed_in_several_passes(monkeypatch):
    monkeypatch.setattr(sealing, "MOST_ROWS", 2)
    for day in range(5):
        a_file(MONDAY + day * clock.DAY)
    now = noon(MONDAY + 5 * clock.DAY)
    assert [chain.seal(now) for _pass in range(4)] == [2, 2, 1, 0]
    assert list(chain.verify()) == []


def test_what_another_process_sealed_is_left_as_it_is(monkeypatch):
    a_file(MONDAY)
    now = noon(MONDAY + clock.DAY)
    chain.seal(now)
    monkeypatch.setattr(sealing, "last_day", lambda: None)  # what it read before the other one wrote
    before = days()
    assert chain.seal(now) == 0
    assert days() == before
    assert ChainRow.objects.count() == Document.objects.count() == 1


def test_every_salt_is_its_own():
    a_file(MONDAY)
    a_file(MONDAY)
    chain.seal(noon(MONDAY + clock.DAY))
    rows = ChainRow.objects.all()
    assert len({row.salt for row in rows}) == len({row.digest for row in rows}) == 2


def test_beat_seals_every_hour():
    a_file(MONDAY)
    assert periodic.remind.run_part("common.record", noon(MONDAY + clock.DAY)) == 1
