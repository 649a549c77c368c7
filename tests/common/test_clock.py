import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from common import clock
from common.errors import DomainError

UTC = dt.UTC


def test_now_is_aware_and_in_utc():
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "london"),
    [
        ("2026-01-15T12:00+00:00", "2026-01-15 12:00"),
        ("2026-07-15T12:00+00:00", "2026-07-15 13:00"),
        ("2026-03-29T00:59+00:00", "2026-03-29 00:59"),
        ("2026-03-29T01:00+00:00", "2026-03-29 02:00"),
        ("2026-10-25T00:59+00:00", "2026-10-25 01:59"),
        ("2026-10-25T01:00+00:00", "2026-10-25 01:00"),
        ("2026-06-30T23:30+00:00", "2026-07-01 00:30"),
    ],
)
def test_a_moment_is_read_as_the_clock_in_london_shows_it(moment, london):
    assert clock.london(dt.datetime.fromisoformat(moment)).strftime("%Y-%m-%d %H:%M") == london


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-01-31T23:59+00:00", dt.date(2026, 1, 31)),
        ("2026-06-30T22:59+00:00", dt.date(2026, 6, 30)),
        ("2026-06-30T23:00+00:00", dt.date(2026, 7, 1)),
        ("2026-12-31T23:59+00:00", dt.date(2026, 12, 31)),
    ],
)
def test_today_is_the_date_in_london(moment, day):
    with clock.frozen(dt.datetime.fromisoformat(moment)):
        assert clock.today() == day


@pytest.mark.parametrize(
    ("day", "time", "moment"),
    [
        (dt.date(2026, 1, 15), dt.time(12), "2026-01-15T12:00+00:00"),
        (dt.date(2026, 7, 15), dt.time(12), "2026-07-15T11:00+00:00"),
        (dt.date(2026, 3, 29), dt.time(0, 59), "2026-03-29T00:59+00:00"),
        (dt.date(2026, 3, 29), dt.time(2), "2026-03-29T01:00+00:00"),
        (dt.date(2026, 10, 25), dt.time(0, 59, 59), "2026-10-24T23:59:59+00:00"),
        (dt.date(2026, 10, 25), dt.time(2), "2026-10-25T02:00+00:00"),
        (dt.date(2026, 10, 25), dt.time(23, 59), "2026-10-25T23:59+00:00"),
    ],
)
def test_a_wall_clock_time_is_one_moment(day, time, moment):
    assert clock.at(day, time) == dt.datetime.fromisoformat(moment)
    assert clock.at(day, time).tzinfo is UTC


@pytest.mark.parametrize(
    "day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2027, 3, 28), dt.date(2027, 10, 31)]
)
@pytest.mark.parametrize("time", [dt.time(1), dt.time(1, 30), dt.time(1, 59, 59)])
def test_missing_and_repeated_hours_at_clock_changes_are_refused(day, time):
    with pytest.raises(DomainError, match="The clocks change in that hour"):
        clock.at(day, time)


@pytest.mark.parametrize(
    ("day", "hours"), [(dt.date(2026, 3, 29), 23), (dt.date(2026, 3, 30), 24), (dt.date(2026, 10, 25), 25)]
)
def test_a_day_begins_at_midnight_in_london_and_may_have_23_or_25_hours(day, hours):
    begin = clock.start_of_day(clock.at(day, dt.time(12)))
    end = clock.start_of_day(clock.at(day + clock.DAY, dt.time(12)))
    assert clock.london(begin).time() == dt.time()
    assert end - begin == dt.timedelta(hours=hours)


def test_frozen_sets_the_time_and_restores_it():
    outer, inner = dt.datetime(2026, 5, 4, 9, tzinfo=UTC), dt.datetime(2020, 1, 1, tzinfo=UTC)
    with clock.frozen(outer):
        with clock.frozen(inner):
            assert clock.now() == inner
        assert clock.now() == outer
    assert clock.now().year > 2025


def test_frozen_restores_the_time_after_an_error():
    with pytest.raises(KeyError), clock.frozen(dt.date(2020, 1, 1)):
        raise KeyError
    assert clock.now().year > 2025


def test_a_frozen_date_is_noon_in_london():
    with clock.frozen(dt.date(2026, 7, 1)):
        assert clock.now() == dt.datetime(2026, 7, 1, 11, tzinfo=UTC)
        assert clock.today() == dt.date(2026, 7, 1)


def test_a_frozen_moment_comes_out_in_utc():
    with clock.frozen(dt.datetime(2026, 7, 1, 9, tzinfo=clock.LONDON)):
        assert clock.now() == dt.datetime(2026, 7, 1, 8, tzinfo=UTC)
        assert clock.now().tzinfo is UTC


def test_a_moment_without_a_zone_cannot_be_pinned():
    with pytest.raises(ValueError, match="aware"), clock.frozen(dt.datetime(2026, 7, 1, 9)):
        pass


def in_another_thread():
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(clock.now).result()


def test_frozen_affects_only_its_own_thread():
    with clock.frozen(dt.date(2020, 1, 1)):
        assert in_another_thread().year > 2025


def test_frozen_everywhere_affects_every_thread_and_restores_them():
    with clock.frozen_everywhere(dt.date(2020, 1, 1)) as moment:
        assert clock.now() == in_another_thread() == moment
    with pytest.raises(KeyError), clock.frozen_everywhere(dt.date(2020, 1, 1)):
        raise KeyError
    assert clock.now().year > 2025
    assert in_another_thread().year > 2025


def test_time_frozen_in_a_thread_takes_precedence():
    with clock.frozen_everywhere(dt.date(2020, 1, 1)) as everywhere, clock.frozen(dt.date(2021, 1, 1)) as here:
        assert clock.now() == here
        assert in_another_thread() == everywhere
