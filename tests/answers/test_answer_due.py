"""The day by which the next answer to an issue was asked for: kept on the issue, set by what holds it."""

import datetime as dt

import pytest

from answers.services.presentations import acknowledge_presentation
from answers.services.responses import post_response, require_posted, save_response_draft
from answers.services.superseded_responses import supersede_response
from common import clock
from issues.deadlines import deadline_of
from issues.rules import IssueStatus
from issues.services.issues import hide_issue, log_issue, merge_issue, separate_issue
from issues.services.own_issues import withdraw_issue
from tests.factories import accounts, answers, issues
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
D = dt.date
FIRST, SECOND = D(2026, 8, 3), D(2026, 8, 10)  # twenty working days after 6 and 13 July


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def health(db):
    return accounts.agency("Northshire Health")


@pytest.fixture
def issue(coordinator):
    return issues.logged_issue(by=coordinator, now=at(7, 1))


def due(issue):
    return type(issue).objects.get(pk=issue.pk).answer_due_on


def presented(*subjects, to, by, day=6, **kwargs):
    return answers.presentation_of(*subjects, agency=to, by=by, now=at(7, day), **kwargs)


def test_due_date_is_set_only_when_an_issue_is_presented(coordinator, council, issue):
    other = issues.logged_issue(by=coordinator, now=at(7, 1))
    assert due(issue) is None
    presentation = presented(issue, to=council, by=coordinator)
    assert due(issue) == presentation.due_on == FIRST
    assert due(other) is None


def test_every_issue_of_a_presented_theme_gets_the_due_date(coordinator, council):
    theme = issues.theme(by=coordinator, now=at(7, 1))
    rows = [issues.logged_issue(theme=theme, by=coordinator, now=at(7, 1)) for _one in range(2)]
    late = issues.edited_issue(by=coordinator, now=at(7, 1))
    presented(theme=theme, to=council, by=coordinator)
    assert [due(one) for one in rows] == [FIRST, FIRST]
    log_issue(late, theme=theme, by=coordinator, now=at(7, 7))
    assert due(late) is None


def test_agency_with_a_shorter_time_has_an_earlier_due_date(coordinator, issue):
    quick = accounts.agency("Quick Trust", response_days=5)
    presented(issue, to=quick, by=coordinator)
    assert due(issue) == D(2026, 7, 13)


@pytest.mark.parametrize("answered_first", ["the earlier", "the later"])
def test_due_date_is_the_next_of_two_agencies_and_empty_once_both_answered(
    coordinator, council, health, issue, answered_first
):
    waiting = [presented(issue, to=council, by=coordinator), presented(issue, to=health, by=coordinator, day=13)]
    assert due(issue) == FIRST
    if answered_first == "the later":
        waiting.reverse()
    answers.post_answer(waiting[0], now=at(7, 20))
    assert due(issue) == waiting[1].due_on == (SECOND if answered_first == "the earlier" else FIRST)
    issue.refresh_from_db()
    assert issue.status == IssueStatus.PRESENTED
    answers.post_answer(waiting[1], now=at(7, 21))
    issue.refresh_from_db()
    assert (issue.answer_due_on, issue.status) == (None, IssueStatus.RESPONDED)


def test_queue_shows_the_due_date_and_overdue_from_the_next_day(staff, coordinator, council, issue):
    presented(issue, to=council, by=coordinator)
    issue.refresh_from_db()
    assert deadline_of(issue, FIRST).words == "Answer asked for by 3 August 2026"
    assert [deadline_of(issue, day).is_late for day in (FIRST, FIRST + clock.DAY)] == [False, True]
    assert "Answer asked for by 3 August 2026" in words(staff.get("/staff/issues/"))


def test_acknowledgement_draft_and_new_version_leave_the_due_date(coordinator, council, health, issue):
    first, _second = presented(issue, to=council, by=coordinator), presented(issue, to=health, by=coordinator, day=13)
    officer = accounts.officer(of=council)
    acknowledge_presentation(first, by=officer, now=at(7, 7))
    given = {"outcome": "agreed", "text": "We will.", "reason": "", "instead": "", "done": "It is on our website."}
    items = [{"item": item, **given} for item in first.items.all()]
    draft = save_response_draft(first, summary="", answers=items, version=0, by=officer, now=at(7, 8))
    assert due(issue) == FIRST
    post_response(draft, by=officer, now=at(7, 9))
    newer = supersede_response(require_posted(first), reason="Something changed.", by=officer, now=at(7, 10))
    assert due(issue) == SECOND
    post_response(newer, by=officer, now=at(7, 10))
    assert due(issue) == SECOND


def test_issue_presented_again_gets_a_new_due_date(coordinator, council, issue):
    answers.post_answer(presented(issue, to=council, by=coordinator), now=at(7, 7))
    issue.refresh_from_db()
    assert due(log_issue(issue, by=coordinator, now=at(7, 8))) is None
    presented(issue, to=council, by=coordinator, day=13)
    assert due(issue) == SECOND


def test_issue_out_of_sight_keeps_its_due_date_until_it_is_answered(coordinator, council, issue):
    presentation = presented(issue, to=council, by=coordinator)
    hide_issue(issue, reason="A worry", by=coordinator, now=at(7, 7))
    assert due(issue) == FIRST
    answers.post_answer(presentation, now=at(7, 20))
    assert due(issue) is None


# --- merged issues --------------------------------------------------------------------------------


@pytest.fixture
def merged(coordinator, issue):
    row = issues.edited_issue(by=coordinator, now=at(7, 1))
    return merge_issue(row, into=issue, by=coordinator, now=at(7, 2))


def test_merged_issue_has_no_due_date_even_after_it_is_separated(coordinator, council, issue, merged):
    presented(issue, to=council, by=coordinator)
    assert (due(issue), due(merged)) == (FIRST, None)
    separated = separate_issue(merged, reason="Another bus.", by=coordinator, now=at(7, 7))
    assert (due(separated), separated.presentation_items.count()) == (None, 0)


def test_issue_merged_into_a_withdrawn_one_takes_its_place(coordinator, council, health, issue, merged):
    first, second = presented(issue, to=council, by=coordinator), presented(issue, to=health, by=coordinator, day=13)
    withdraw_issue(issue, now=at(7, 14))
    assert set(merged.presentation_items.all()) == {first.items.get(), second.items.get()}
    assert due(merged) == FIRST
    answers.post_answer(first, now=at(7, 20))
    assert due(merged) == SECOND
    answers.post_answer(second, now=at(7, 21))
    assert due(merged) is None


def test_issue_merged_into_one_answered_then_withdrawn_has_no_due_date(coordinator, council, issue, merged):
    answers.post_answer(presented(issue, to=council, by=coordinator), now=at(7, 20))
    withdraw_issue(type(issue).objects.get(pk=issue.pk), now=at(7, 21))
    assert (merged.presentation_items.count(), due(merged)) == (1, None)


def test_issue_separated_or_withdrawn_earlier_is_in_no_presentation(coordinator, council, issue, merged):
    own = merge_issue(issues.edited_issue(by=coordinator, now=at(7, 1)), into=issue, by=coordinator, now=at(7, 2))
    presented(issue, to=council, by=coordinator)
    separate_issue(merged, reason="Another bus.", by=coordinator, now=at(7, 7))
    withdraw_issue(own, now=at(7, 7))
    withdraw_issue(issue, now=at(7, 8))
    for row in (merged, own):
        assert (row.presentation_items.count(), due(row)) == (0, None)
