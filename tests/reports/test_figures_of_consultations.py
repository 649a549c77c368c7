"""Consultations under way in a period, as they stood when it ended; the thread; the terms."""

import datetime as dt

import pytest

from answers.rules import Outcome
from consultations.services.running import (
    close_consultation,
    conclude_consultation,
    start_feedback,
    withdraw_consultation,
)
from governance.services.documents import load_shipped
from reports.figures import collect
from tests.factories import accounts, answers, governance
from tests.factories import consultations as make
from tests.factories import issues as make_issues
from tests.reports.small_year import COUNTED, END, START, at

pytestmark = pytest.mark.django_db
D = dt.date


def figures(end=END, start=START, name="consultations"):
    return collect("annual", start, end, today=COUNTED)[name]


@pytest.fixture
def consultation():
    """Opened in November, answered by three parents and somebody else, closed in January, answered in May."""
    by = accounts.coordinator()
    row = make.an_open_one(by=by, now=at(2025, 11, 3), closes_in=40, title="Short breaks")
    for moment in (at(2025, 11, 5), at(2025, 11, 6), at(2025, 12, 1)):
        make.respond(row, now=moment)
    make.respond(row, group="other", now=at(2025, 12, 2))
    close_consultation(row, reason="Enough.", by=by, now=at(2026, 1, 5))
    themes = [make.a_theme(row, by=by, now=at(2026, 1, 6), said=said) for said in ("Saturdays.", "Nights.")]
    start_feedback(row, by=by, now=at(2026, 2, 2))
    make.answer(themes[0], now=at(2026, 5, 4))
    make.answer(themes[1], now=at(2026, 9, 7), outcome=Outcome.NOT_POSSIBLE, text="", reason="No money.")
    return conclude_consultation(row, by=by, now=at(2026, 9, 8))


def test_consultation_figures_show_the_state_at_the_end_of_the_period(consultation):
    found = figures()
    assert len(found) == 1
    found = found[0]
    assert (found["title"], found["state"], found["opened"]) == ("Short breaks", "feedback", "2025-11-02")
    assert (found["people"], found["parents"], found["themes"], found["answered"]) == (4, 3, 2, 1)
    assert [(one["said"], one["outcome"], one["text"], one["reason"]) for one in found["answers"]] == [
        ("Saturdays.", "agreed", "We will open clubs on Saturdays.", ""),
        ("Nights.", "", "", ""),
    ]


def test_a_consultation_is_in_the_year_in_which_it_was_answered_too(consultation):
    found = figures(start=D(2026, 9, 1), end=D(2027, 8, 31))[0]
    assert (found["state"], found["answered"]) == ("concluded", 2)
    assert found["answers"][1]["reason"] == "No money."


@pytest.mark.parametrize(
    ("end", "state", "people"),
    [
        (D(2025, 11, 2), None, None),
        (D(2025, 11, 5), "open", None),
        (D(2026, 1, 31), "closed", None),
        (D(2026, 2, 2), "feedback", 4),
    ],
)
def test_the_number_of_respondents_is_shown_only_after_the_results_are_published(consultation, end, state, people):
    found = figures(end=end)
    assert [(row["state"], row["people"]) for row in found] == ([(state, people)] if state else [])


def test_unopened_and_earlier_consultations_are_not_counted(db):
    make.a_draft(now=at(2025, 10, 1))
    withdraw_consultation(make.a_draft(now=at(2025, 10, 1)), reason="Not now.", by=None, now=at(2025, 10, 2))
    gone = make.an_open_one(now=at(2025, 6, 2), closes_in=20)
    withdraw_consultation(gone, reason="Not now.", what_follows="Nothing.", by=None, now=at(2025, 8, 31))
    assert figures() == []


def test_a_withdrawn_consultation_is_included(db):
    row = make.an_open_one(now=at(2025, 10, 1))
    withdraw_consultation(row, reason="The plan was dropped.", what_follows="Nothing.", by=None, now=at(2025, 10, 9))
    assert [one["state"] for one in figures()] == ["withdrawn"]


def test_the_thread_is_the_first_published_issue_that_was_answered(year):
    found = figures(name="thread")
    assert found["title"] == year.first.title
    assert [(one["agency"], one["outcome"]) for one in found["answers"]] == [("Northshire Council", "partly")]
    days = [step["on"] for step in found["steps"]]
    assert days == sorted(days)
    assert days[-1] <= "2026-08-31"
    assert not any("Sam" in step["title"] + step["text"] for step in found["steps"])


def test_there_is_no_example_issue_without_a_published_issue(db):
    answers.responded_issue(now=at(2025, 10, 1), is_published=False, theme=make_issues.theme())
    assert figures(name="thread") == {}


def test_every_clause_of_the_terms_is_listed_with_or_without_evidence(db):
    load_shipped(by=None, now=at(2025, 9, 1))
    found = figures(name="terms")
    assert len(found) == 32
    assert [row["clause"] for row in found][:3] == ["P1", "P2", "P3"]
    assert {row["clause"]: row["state"] for row in found}["P13"] == "none"
    assert all(row["text"] for row in found)


def test_without_terms_in_force_there_are_no_clauses(db):
    assert figures(name="terms") == []


def test_the_terms_are_those_in_force_when_the_period_ended_on_the_evidence_of_the_period(db):
    version = governance.an_agreed_version(in_force_on=dt.date(2026, 9, 1))
    make_issues.received_issue(now=at(2026, 8, 31))
    make_issues.received_issue(now=at(2026, 9, 2))
    before, after = (figures(name="terms", end=end) for end in (END, dt.date(2026, 9, 30)))
    assert "P13" in {row["clause"] for row in before}
    assert "P13" not in {row["clause"] for row in after}
    assert {row["clause"]: row["figure"] for row in before}["P9"].startswith("1 letter in a year, 1 issue in them")
    words = {row["clause"]: row["figure"] for row in after}["P9"]
    assert words.startswith("2 letters from 1 September 2025 to 30 September 2026, 2 issues in them")
    told = figures(name="terms_version", end=dt.date(2026, 9, 30))
    assert told == {
        "number": version.number,
        "in_force": "2026-09-01",
        "agreed": "2026-06-16",
        "review": "2027-09-01",
        "is_review_late": False,
    }


def test_a_review_that_was_late_when_the_period_ended_is_said(db):
    load_shipped(by=None, now=at(2025, 8, 1))
    told = figures(name="terms_version")
    assert (told["review"], told["is_review_late"]) == ("2026-08-01", True)
    assert figures(name="terms_version", end=dt.date(2026, 8, 1))["is_review_late"] is False
