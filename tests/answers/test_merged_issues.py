"""The parent of a merged issue reads its answer, and can give feedback like the other."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from answers.models import IssueFeedback
from answers.selectors import issues_behind
from answers.services.feedback import give_feedback
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from issues.rules import IssueStatus
from issues.services.drafts import resume_draft, save_draft
from issues.services.issues import (
    acknowledge_issue,
    close_issue,
    decide_hidden_issue,
    hide_issue,
    log_issue,
    merge_issue,
    signpost_issue,
)
from issues.services.own_issues import withdraw_issue
from tests.factories import answers, issues
from tests.issues.pages import said, words
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db
S = IssueStatus


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def pair(coordinator):
    """(root, merged): two issues that say the same, merged and answered."""
    root = issues.logged_issue(by=coordinator, now=at(7, 6))
    merged = issues.edited_issue(by=coordinator, now=at(7, 6))
    merge_issue(merged, into=root, by=coordinator, now=at(7, 6))
    answers.post_answer(answers.presentation_of(root, by=coordinator, now=at(7, 6)), now=at(7, 20))
    return fresh(root), fresh(merged)


def fresh(issue):
    return type(issue).objects.get(pk=issue.pk)


@pytest.fixture
def follow(client):
    """Give this browser an issue, as its secret would."""

    def give(issue):
        session = client.session
        session["issues"] = [issue.pk]
        session.save()
        client.cookies["session"] = session.session_key
        return client

    return give


def test_no_from_a_merged_parent_reopens_the_main_issue(pair, coordinator):
    root, merged = pair
    give_feedback(merged, is_answered=False, reason="Still no bus.", now=at(8, 1))
    assert (fresh(root).status, fresh(merged).status) == (S.LOGGED, S.MERGED)
    assert IssueFeedback.objects.get().issue == merged
    assert AuditEntry.objects.filter(verb="reopen_merged_issue").count() == 1


def test_yes_from_a_merged_parent_is_recorded_and_does_not_close_the_main_issue(pair):
    root, merged = pair
    give_feedback(merged, is_answered=True, now=at(8, 1))
    assert (fresh(root).status, fresh(merged).status) == (S.RESPONDED, S.MERGED)
    assert IssueFeedback.objects.get().is_answered


def test_yes_can_be_given_once_and_a_later_no_is_accepted(pair, follow):
    root, merged = pair
    give_feedback(merged, is_answered=True, now=at(8, 1))
    with pytest.raises(MoveNotAllowed):
        give_feedback(fresh(merged), is_answered=True, now=at(8, 2))
    assert IssueFeedback.objects.count() == 1
    browser = follow(merged)
    text = words(browser.get(merged.get_absolute_url()))
    assert "If it is not answered after all" in text
    assert "Say whether this answers it" not in text
    browser.post(f"{merged.get_absolute_url()}feedback/", {"reason": "Still no bus."})
    assert fresh(root).status == S.LOGGED


def test_merged_parent_cannot_give_feedback_before_an_answer(coordinator):
    root = issues.logged_issue(by=coordinator)
    merged = merge_issue(issues.logged_issue(by=coordinator), into=root, by=coordinator)
    for is_answered in (True, False):
        with pytest.raises(MoveNotAllowed):
            give_feedback(fresh(merged), is_answered=is_answered, reason="No bus")
    assert not IssueFeedback.objects.exists()


def test_page_of_a_merged_issue_shows_the_answer_and_asks_for_feedback(pair, follow):
    _root, merged = pair
    browser = follow(merged)
    text = words(browser.get(merged.get_absolute_url()))
    assert "answered on 20 July 2026." in text
    assert "Say whether this answers it" in text
    posted = {"is_answered": "no", "reason": "Still no bus."}
    text = said(browser, browser.post(f"{merged.get_absolute_url()}feedback/", posted))
    assert "We have reopened your issue." in text
    assert "It was reopened. The group will discuss it at its next meeting." in text
    assert "Say whether this answers it" not in text


def test_coordinator_sees_feedback_from_merged_parents_on_the_main_issue(client, sign_in, pair, coordinator):
    root, merged = pair
    give_feedback(merged, is_answered=False, reason="Still no bus.", now=at(8, 1))
    text = words(sign_in(client, coordinator).get(f"/staff/issues/{root.reference}/"))
    assert "this does not answer it, because: Still no bus." in text


def test_feedback_from_a_hidden_merged_issue_is_not_shown_on_the_main_issue(client, sign_in, pair, coordinator):
    root, merged = pair
    give_feedback(merged, is_answered=False, reason="Still no bus.", now=at(8, 1))
    hide_issue(fresh(merged), reason="A child may be at risk.", by=coordinator, now=at(8, 2))
    assert not IssueFeedback.objects.about(root).exists()
    assert "Still no bus." not in words(sign_in(client, coordinator).get(f"/staff/issues/{root.reference}/"))
    decide_hidden_issue(fresh(merged), outcome="back", decision="No risk.", by=coordinator, now=at(8, 3))
    assert IssueFeedback.objects.about(root).get().reason == "Still no bus."


def test_a_closed_issue_asks_only_what_is_still_missing(follow):
    issue = answers.closed_issue()
    browser, address = follow(issue), f"{issue.get_absolute_url()}feedback/"
    form = words(browser.get(address))
    assert "We will reopen it, and the group will see what you write here. What is still missing?" in form
    assert "Yes, this answers it" not in form
    assert "Fill in “What is still missing?”" in words(browser.post(address, {"reason": ""}))
    assert "We have reopened your issue." in said(browser, browser.post(address, {"reason": "No bus."}))


def test_yes_from_an_old_page_is_never_recorded_as_no(follow):
    issue = answers.closed_issue()
    browser = follow(issue)
    posted = {"is_answered": "yes", "reason": "Thank you all"}
    assert "You cannot do this now" in words(browser.post(f"{issue.get_absolute_url()}feedback/", posted))
    assert fresh(issue).status == S.CLOSED


FEEDBACK = [
    ({"is_answered": "yes"}, "Thank you. We have closed your issue"),
    ({"is_answered": "no", "reason": "No bus"}, "Thank you. We have reopened your issue."),
]


@pytest.mark.parametrize(("posted", "expected"), FEEDBACK)
def test_feedback_shows_thank_you_and_what_happens_next(follow, posted, expected):
    issue = answers.responded_issue()
    browser = follow(issue)
    assert expected in said(browser, browser.post(f"{issue.get_absolute_url()}feedback/", posted))


def test_withdrawing_says_who_can_still_read_the_issue(follow):
    issue = issues.logged_issue()
    browser = follow(issue)
    text = said(browser, browser.post(f"{issue.get_absolute_url()}withdraw/", {"reason": ""}))
    assert "You have withdrawn this issue. Now only you and the co-ordinator can see it." in text


def test_erasing_a_draft_says_that_it_is_erased(client):
    secret = save_draft({"kind": "concern"})
    response = client.post(f"/issues/raise/drop/?draft={secret}")
    assert "We have erased what you wrote" in words(response)
    assert resume_draft(secret) is None
    assert "messages" not in response.cookies


# --- how the other ends ---------------------------------------------------------------------------

ENDS = {
    "closed": (close_issue, {"reason": "The bus firm changed."}),
    "signposted": (signpost_issue, {"to": "The school nurse", "reason": "The bus firm changed."}),
}


@pytest.mark.parametrize("end", ENDS)
def test_both_parents_are_told_how_the_main_issue_ended(coordinator, follow, end):
    root = issues.logged_issue(by=coordinator, contact_email="one@example.org", now=at(7, 6))
    merged = issues.edited_issue(by=coordinator, contact_email="two@example.org", now=at(7, 6))
    merged = merge_issue(merged, into=root, by=coordinator, now=at(7, 7))
    verb, words_of_it = ENDS[end]
    verb(fresh(root), by=coordinator, now=at(7, 8), **words_of_it)
    tell_parents(at(7, 8).date())
    told = Message.objects.filter(body_text__contains="The bus firm changed.").values_list("to", flat=True)
    assert sorted(told) == ["one@example.org", "two@example.org"]
    for issue in (root, merged):
        assert "The bus firm changed." in words(follow(issue).get(issue.get_absolute_url()))


def test_merged_parents_are_told_who_can_help_each_time(coordinator):
    issue = issues.logged_issue(by=coordinator, contact_email="one@example.org", now=at(7, 6))
    for day in (7, 8):
        signpost_issue(issue, to="The nurse", reason="She can.", by=coordinator, now=at(7, day))
        log_issue(issue, by=coordinator, now=at(7, day))
        tell_parents(at(7, day).date())
    assert Message.objects.filter(subject__contains="Who can help").count() == 2


def test_reopened_issue_no_longer_shows_why_it_was_closed(coordinator, follow):
    issue = issues.logged_issue(by=coordinator, now=at(7, 6))
    close_issue(issue, reason="The bus firm changed.", by=coordinator, now=at(7, 7))
    browser = follow(issue)
    assert words(browser.get(issue.get_absolute_url())).count("The bus firm changed.") == 2
    give_feedback(issue, is_answered=False, reason="Still late.", now=at(7, 8))
    assert words(browser.get(issue.get_absolute_url())).count("The bus firm changed.") == 1  # on the timeline


def test_parent_who_withdrew_is_asked_nothing_more(pair, follow):
    _root, merged = pair
    withdraw_issue(merged, now=at(8, 1))
    assert "Say whether this answers it" not in words(follow(merged).get(merged.get_absolute_url()))


# --- one of two takes theirs back -----------------------------------------------------------------


def test_issue_merged_into_a_withdrawn_one_is_followed_on_its_own(coordinator):
    root = issues.logged_issue(by=coordinator, now=at(7, 6))
    merged = merge_issue(issues.edited_issue(by=coordinator, now=at(7, 6)), into=root, by=coordinator, now=at(7, 7))
    withdraw_issue(root, now=at(7, 8))
    merged = fresh(merged)
    assert (merged.status, merged.merged_into, merged.closed_on) == (S.ACKNOWLEDGED, None, None)
    assert merged.acknowledged_on == dt.date(2026, 7, 6)
    assert log_issue(merged, by=coordinator, now=at(7, 9)).status == S.LOGGED


def test_issue_separated_by_a_withdrawal_keeps_the_shared_answer(pair, follow):
    root, merged = pair
    withdraw_issue(root, now=at(8, 1))
    text = words(follow(merged).get(merged.get_absolute_url()))
    assert "Separated again: the other issue was withdrawn" in text
    assert " answered: agreed" in text


def test_later_answer_reaches_the_separated_issue_once_it_is_logged(coordinator):
    root = issues.logged_issue(by=coordinator, now=at(7, 6))
    merged = merge_issue(issues.edited_issue(by=coordinator, now=at(7, 6)), into=root, by=coordinator)
    presentation = answers.presentation_of(root, by=coordinator, now=at(7, 6))
    withdraw_issue(root, now=at(7, 8))
    answers.post_answer(presentation, now=at(7, 20))
    assert (fresh(root).status, fresh(merged).status) == (S.WITHDRAWN, S.ACKNOWLEDGED)
    assert merged in issues_behind(presentation.items.get())


def test_parent_can_withdraw_a_merged_issue(pair, follow):
    root, merged = pair
    browser = follow(merged)
    browser.post(f"{merged.get_absolute_url()}withdraw/", {"reason": "Sorted."})
    assert (fresh(merged).status, fresh(root).status) == (S.WITHDRAWN, S.RESPONDED)
    assert not fresh(merged).share_with_group


def test_coordinator_cannot_acknowledge_a_merged_issue(coordinator):
    merged = merge_issue(issues.logged_issue(by=coordinator), into=issues.logged_issue(), by=coordinator)
    with pytest.raises(DomainError):
        acknowledge_issue(merged, by=coordinator)
