"""The home page: its figures are what the records say."""

import datetime as dt

import pytest

from common import clock
from issues.services.issues import close_issue, merge_issue
from issues.services.own_issues import withdraw_issue
from partnership.home import issue_figures
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db


def figures():
    return issue_figures(clock.today())


def test_an_issue_counts_as_answered_once_an_agency_answered_it_or_the_one_it_was_joined_with():
    coordinator = accounts.coordinator()
    root = issues.logged_issue(by=coordinator)
    merge_issue(issues.edited_issue(by=coordinator), into=root, by=coordinator)
    assert figures() == {"raised": 2, "answered": 0}
    answers.post_answer(answers.presentation_of(root, by=coordinator))
    assert figures() == {"raised": 2, "answered": 2}


def test_an_issue_that_was_closed_without_an_answer_is_not_answered():
    close_issue(issues.logged_issue(), reason="The school has closed.", by=accounts.coordinator())
    assert figures() == {"raised": 1, "answered": 0}


def test_what_was_raised_a_year_ago_or_taken_back_is_not_counted():
    today = clock.today()
    issues.raised(now=clock.at(today - dt.timedelta(days=365), dt.time(12)))
    issues.raised(now=clock.at(today - dt.timedelta(days=364), dt.time(12)))
    withdraw_issue(issues.acknowledged_issue())
    assert figures() == {"raised": 1, "answered": 0}
