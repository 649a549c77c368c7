"""Evidence for P9 to P12: what was raised, signposted, presented and answered."""

import datetime as dt

import pytest

from answers.rules import Outcome
from answers.services.responses import post_response, save_response_draft
from answers.services.superseded_responses import supersede_response
from common import clock, evidence
from common.evidence import State
from issues.evidence import KINDS as KINDS_COUNTED
from issues.rules import IssueKind
from issues.services.own_issues import withdraw_issue
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db
D = dt.date
KINDS = ("issues-raised", "agencies-told", "formal-presentations", "formal-answers")


def at(month, day):
    return clock.at(D(2026, month, day), dt.time(12))


def shown(kind, today):
    found = evidence.collect(evidence.year_to(today), {kind})[kind]
    return found.figure, found.on, found.state


def said(today):
    return shown("formal-answers", today)


def test_each_kind_of_evidence_says_when_there_are_no_records():
    today = D(2026, 7, 6)
    assert [shown(one, today) for one in KINDS] == [
        ("no issues raised in a year", None, State.DUE),
        ("no agency told in a year", None, State.DUE),
        ("no presentation in a year", None, State.DUE),
        ("no presentation in a year, so no answer was due", None, State.NONE),
    ]


def test_each_links_to_the_records_behind_it():
    found = evidence.collect(evidence.year_to(D(2026, 7, 6)))
    assert [found[one].url for one in KINDS] == ["/issues/", *["/you-said-we-did/answers/"] * 3]


def test_p9_counts_every_kind_there_is():
    assert set(KINDS_COUNTED) == set(IssueKind)


def test_p9_counts_kinds_of_a_year_and_what_became_of_them():
    kinds = [IssueKind.CONCERN, IssueKind.CONCERN, IssueKind.GAP, IssueKind.QUESTION, IssueKind.GOOD_PRACTICE]
    for day, kind in enumerate(kinds, 1):
        issues.received_issue(kind=kind.value, now=at(7, day))
    withdraw_issue(issues.received_issue(now=at(7, 6)))
    words = "6 letters in a year, 6 issues in them: 3 concerns, 1 gap, 1 question, 1 that works well; 1 withdrawn since"
    assert shown("issues-raised", D(2026, 12, 31)) == (words, D(2026, 7, 6), State.KEPT)
    assert shown("issues-raised", D(2027, 7, 1))[0].startswith("5 letters in a year, 5 issues in them: 2 concerns,")
    assert shown("issues-raised", D(2026, 6, 30))[2] == State.DUE
    assert shown("issues-raised", D(2027, 7, 7))[2] == State.DUE


def test_p10_and_p11_count_agencies_and_presentations():
    council, health = accounts.agency("Council"), accounts.agency("Health")
    for day, agency in ((1, council), (2, council), (3, health)):
        answers.presentation_of(issues.logged_issue(), agency=agency, now=at(7, day))
    today = D(2026, 7, 10)
    assert shown("agencies-told", today) == ("presented to 2 agencies in a year", D(2026, 7, 3), State.KEPT)
    words = "3 formal presentations in a year; the last was FP-1003"
    assert shown("formal-presentations", today) == (words, D(2026, 7, 3), State.KEPT)
    assert shown("agencies-told", D(2026, 7, 1))[0] == "presented to 1 agency in a year"
    words = "1 formal presentation in a year; the last was FP-1001"
    assert shown("formal-presentations", D(2026, 7, 1))[0] == words


def of_year(presented, in_time, late, waiting):
    said = f"{in_time} answered in time, {late} late, {waiting} not answered yet"
    return f"of the {presented} presented in a year: {said}"


def test_p12_counts_in_time_late_and_outstanding_on_the_day():
    council = accounts.agency("Council")
    first, second, _third = (
        answers.presentation_of(issues.logged_issue(), agency=council, now=at(7, 6)) for _one in range(3)
    )  # all due on 3 August
    answers.post_answer(first, now=at(7, 20))
    answers.post_answer(second, now=at(8, 10))
    assert said(D(2026, 7, 10)) == (
        of_year(3, 0, 0, 3),
        None,
        State.KEPT,
    )
    assert said(D(2026, 7, 20)) == (
        of_year(3, 1, 0, 2),
        D(2026, 7, 20),
        State.KEPT,
    )
    assert said(D(2026, 8, 4)) == (
        of_year(3, 1, 0, 2),
        D(2026, 7, 20),
        State.OVERDUE,
    )
    assert said(D(2026, 8, 10)) == (
        of_year(3, 1, 1, 1),
        D(2026, 8, 10),
        State.OVERDUE,
    )


def test_p12_counts_a_new_version_only_once():
    officer = accounts.officer(of=accounts.agency("Council"))
    presentation = answers.presentation_of(issues.logged_issue(), agency=officer.grants.get().agency, now=at(7, 6))
    response = answers.post_answer(presentation, by=officer, now=at(7, 7))
    supersede_response(response, reason="Something changed.", by=officer, now=at(9, 1))
    words = {"outcome": Outcome.NOT_OURS, "instead": "The school"}
    draft = save_response_draft(
        presentation,
        summary="",
        answers=[{"item": presentation.items.get(), **words}],
        version=0,
        by=officer,
        now=at(9, 1),
    )
    post_response(draft, by=officer, now=at(9, 1))
    assert said(D(2026, 9, 2)) == (
        of_year(1, 1, 0, 0),
        D(2026, 7, 7),
        State.KEPT,
    )


def test_p12_answers_for_the_presentations_that_p11_counts_and_names_those_of_before():
    old = answers.presentation_of(issues.logged_issue(), now=clock.at(D(2025, 3, 3), dt.time(12)))
    answers.presentation_of(issues.logged_issue(), agency=old.agency, now=at(7, 1))
    today = D(2026, 7, 10)
    assert shown("formal-presentations", today)[0].startswith("1 formal presentation in a year")
    assert shown("formal-answers", today)[0] == f"{of_year(1, 0, 0, 1)}; 1 of before still waits"
