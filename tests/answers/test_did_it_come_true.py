"""Families say whether a promise came true: yes, partly or no. It is counted beside it, and a no reopens the issue."""

import datetime as dt

import pytest

from answers import rules
from answers.models import Commitment, PromiseFeedback, YouSaidEntry
from answers.services.came_true import say_whether_it_came_true
from answers.services.commitments import finish_commitment
from answers.services.feedback import give_feedback
from answers.services.you_said import publish_entry, save_entry
from common import clock
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.issues import close_issue, merge_issue
from issues.services.own_issues import withdraw_issue
from tests.factories import accounts, answers, issues
from tests.issues.pages import errors, links, said, words

pytestmark = pytest.mark.django_db
D = dt.date
BOARD = "/you-said-we-did/"


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


def promised(*, due_on=None, families=1, **changes):
    """Issues that were answered with one promise, due by now, and the promise."""
    found = [issues.logged_issue(now=at(7, 6), **changes) for _one in range(families)]
    presentation = answers.presentation_of(*found, now=at(7, 6))
    item = presentation.items.first()
    item.issues.set(found)
    due_on = due_on or D(2026, 9, 1)
    answers.post_answer(presentation, now=at(7, 10), commitments=[answers.promise(due_on)])
    promise = Commitment.objects.filter(answer__item=item).get()
    Commitment.objects.exclude(pk=promise.pk).delete()
    return [Issue.objects.get(pk=one.pk) for one in found], promise


def done(promise, by):
    """Say of a promise that it was kept, and publish "we did"."""
    finish_commitment(promise, evidence="On the website.", by=by, now=at(8, 20))
    entry = promise.answer.entries.get()
    save_entry(entry, you_said="Late.", kind="did", we_did="Texts go out.", version=entry.version, by=by)
    return publish_entry(YouSaidEntry.objects.get(pk=entry.pk), by=by)


@pytest.fixture
def follow(client):
    """Open the browser of the parent of an issue."""

    def opened(issue):
        session = client.session
        session["issues"] = [issue.pk]
        session.save()
        client.cookies["sessionid"] = session.session_key
        return client

    return opened


def page_of(issue, promise):
    return f"/issues/{issue.reference}/promises/{promise.reference}/"


def test_a_parent_says_partly_with_words_on_the_page(sign_in, client, coordinator):
    reporter = accounts.parent()
    found, promise = promised(reporter=reporter)
    browser = sign_in(client, reporter)
    address = page_of(found[0], promise)
    assert address in links(browser.get(found[0].get_absolute_url()))
    assert "Say what has not come true." in errors(browser.post(address, {"verdict": "partly", "words": ""}))
    text = said(browser, browser.post(address, {"verdict": "partly", "words": "Only on Mondays."}))
    assert "We have recorded what you told us." in text
    assert "Partly" in text
    staff = words(sign_in(client, coordinator).get(f"/staff/issues/{found[0].reference}/"))
    assert "Only on Mondays." in staff
    assert "Only on Mondays." not in words(client.get(promise.get_absolute_url()))


def test_a_later_word_takes_the_place_of_the_first():
    found, promise = promised()
    say_whether_it_came_true(found[0], promise, verdict="partly", words="Not yet.", now=at(9, 2))
    say_whether_it_came_true(found[0], promise, verdict="yes", now=at(9, 9))
    assert [one.verdict for one in PromiseFeedback.objects.all()] == ["yes"]


def test_a_later_yes_is_shown_as_a_changed_mind_and_closed_again_in_one_step(client, coordinator, sign_in, follow):
    found, promise = promised()
    done(promise, coordinator)
    reference = found[0].reference
    say_whether_it_came_true(found[0], promise, verdict="no", words="No text came.", now=at(9, 2))
    browser, address = follow(found[0]), page_of(found[0], promise)
    assert "The co-ordinator can close your issue again." in said(
        browser, browser.post(address, {"verdict": "yes", "words": "No text came."})
    )
    own = words(browser.get(found[0].get_absolute_url()))
    assert "It was reopened, because a promise had not come true. We have been told since that it did." in own
    assert "We were told since that it came true" in own
    assert "In question" not in words(client.get(BOARD))
    staff = sign_in(client, coordinator)
    assert f"{reference}: the parent now says that it came true" in words(staff.get("/staff/"))
    page = words(staff.get(f"/staff/issues/{reference}/"))
    assert "they said no, and the issue was reopened" in page
    assert "No text came." not in page
    assert "Issue closed." in said(staff, staff.post(f"/staff/issues/{reference}/close-again/"))
    assert Issue.objects.get(pk=found[0].pk).status == IssueStatus.CLOSED
    assert "now says that it came true" not in words(staff.get("/staff/"))


def test_while_another_family_says_no_the_issue_is_not_closed_again(client, coordinator, sign_in):
    found, promise = promised()
    merged = merge_issue(issues.acknowledged_issue(now=at(7, 6)), into=found[0], by=coordinator, now=at(7, 7))
    say_whether_it_came_true(found[0], promise, verdict="no", words="No text came.", now=at(9, 2))
    say_whether_it_came_true(merged, promise, verdict="no", words="None here.", now=at(9, 3))
    say_whether_it_came_true(found[0], promise, verdict="yes", now=at(9, 4))
    staff = sign_in(client, coordinator)
    assert "now says that it came true" not in words(staff.get("/staff/"))
    page = said(staff, staff.post(f"/staff/issues/{found[0].reference}/close-again/"))
    assert "This cannot be done now." in page
    assert Issue.objects.get(pk=found[0].pk).status == IssueStatus.LOGGED


def test_before_the_promised_day_nothing_can_be_said(sign_in, client):
    reporter = accounts.parent()
    found, promise = promised(reporter=reporter, due_on=D(2099, 9, 1))
    assert sign_in(client, reporter).get(page_of(found[0], promise)).status_code == 404


def test_a_no_reopens_the_issue_and_puts_we_did_in_question(client, coordinator, sign_in):
    found, promise = promised()
    done(promise, coordinator)
    give_feedback(found[0], is_answered=True, now=at(8, 21))
    assert "In question" not in words(client.get(BOARD))
    say_whether_it_came_true(found[0], promise, verdict="no", words="No text came.", now=at(9, 2))
    issue = Issue.objects.get(pk=found[0].pk)
    assert issue.status == IssueStatus.LOGGED
    assert "In question: we were told that this has not come true." in words(client.get(BOARD))
    assert "1 “you said, we did” is in question" in words(sign_in(client, coordinator).get("/staff/"))
    close_issue(issue, reason="The texts go out now.", by=coordinator)
    assert "In question" not in words(client.get(BOARD))


def test_a_no_to_the_answer_itself_puts_we_did_in_question_too(client, coordinator):
    found, promise = promised()
    done(promise, coordinator)
    give_feedback(found[0], is_answered=False, reason="Still late.", now=at(9, 2))
    assert "In question" in words(client.get(BOARD))


def test_a_merged_family_is_counted_and_its_no_reopens_the_main_issue(coordinator):
    found, promise = promised()
    merged = merge_issue(issues.acknowledged_issue(now=at(7, 6)), into=found[0], by=coordinator, now=at(7, 7))
    say_whether_it_came_true(merged, promise, verdict="no", words="No text came.", now=at(9, 2))
    assert Issue.objects.get(pk=found[0].pk).status == IssueStatus.LOGGED


@pytest.mark.parametrize(
    ("yes", "said_so", "expected"),
    [
        (0, 0, ""),
        (3, 4, "A few people have told us whether it came true."),
        (14, 21, "14 of 21 people say it came true."),
        (7, 9, "Most of 9 people say it came true."),
        (2, 9, "A few of 9 people say it came true."),
        (4, 7, "Some of 7 people say it came true."),
        (9, 9, "All 9 people who told us say it came true."),
        (0, 9, "None of the 9 people who told us say it came true."),
    ],
)
def test_no_small_number_of_families_is_published(yes, said_so, expected):
    assert rules.came_true_words(yes, said_so, few=5) == expected


def test_how_many_say_so_stands_beside_the_promise_wherever_it_is_read(client, coordinator):
    found, promise = promised(families=10)
    for place, issue in enumerate(found):
        verdict, why = ("yes", "") if place < 5 else ("partly", "Not always.")
        say_whether_it_came_true(issue, promise, verdict=verdict, words=why, now=at(9, 2))
    entry = promise.answer.entries.get()
    save_entry(entry, you_said="Late.", kind="will", we_did="Texts.", version=entry.version, by=coordinator)
    publish_entry(YouSaidEntry.objects.get(pk=entry.pk), by=coordinator)
    for page in (BOARD, promise.get_absolute_url(), promise.answer.item.presentation.get_absolute_url()):
        assert "5 of 10 people say it came true." in words(client.get(page))


def test_what_a_family_said_goes_with_its_issue():
    found, promise = promised()
    say_whether_it_came_true(found[0], promise, verdict="partly", words="Not yet.", now=at(9, 2))
    withdraw_issue(Issue.objects.get(pk=found[0].pk))
    assert not PromiseFeedback.objects.exists()
    assert clock.today() > promise.due_on
