"""The home page: its figures are what the records say."""

import datetime as dt

import pytest

from common import clock
from issues.services.issues import close_issue, log_issue, merge_issue
from issues.services.own_issues import withdraw_issue
from partnership.home import issue_figures
from reports.figures import collect
from tests.counting import queries
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db


def figures():
    return issue_figures(clock.today())


def test_an_issue_counts_as_answered_once_an_agency_answered_it_and_one_joined_with_it_only_as_raised():
    coordinator = accounts.coordinator()
    root = issues.logged_issue(by=coordinator)
    merge_issue(issues.edited_issue(by=coordinator), into=root, by=coordinator)
    assert figures() == {"raised": 2, "answered": 0}
    answers.post_answer(answers.presentation_of(root, by=coordinator))
    assert figures() == {"raised": 2, "answered": 1}


def test_an_issue_that_was_closed_without_an_answer_is_not_answered():
    close_issue(issues.logged_issue(), reason="The school has closed.", by=accounts.coordinator())
    assert figures() == {"raised": 1, "answered": 0}


def test_what_was_raised_a_year_ago_is_not_counted_and_what_was_withdrawn_is():
    today = clock.today()
    issues.raised(now=clock.at(today - dt.timedelta(days=365), dt.time(12)))
    issues.raised(now=clock.at(today - dt.timedelta(days=364), dt.time(12)))
    withdraw_issue(issues.acknowledged_issue())
    assert figures() == {"raised": 2, "answered": 0}


def test_the_home_page_and_a_report_of_the_same_year_say_the_same():
    coordinator, today = accounts.coordinator(), clock.today()
    answers.post_answer(answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator))
    again = answers.responded_issue()
    close_issue(log_issue(again, by=coordinator), reason="They moved away.", by=coordinator)
    issues.raised()
    report = collect("board", today - dt.timedelta(days=364), today, today=today)["raised"]
    assert figures() == {"raised": report["all"], "answered": report["answered"]} == {"raised": 3, "answered": 2}


def test_the_figures_of_the_home_page_are_one_query():
    with queries() as asked:
        figures()
    assert len(asked) == 1
