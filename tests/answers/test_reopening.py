"""Who opened an issue again, and the words for it: its parent, the co-ordinator, or the parent of a merged issue."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from answers.services.feedback import give_feedback
from common import timeline
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.issues import close_issue, log_issue, merge_issue, signpost_issue
from tests.factories import answers, issues
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
NO, PLAIN = "Reopened: the answer did not answer it", "Reopened"
YES = "Closed: the answer answers it"


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def answered(coordinator, council):
    return answers.responded_issue(by=coordinator, agency=council, now=at(7, 6))


def told(issue, **who):
    """Return the titles of the timeline, as a page would first read it."""
    row = Issue.objects.get(pk=issue.pk)
    vars(row).update(who)
    return [entry.title for entry in timeline.build(row, AnonymousUser())]


def last_move(issue):
    return issue.moves.last()


def say_no(issue, day=20):
    return give_feedback(issue, is_answered=False, reason="Still no bus.", now=at(7, day))


def test_reopening_by_a_parents_no_is_shown_on_the_timeline(answered):
    issue = say_no(answered)
    assert (last_move(issue).status, last_move(issue).is_by_parent) == (IssueStatus.LOGGED, True)
    for who in ({}, {"is_own": True}, {"is_staff": True}):
        assert told(issue, **who)[-1] == NO


def test_reopening_by_the_coordinator_does_not_mention_the_answer(answered, coordinator):
    issue = log_issue(answered, note="A parent rang.", by=coordinator, now=at(7, 20))
    assert not last_move(issue).is_by_parent
    assert told(issue)[-1] == PLAIN
    assert NO not in told(issue, is_own=True)


def test_a_parents_yes_is_kept_with_the_move_and_a_no_after_it_too(answered):
    issue = give_feedback(answered, is_answered=True, now=at(7, 20))
    assert (last_move(issue).status, last_move(issue).is_by_parent) == (IssueStatus.CLOSED, True)
    issue = say_no(issue, day=21)
    assert told(issue)[-2:] == [YES, NO]


def test_what_the_coordinator_closed_after_the_answer_is_only_closed(answered, coordinator):
    issue = close_issue(answered, reason="They moved away.", by=coordinator, now=at(7, 20))
    assert not last_move(issue).is_by_parent
    assert told(issue)[-1] == "Closed"


def test_each_closing_and_reopening_keeps_its_own_wording(answered, coordinator):
    issue = give_feedback(answered, is_answered=True, now=at(7, 20))
    issue = log_issue(issue, by=coordinator, now=at(7, 21))
    issue = close_issue(issue, reason="Settled.", by=coordinator, now=at(7, 22))
    issue = say_no(issue, day=23)
    assert [title for title in told(issue) if "pened" in title or "losed" in title] == [YES, PLAIN, "Closed", NO]


def test_reopening_an_issue_closed_without_an_answer_does_not_mention_an_answer(coordinator):
    issue = issues.logged_issue(by=coordinator, now=at(7, 6))
    issue = close_issue(issue, reason="The bus firm changed.", by=coordinator, now=at(7, 7))
    issue = say_no(issue)
    assert last_move(issue).is_by_parent
    assert told(issue)[-1] == PLAIN


def test_reopening_a_signposted_issue_does_not_mention_an_answer(coordinator):
    issue = issues.logged_issue(by=coordinator, now=at(7, 6))
    issue = signpost_issue(issue, to="The nurse", reason="She can.", by=coordinator, now=at(7, 7))
    issue = log_issue(issue, by=coordinator, now=at(7, 8))
    assert told(issue)[-1] == PLAIN


def test_first_logging_is_not_shown_as_reopening(coordinator):
    assert told(issues.logged_issue(by=coordinator, now=at(7, 6)))[-1] == "Logged for the group to follow"


# --- the parent of an issue that was merged -------------------------------------------------------


@pytest.fixture
def pair(coordinator, council):
    root = issues.logged_issue(by=coordinator, now=at(7, 6))
    merged = issues.edited_issue(by=coordinator, now=at(7, 6))
    merge_issue(merged, into=root, by=coordinator, now=at(7, 6))
    answers.post_answer(answers.presentation_of(root, agency=council, by=coordinator, now=at(7, 6)), now=at(7, 13))
    return Issue.objects.get(pk=root.pk), Issue.objects.get(pk=merged.pk)


def test_no_from_a_merged_parent_is_not_attributed_to_the_main_parent(pair):
    root, merged = pair
    say_no(merged)
    assert (last_move(root).status, last_move(root).is_by_parent) == (IssueStatus.LOGGED, False)
    assert told(root, is_own=True)[-1] == PLAIN
    assert last_move(merged).status == IssueStatus.MERGED


def test_no_from_the_main_parent_moves_only_the_main_issue(pair):
    root, merged = pair
    say_no(root)
    assert told(root)[-1] == NO
    assert merged.moves.filter(is_by_parent=True).count() == 0


def test_yes_from_a_merged_parent_closes_nothing(pair):
    root, merged = pair
    before = [row.moves.count() for row in pair]
    give_feedback(merged, is_answered=True, now=at(7, 20))
    assert [row.moves.count() for row in pair] == before
    assert YES not in told(root) + told(merged)


def test_the_page_of_the_coordinator_tells_who_opened_it(staff, answered):
    say_no(answered)
    assert NO in words(staff.get(f"/staff/issues/{answered.reference}/"))
