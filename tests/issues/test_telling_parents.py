"""Parents are told of each turn of their issue: one e-mail a day, or by phone or letter; anonymous ones never."""

import datetime as dt

import pytest

from answers.models import Commitment, YouSaidEntry
from answers.services.commitments import fail_commitment, finish_commitment, move_commitment
from answers.services.feedback import give_feedback
from answers.services.presentations import escalate_presentations
from answers.services.you_said import publish_entry, save_entry
from common import clock
from common.models import Message
from issues.models import Issue, IssueLink, IssueTurn
from issues.services.issues import (
    acknowledge_issue,
    close_issue,
    hide_issue,
    log_issue,
    merge_issue,
    signpost_issue,
)
from issues.services.own_issues import withdraw_issue
from issues.services.telling import tell_parents_of_turns
from tests.factories import accounts, answers, issues
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db
D = dt.date
MONDAY = D(2026, 7, 6)
SEPTEMBER = D(2026, 9, 1)


def at(day, hour=11):
    return clock.at(day, dt.time(hour))


def mail_to(issue):
    """Return the e-mails to an issue's parent but for the receipt, the newest last."""
    rows = Message.objects.filter(to=issue.contact_email).order_by("pk")
    return list(rows.exclude(subject__contains="We have what you told us"))


def told(issue, on):
    """Return the text of the e-mail that the evening of a day brings."""
    before = len(mail_to(issue))
    tell_parents(on)
    new = mail_to(issue)[before:]
    assert len(new) == 1
    return new[0].subject + "\n" + new[0].body_text


def one_promise(due_on=SEPTEMBER):
    issue = answers.responded_issue(now=at(MONDAY), commitments=[answers.promise(due_on)])
    tell_parents(MONDAY)
    return issue, Commitment.objects.get()


# --- one e-mail a day --------------------------------------------------------------------------------


def test_turns_of_one_day_are_told_in_one_email_in_the_evening():
    issue = answers.responded_issue(now=at(MONDAY), commitments=[answers.promise(D(2026, 9, 1))])
    tell_parents_of_turns(now=at(MONDAY, 16))
    assert mail_to(issue) == []
    body = told(issue, MONDAY)
    order = ["has read what you told us", "now follows what you told us", "put what you told us to", "has answered"]
    places = [body.index(words) for words in order]
    assert places == sorted(places)
    assert "Promised: Send a text the evening before. Who: Head of Transport. By: 1 September 2026." in body
    assert "On its page you can say whether this answers it." in body


def test_telling_twice_tells_once():
    issue = issues.acknowledged_issue(now=at(MONDAY))
    assert [tell_parents(MONDAY), tell_parents(MONDAY), tell_parents(MONDAY + clock.DAY)] == [1, 0, 0]
    assert len(mail_to(issue)) == 1


def test_what_happens_after_the_email_of_a_day_waits_for_the_next_day(coordinator):
    issue = issues.edited_issue(now=at(MONDAY))
    tell_parents(MONDAY)
    log_issue(issue, by=coordinator, now=at(MONDAY, 19))
    tell_parents_of_turns(now=at(MONDAY, 20))
    assert len(mail_to(issue)) == 1
    assert "now follows" in told(issue, MONDAY + clock.DAY)


def test_two_issues_of_one_parent_share_the_email_of_a_day():
    one = issues.acknowledged_issue(now=at(MONDAY))
    two = issues.acknowledged_issue(now=at(MONDAY), contact_email=one.contact_email.title())
    assert tell_parents(MONDAY) == 1
    message = Message.objects.get(subject__contains="News of")
    assert message.subject.startswith(f"{one.reference}, {two.reference}: ")
    assert message.body_text.count("/issues/open/") == 2


def test_news_of_what_a_child_raised_is_in_no_email_about_a_parents_issue():
    parents = issues.acknowledged_issue(now=at(MONDAY))
    childs = issues.acknowledged_issue(now=at(MONDAY), contact_email=parents.contact_email, speaks_as="child")
    assert tell_parents(MONDAY) == 2
    for one, other in ((parents, childs), (childs, parents)):
        message = Message.objects.get(subject__startswith=f"{one.reference}: ", subject__contains="read")
        assert other.reference not in message.subject + message.body_text


def test_what_is_older_than_a_week_is_not_told_any_more():
    issues.acknowledged_issue(now=at(MONDAY))
    assert tell_parents(MONDAY + 8 * clock.DAY) == 0


# --- each turn ---------------------------------------------------------------------------------------


def test_a_late_answer_and_its_escalation_are_told():
    agency = accounts.agency("School Travel")
    agency.escalation_email = "manager@example.org"
    agency.save()
    issue = issues.logged_issue(now=at(MONDAY))
    presentation = answers.presentation_of(issue, agency=agency, now=at(MONDAY))
    assert "School Travel" in told(issue, MONDAY)
    body = told(issue, presentation.due_on + clock.DAY)
    assert "School Travel has not answered by 3 August 2026" in body
    assert "we tell the manager at School Travel" in body
    escalated_on = presentation.escalate_on + clock.DAY
    escalate_presentations(now=at(escalated_on))
    assert "so we have told the manager there" in told(issue, escalated_on)


def test_a_moved_date_is_told_with_the_old_one_beside_the_new(coordinator):
    issue, promise = one_promise()
    tuesday = MONDAY + clock.DAY
    move_commitment(promise, due_on=D(2026, 10, 1), reason="The firm changed.", by=coordinator, now=at(tuesday))
    body = told(issue, tuesday)
    assert "It was to be done by 1 September 2026. The new date is 1 October 2026, because: The firm changed." in body


def test_the_old_date_stands_beside_the_agencys_words_on_every_page(client, coordinator):
    issue, promise = one_promise()
    move_commitment(promise, due_on=D(2026, 10, 1), reason="The firm changed.", by=coordinator, now=at(MONDAY))
    entry = YouSaidEntry.objects.get()
    save_entry(entry, you_said="Buses are late.", kind="will", we_did="Texts.", version=entry.version, by=coordinator)
    publish_entry(YouSaidEntry.objects.get(), by=coordinator)
    told_publicly = (
        "It was to be done by 1 September 2026. The date was moved on 6 July 2026, because: The firm changed."
    )
    for page in (issue.get_absolute_url(), promise.answer.item.presentation.get_absolute_url(), "/you-said-we-did/"):
        assert told_publicly in " ".join(client.get(page).content.decode().split())


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda one, **who: finish_commitment(one, evidence="It is on the website.", **who), "is done: It is on"),
        (lambda one, **who: fail_commitment(one, reason="No money.", **who), "was not kept: No money."),
    ],
)
def test_a_promise_kept_or_not_kept_is_told(coordinator, end, words):
    issue, promise = one_promise()
    end(promise, by=coordinator, now=at(MONDAY + clock.DAY))
    assert words in told(issue, MONDAY + clock.DAY)


def test_parents_are_asked_once_whether_it_came_true():
    issue, _promise = one_promise(D(2026, 8, 3))
    assert "Did it come true for you?" in told(issue, D(2026, 8, 31))
    assert tell_parents(D(2026, 9, 1)) == 0


def test_reopened_and_published_are_told(coordinator):
    issue, _promise = one_promise()
    give_feedback(issue, is_answered=False, reason="Still late.", now=at(D(2026, 7, 8)))
    entry = YouSaidEntry.objects.get()
    save_entry(entry, you_said="Buses are late.", kind="will", we_did="Texts.", version=entry.version, by=coordinator)
    publish_entry(YouSaidEntry.objects.get(), by=coordinator, now=at(D(2026, 7, 8)))
    body = told(issue, D(2026, 7, 8))
    assert "Your issue is open again." in body
    assert "“You said, we did” on our website now says what came of it. We will: Texts." in body
    assert "The group will discuss it at its next meeting." in body


def test_signposted_and_closed_say_who_and_why(coordinator):
    one, two = issues.acknowledged_issue(now=at(MONDAY)), issues.logged_issue(now=at(MONDAY))
    tell_parents(MONDAY)
    tuesday = MONDAY + clock.DAY
    signpost_issue(one, to="The school nurse", reason="She can see Sam.", by=coordinator, now=at(tuesday))
    close_issue(two, reason="The line runs again.", by=coordinator, now=at(tuesday))
    assert tell_parents(tuesday) == 2
    assert "The school nurse\n\nShe can see Sam." in mail_to(one)[-1].body_text
    assert "The line runs again." in mail_to(two)[-1].body_text


def test_merged_families_are_told_from_the_merging_on(coordinator):
    root, merged = answers.presented_issue(now=at(MONDAY)), issues.acknowledged_issue(now=at(MONDAY))
    tell_parents(MONDAY)
    tuesday = MONDAY + clock.DAY
    Issue.objects.filter(pk=merged.pk).update(status="acknowledged")
    merge_issue(merged, into=root, by=coordinator, now=at(tuesday))
    body = told(merged, tuesday)
    assert "put what you told us" not in body
    assert root.reference not in body


# --- who is not told ---------------------------------------------------------------------------------


def test_anonymous_parents_get_nothing_and_nothing_is_stored_of_them(coordinator):
    issue = answers.walk_to("responded_issue", is_anonymous=True, now=at(MONDAY))
    count = Message.objects.filter(to="").count()
    tell_parents(MONDAY)
    assert Message.objects.filter(to="").count() == count
    assert not IssueTurn.objects.filter(issue=issue).exists()
    assert not IssueLink.objects.exists()


@pytest.mark.parametrize("end", ["hide", "withdraw"])
def test_what_is_out_of_sight_or_withdrawn_is_not_told(coordinator, end):
    issue = issues.logged_issue(now=at(MONDAY))
    if end == "hide":
        hide_issue(issue, reason="A worry", by=coordinator, now=at(MONDAY))
    else:
        withdraw_issue(issue, now=at(MONDAY))
    assert tell_parents(MONDAY) == 0


# --- the first e-mail --------------------------------------------------------------------------------


def test_the_first_email_carries_a_copy_of_what_was_said():
    issue = issues.received_issue(now=at(MONDAY))
    body = Message.objects.get(to=issue.contact_email).body_text
    assert issue.original_text in body
    assert issue.hoped_for in body


def test_acknowledging_twice_is_still_told_once(coordinator):
    issue = issues.received_issue(now=at(MONDAY))
    acknowledge_issue(issue, by=coordinator, note="We will look into it.", now=at(MONDAY))
    assert "We will look into it." in told(issue, MONDAY)
