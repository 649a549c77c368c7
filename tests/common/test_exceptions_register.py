"""The register of exceptions: how many there are and which they are is one question."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured

from common import exceptions_register
from common.exceptions_register import Entry
from common.registry import Registry

TODAY = dt.date(2026, 6, 18)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(exceptions_register, "kinds", Registry("kinds of exceptions"))


def late(days):
    """Register what has been late for so many days each."""
    return exceptions_register.kind("commitments.late", "commitments late", shown=lambda day: Entry("late", day))(
        lambda today: [today - dt.timedelta(days=number) for number in days]
    )


def test_the_rows_of_a_kind_are_those_of_the_day():
    late([1, 3])
    assert exceptions_register.rows("commitments.late", TODAY) == [dt.date(2026, 6, 17), dt.date(2026, 6, 15)]


def test_what_has_waited_longest_comes_first():
    late([1, 30, 3])
    found = exceptions_register.entries("commitments.late", TODAY)
    assert [entry.since for entry in found] == [dt.date(2026, 5, 19), dt.date(2026, 6, 15), dt.date(2026, 6, 17)]
    assert exceptions_register.collect(TODAY) == {"commitments.late": found}


def test_two_kinds_of_one_name_stop_the_start():
    late([1])
    with pytest.raises(ImproperlyConfigured, match=r"Two kinds of exceptions are called commitments\.late"):
        late([2])
