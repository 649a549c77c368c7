import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured

from common import evidence
from common.evidence import Evidence, State

TODAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def clauses(monkeypatch):
    monkeypatch.setattr(evidence, "_clauses", {})


def test_each_app_proves_its_own_clauses_on_the_day_that_is_asked_for():
    asked = []

    @evidence.clause("M11")
    def absence_reviews(today):
        asked.append(today)
        return Evidence("1 review open", on=today, url="/members/", state="due")

    @evidence.clause("P9")
    def issues_raised(today):
        return Evidence("60 issues")

    found = evidence.collect(TODAY)
    assert asked == [TODAY]
    assert found == {"M11": Evidence("1 review open", TODAY, "/members/", State.DUE), "P9": Evidence("60 issues")}


def test_two_sources_for_one_clause_stop_the_start():
    evidence.clause("M11")(lambda today: Evidence("one"))
    with pytest.raises(ImproperlyConfigured, match="Clause M11 has two sources"):
        evidence.clause("M11")(lambda today: Evidence("two"))


def test_the_same_source_may_be_read_twice():
    def source(today):
        return Evidence("one")

    assert evidence.clause("M11")(source) is evidence.clause("M11")(source)


@pytest.mark.parametrize("state", ["kept", "due", "overdue", "not usual", "none"])
def test_the_states_have_words(state):
    assert Evidence("1", state=state).state.label


def test_a_state_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="hidden"):
        Evidence("1", state="hidden")
