"""What identifies a family goes 24 months after its issue was closed, and not a day before (issues.contacts)."""

import datetime as dt

import pytest

from accounts.services.settings import set_setting
from answers.models import Commitment, IssueFeedback
from answers.services.commitments import finish_commitment
from answers.services.feedback import give_feedback
from common import clock
from common.retention import carry_out, going, rules
from issues.models import Issue, IssueMove
from issues.rules import NO_LONGER_KEPT, IssueStatus
from issues.services.issues import merge_issue, signpost_issue
from issues.services.own_issues import find_issue, withdraw_issue
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db
RULE = rules["issues.contacts"]


def noon(text):
    return clock.at(dt.date.fromisoformat(text), dt.time(12))


def forget(text):
    return carry_out(RULE, noon(text))


def fresh(issue):
    return Issue.objects.get(pk=issue.pk)


# The day it was closed, the last day on which its family is known, the first on which it is not.
DAYS = [
    ("2024-02-28", "2026-02-27", "2026-02-28"),
    ("2024-02-29", "2026-02-28", "2026-03-01"),
    ("2025-03-30", "2027-03-29", "2027-03-30"),
    ("2026-03-29", "2028-03-28", "2028-03-29"),
    ("2026-10-25", "2028-10-24", "2028-10-25"),
    ("2026-02-28", "2028-02-27", "2028-02-28"),
    ("2028-02-29", "2030-02-28", "2030-03-01"),
    ("2030-12-31", "2032-12-30", "2032-12-31"),
    ("2033-07-01", "2035-06-30", "2035-07-01"),
]


@pytest.mark.parametrize(("closed", "last", "first"), DAYS)
def test_a_closed_issue_forgets_its_family_on_the_day_and_not_before(closed, last, first):
    issue = signposted(noon(closed))
    assert forget(last) == 0
    assert fresh(issue).contact_email
    assert forget(first) == 1
    assert forget(first) == 0
    assert fresh(issue).contact_email == ""


def signposted(now, **kwargs):
    issue = issues.acknowledged_issue(now=now, **kwargs)
    return signpost_issue(issue, to="The advice line", reason="They can help.", by=accounts.coordinator(), now=now)


def test_the_own_words_and_every_way_to_the_family_go_and_the_edited_words_stay():
    issue = answers.closed_issue(now=noon("2026-03-02"))
    before = fresh(issue)
    assert forget("2028-03-02") == 1
    after = fresh(issue)
    assert (after.contact_name, after.contact_email, after.original_text, after.hoped_for) == ("", "", "", "")
    assert after.reporter is None
    assert after.family_cleared_on == dt.date(2028, 3, 2)
    assert (after.edited_text, after.title, after.status) == (before.edited_text, before.title, IssueStatus.CLOSED)
    assert after.is_published


def test_the_secret_still_opens_the_page_and_it_says_what_was_erased(client):
    issue, secret = issues.raised(now=noon("2026-03-02"))
    withdraw_issue(issue, now=noon("2026-03-03"))
    assert forget("2028-03-03") == 1
    assert find_issue(issue.reference, secret) == issue
    answer = client.post("/issues/track/", {"reference": issue.reference, "secret": secret}, follow=True)
    assert answer.status_code == 200
    assert "On 3 March 2028 we erased your own words" in " ".join(answer.content.decode().split())


def test_of_a_withdrawn_issue_no_word_stays():
    issue = issues.edited_issue(now=noon("2026-03-02"))
    withdraw_issue(issue, reason="It is too much", now=noon("2026-03-03"))
    forget("2028-03-03")
    after = fresh(issue)
    assert (after.title, after.edited_text, after.status_reason) == ("", "", "")


def test_an_open_issue_and_one_out_of_sight_are_kept_whatever_their_age():
    issues.logged_issue(now=noon("2024-03-01"))
    hidden = signposted(noon("2024-03-01"))
    Issue.objects.filter(pk=hidden.pk).update(is_hidden=True)
    assert forget("2034-03-01") == 0


def test_a_reopened_issue_is_not_closed_and_counts_anew_from_its_next_end():
    issue = answers.responded_issue(now=noon("2026-03-02"))
    give_feedback(issue, is_answered=True, now=noon("2026-04-02"))
    give_feedback(fresh(issue), is_answered=False, reason="Sam still waits", now=noon("2027-04-02"))
    assert fresh(issue).status == IssueStatus.LOGGED
    assert forget("2030-04-02") == 0


def test_a_letter_goes_with_its_matters_when_the_last_has_closed():
    letter = issues.split_letter(now=noon("2026-03-02"))
    letter = fresh(letter).letter
    first, second = letter.parts.order_by("pk")
    signpost_issue(first, to="x", reason="y", by=accounts.coordinator(), now=noon("2026-04-01"))
    assert forget("2034-04-01") == 0
    signpost_issue(fresh(second), to="x", reason="y", by=accounts.coordinator(), now=noon("2027-05-01"))
    assert forget("2029-04-30") == 0
    assert forget("2029-05-01") == 1
    assert {one.original_text for one in Issue.objects.of_letter(letter)} == {""}
    assert {one.family_cleared_on for one in Issue.objects.of_letter(letter)} == {dt.date(2029, 5, 1)}


def test_a_merged_issue_is_over_when_the_one_it_follows_is():
    followed = answers.responded_issue(now=noon("2026-03-02"))
    merged = issues.acknowledged_issue(now=noon("2026-03-02"))
    merged = merge_issue(merged, into=followed, by=accounts.coordinator(), now=noon("2026-03-03"))
    assert forget("2029-03-03") == 0
    give_feedback(fresh(followed), is_answered=True, now=noon("2027-06-01"))
    assert forget("2029-05-31") == 0
    assert forget("2029-06-01") == 2


def test_while_a_promise_is_open_and_three_months_after_the_family_can_still_be_asked():
    promised = answers.promise(dt.date(2027, 1, 15))
    issue = answers.closed_issue(now=noon("2026-03-02"), commitments=[promised])
    assert forget("2028-06-02") == 0
    commitment = Commitment.objects.get()
    finish_commitment(commitment, evidence="Every bus has it.", by=accounts.coordinator(), now=noon("2028-06-10"))
    assert forget("2028-09-09") == 0
    assert forget("2028-09-10") == 1
    assert fresh(issue).contact_email == ""


def test_what_the_family_said_of_an_answer_goes_and_that_they_said_it_stays():
    issue = answers.responded_issue(now=noon("2026-03-02"))
    give_feedback(issue, is_answered=True, reason="Sam gets home in time", now=noon("2026-04-02"))
    forget("2028-04-02")
    said = IssueFeedback.objects.get()
    assert (said.is_answered, said.reason) == (True, "")
    notes = set(IssueMove.objects.filter(issue=issue, is_by_parent=True).values_list("note", flat=True))
    assert notes <= {"", str(NO_LONGER_KEPT)}


def test_another_number_of_months_holds_from_its_day():
    signposted(noon("2026-03-02"))
    set_setting("issue_contact_months", 36, by=None, holds_from=dt.date(2027, 1, 1), now=noon("2026-12-01"))
    assert forget("2028-03-02") == 0
    assert forget("2029-03-01") == 0
    assert forget("2029-03-02") == 1


def test_the_preview_tells_the_letters_that_then_go_by_reference():
    issue = signposted(noon("2026-03-02"))
    told = going(RULE, noon("2028-03-20"), noon("2028-02-25"))
    assert (told.count, told.first_on, told.references) == (1, dt.date(2028, 3, 2), (issue.reference,))
    assert forget("2028-03-01") == 0
    assert forget("2028-03-02") == told.count


def test_the_number_of_queries_does_not_depend_on_how_many_go(django_assert_num_queries):
    signposted(noon("2026-03-02"))
    with django_assert_num_queries(16) as one:
        forget("2028-03-02")
    for _number in range(5):
        signposted(noon("2026-03-03"))
    with django_assert_num_queries(len(one)):
        assert forget("2028-03-03") == 5
