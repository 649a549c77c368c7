"""Rows in one form: the same bytes from SQLite and from PostgreSQL."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import models

from common.backups.values import RowHash, read, written

LONDON = dt.timezone(dt.timedelta(hours=1))
SUMMER = dt.datetime(2026, 7, 6, 12, 30, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        (models.BooleanField(), True, True),
        (models.IntegerField(), -3, -3),
        (models.CharField(), "Zoë\r\n’", "Zoë\r\n’"),
        (models.DateTimeField(), SUMMER, "2026-07-06T11:30:00.000000+00:00"),
        (models.DateTimeField(), SUMMER.replace(microsecond=5), "2026-07-06T11:30:00.000005+00:00"),
        (models.DateField(), SUMMER.date(), "2026-07-06"),
        (models.TimeField(), SUMMER.time(), "12:30:00.000000"),
        (models.DurationField(), dt.timedelta(days=-1, microseconds=1), "-1 00:00:00.000001"),
        (models.DecimalField(max_digits=12, decimal_places=2), Decimal("1E+2"), "100.00"),
        (models.FloatField(), 0.1, 0.1),
        (models.UUIDField(), uuid.UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (models.BinaryField(), b"\x00\xff", "AP8="),
        (models.BinaryField(), memoryview(b"\x00\xff"), "AP8="),
        (models.FileField(), "documents/a.pdf", "documents/a.pdf"),
        (models.JSONField(), {"b": [1, None], "a": 0.5}, {"b": [1, None], "a": 0.5}),
        (models.JSONField(), "text", "text"),
        (models.CharField(), None, None),
    ],
)
def test_a_value_is_written_and_read_back(field, value, line):
    assert written(field, value) == line
    assert read(field, line) == value


def test_a_kind_of_value_that_nobody_thought_of_stops_the_backup():
    with pytest.raises(KeyError):
        written(models.Field(), object())


def hashed(*rows):
    all_rows = RowHash()
    for row in rows:
        all_rows.add(row)
    return all_rows.hexdigest()


def test_the_hash_of_rows_knows_their_values_their_order_and_their_number():
    assert hashed([1, "a"], [2, "b"]) == hashed([1, "a"], [2, "b"])
    others = ([[2, "b"], [1, "a"]], [[1, "a"]], [[1, "a"], [2, "c"]], [["1", "a"], [2, "b"]], [[True, "a"], [2, "b"]])
    assert all(hashed(*rows) != hashed([1, "a"], [2, "b"]) for rows in others)


def test_names_in_json_may_stand_in_any_order_and_its_lists_may_not():
    assert hashed([{"a": 1, "b": {"c": 2, "d": 3}}]) == hashed([{"b": {"d": 3, "c": 2}, "a": 1}])
    assert hashed([[1, 2]]) != hashed([[2, 1]])


@pytest.mark.parametrize(("ours", "postgres"), [(1e22, 10**22), (-1e16, -(10**16)), (-0.0, 0.0)])
def test_numbers_in_json_are_those_that_postgresql_gives_back(ours, postgres):
    assert hashed([{"n": [ours]}]) == hashed([{"n": [postgres]}])
    assert hashed([{"n": 1.0}]) != hashed([{"n": 1}])
