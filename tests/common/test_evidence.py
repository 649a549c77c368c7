import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured

from common import evidence
from common.evidence import Evidence, State
from common.registry import Registry

TODAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(evidence, "kinds", Registry("kinds of evidence"))


def test_each_app_proves_its_own_kinds_on_the_day_that_is_asked_for():
    asked = []

    @evidence.kind("absence-reviews", "reviews of members who missed three meetings")
    def absence_reviews(today):
        asked.append(today)
        return Evidence("1 review open", on=today, url="/members/", state="due")

    @evidence.kind("issues-raised", "what parents raised")
    def issues_raised(today):
        return Evidence("60 issues")

    found = evidence.collect(TODAY)
    assert asked == [TODAY]
    review = Evidence("1 review open", TODAY, "/members/", State.DUE)
    assert found == {"absence-reviews": review, "issues-raised": Evidence("60 issues")}


def test_only_what_a_clause_asks_for_is_read_and_a_kind_nobody_knows_is_left_out():
    evidence.kind("one", "the first")(lambda today: Evidence("1"))
    evidence.kind("two", "the second")(lambda today: 1 / 0)
    assert evidence.collect(TODAY, {"one", "", "three"}) == {"one": Evidence("1")}


def test_shared_reads_are_made_once_per_collection():
    readings = []
    the_group = evidence.read_once(lambda: readings.append("read") or len(readings))
    for name in ("one", "two"):
        evidence.kind(name, name)(lambda today, name=name: Evidence(f"{name}: {the_group()}"))
    assert [found.figure for found in evidence.collect(TODAY).values()] == ["one: 1", "two: 1"]
    assert [found.figure for found in evidence.collect(TODAY).values()] == ["one: 2", "two: 2"]
    assert (the_group(), the_group()) == (3, 4)


def test_a_kind_says_in_words_what_it_proves():
    evidence.kind("one", "the first")(lambda today: Evidence("1"))
    assert evidence.kinds["one"].proves == "the first"


def test_two_sources_of_one_kind_stop_the_start():
    evidence.kind("one", "the first")(lambda today: Evidence("one"))
    with pytest.raises(ImproperlyConfigured, match="Two kinds of evidence are called one"):
        evidence.kind("one", "the first")(lambda today: Evidence("two"))


def test_the_same_source_may_be_read_twice():
    def source(today):
        return Evidence("one")

    assert evidence.kind("one", "the first")(source) is evidence.kind("one", "the first")(source)


@pytest.mark.parametrize("state", ["kept", "due", "overdue", "not usual", "none"])
def test_the_states_have_words(state):
    assert Evidence("1", state=state).state.label


def test_a_state_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="hidden"):
        Evidence("1", state="hidden")
