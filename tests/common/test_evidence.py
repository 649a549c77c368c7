import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured

from common import evidence
from common.evidence import Evidence, State
from common.periods import Period
from common.registry import Registry

TODAY = dt.date(2026, 6, 1)
YEAR = evidence.year_to(TODAY)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(evidence, "kinds", Registry("kinds of evidence"))


def test_each_app_proves_its_own_kinds_on_the_day_that_is_asked_for():
    asked = []

    @evidence.kind("absence-reviews", "reviews of members who missed three meetings")
    def absence_reviews(period):
        asked.append(period)
        return Evidence("1 review open", on=period.end, url="/members/", state="due")

    @evidence.kind("issues-raised", "what parents raised")
    def issues_raised(period):
        return Evidence("60 issues")

    found = evidence.collect(YEAR)
    assert asked == [YEAR]
    review = Evidence("1 review open", TODAY, "/members/", State.DUE)
    assert found == {"absence-reviews": review, "issues-raised": Evidence("60 issues")}


def test_only_what_a_clause_asks_for_is_read_and_a_kind_nobody_knows_is_left_out():
    evidence.kind("one", "the first")(lambda period: Evidence("1"))
    evidence.kind("two", "the second")(lambda period: 1 / 0)
    assert evidence.collect(YEAR, {"one", "", "three"}) == {"one": Evidence("1")}


def test_shared_reads_are_made_once_per_collection():
    readings = []
    the_group = evidence.read_once(lambda day: readings.append(day) or len(readings))
    for name in ("one", "two"):
        evidence.kind(name, name)(lambda period, name=name: Evidence(f"{name}: {the_group(period.end)}"))
    assert [found.figure for found in evidence.collect(YEAR).values()] == ["one: 1", "two: 1"]
    assert [found.figure for found in evidence.collect(YEAR).values()] == ["one: 2", "two: 2"]
    assert (the_group(TODAY), the_group(TODAY)) == (3, 4)


def test_a_kind_says_in_words_what_it_proves():
    evidence.kind("one", "the first")(lambda period: Evidence("1"))
    assert evidence.kinds["one"].proves == "the first"


def test_two_sources_of_one_kind_stop_the_start():
    evidence.kind("one", "the first")(lambda period: Evidence("one"))
    with pytest.raises(ImproperlyConfigured, match="Two kinds of evidence are called one"):
        evidence.kind("one", "the first")(lambda period: Evidence("two"))


def test_the_same_source_may_be_read_twice():
    def source(period):
        return Evidence("one")

    assert evidence.kind("one", "the first")(source) is evidence.kind("one", "the first")(source)


@pytest.mark.parametrize("state", ["kept", "due", "overdue", "not usual", "none"])
def test_the_states_have_words(state):
    assert Evidence("1", state=state).state.label


def test_a_state_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="hidden"):
        Evidence("1", state="hidden")


def test_a_figure_says_whether_it_is_of_a_year_or_of_which_days():
    academic = Period(dt.date(2024, 9, 1), dt.date(2025, 8, 31))
    assert evidence.within(academic) == evidence.within(YEAR) == "in a year"
    assert evidence.within(Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))) == "in a year"
    autumn = Period(dt.date(2025, 9, 1), dt.date(2025, 12, 31))
    assert evidence.within(autumn) == "from 1 September 2025 to 31 December 2025"


def test_the_year_to_a_day_begins_the_day_after_the_same_day_of_the_year_before():
    assert Period(dt.date(2025, 6, 2), TODAY) == YEAR
    assert evidence.year_to(dt.date(2024, 2, 29)).start == dt.date(2023, 3, 1)
