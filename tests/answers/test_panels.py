"""What answers put on the pages of issues and themes, for the public, the parent and the co-ordinator."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from answers.rules import Outcome
from answers.services.feedback import give_feedback
from answers.services.you_said import publish_entry
from common import panels
from issues.models import Issue, Theme
from issues.services.issues import hide_issue, merge_issue
from tests.factories import accounts, answers, issues
from tests.issues.pages import links, words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ANSWER, NO_WORDS = "We will write the evening before.", "Sam still waits."
ASK, ASK_AGAIN = "Say whether this answers it", "This is not answered"


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


@pytest.fixture
def parent(db):
    return accounts.parent()


@pytest.fixture
def theirs(parent):
    """The browser of the issue's parent."""
    return sign_in(Client(), parent)


@pytest.fixture
def answered(coordinator, council, parent):
    """An answered issue of the parent, with its published entry of “you said, we did”."""
    issue = issues.logged_issue(reporter=parent, by=coordinator, now=at(7, 6))
    response = answers.post_answer(
        answers.presentation_of(issue, agency=council, by=coordinator, now=at(7, 6)), now=at(7, 13)
    )
    publish_entry(response.answers.get().entries.get(), by=coordinator, now=at(7, 14))
    return Issue.objects.get(pk=issue.pk)


def built(row, *places, user=None, **who):
    """Return {place: context of its one panel, or None}, as a page would first build it."""
    row = type(row).objects.get(pk=row.pk)
    vars(row).update(who)
    found = panels.build(row, user or AnonymousUser(), *places)
    assert all(len(panel) <= 1 for panel in found.values())
    return {place: panel[0].context if panel else None for place, panel in found.items()}


def text_of(client, issue):
    return words(client.get(issue.get_absolute_url()))


def is_told(response):
    """Say whether a page has the heading of what was told, beside the link of that name in its head."""
    return bool(re.search(r"<h2[^>]*>\s*You said, we did\s*</h2>", response.content.decode()))


# --- the page of an issue -------------------------------------------------------------------------


def test_public_page_shows_status_answer_and_you_said_entry(client, answered):
    text = text_of(client, answered)
    assert "Northshire County Council answered on 13 July 2026." in text
    assert ANSWER in text
    assert ASK not in text
    assert is_told(client.get(answered.get_absolute_url()))


def test_only_the_parent_is_asked_for_feedback(staff, theirs, answered):
    assert ASK in text_of(theirs, answered)
    address = f"{answered.get_absolute_url()}feedback/"
    assert address in links(theirs.get(answered.get_absolute_url()))
    for browser in (Client(), staff, sign_in(Client(), accounts.parent())):
        assert address not in links(browser.get(answered.get_absolute_url()))


def test_answered_issue_takes_yes_or_no_and_a_closed_one_only_no(answered):
    def said(issue, **who):
        context = built(issue, "answers", **who)["answers"]
        return context["can_say_yes"], context["can_say_no"]

    assert (said(answered, is_own=True), said(answered)) == ((True, True), (False, False))
    closed = give_feedback(answered, is_answered=True, now=at(7, 20))
    assert (said(closed, is_own=True), said(closed)) == ((False, True), (False, False))
    opened = give_feedback(closed, is_answered=False, reason=NO_WORDS, now=at(7, 21))
    assert said(opened, is_own=True) == (False, False)


def test_no_answer_panel_before_there_is_an_answer(client, theirs, coordinator, council, parent):
    issue = issues.logged_issue(reporter=parent, by=coordinator, now=at(7, 6))
    answers.presentation_of(issue, agency=council, by=coordinator, now=at(7, 6))
    found = built(issue, "answers", "told", is_own=True)
    assert (found["answers"]["answers"], found["told"]["entries"]) == ([], [])
    for browser in (client, theirs):
        text = text_of(browser, issue)
        assert "Does this answer it?" not in text
        assert not is_told(browser.get(issue.get_absolute_url()))


def test_parent_and_coordinator_see_the_feedback_but_the_public_does_not(staff, theirs, answered):
    give_feedback(answered, is_answered=False, reason=NO_WORDS, now=at(7, 20))
    assert f"What you said on 20 July 2026 {NO_WORDS}" in text_of(theirs, answered)
    told = words(staff.get(f"/staff/issues/{answered.reference}/"))
    assert f"20 July 2026: this does not answer it, because: {NO_WORDS}" in told
    assert NO_WORDS not in text_of(Client(), answered)


def test_yes_is_shown_to_the_coordinator_and_not_quoted_to_the_parent(staff, theirs, answered):
    give_feedback(answered, is_answered=True, now=at(7, 20))
    assert "20 July 2026: this answers it" in words(staff.get(f"/staff/issues/{answered.reference}/"))
    text = text_of(theirs, answered)
    assert "What you said on" not in text
    assert ASK_AGAIN in text


def test_the_coordinator_reads_what_it_was_presented_with(staff, answered):
    page = staff.get(f"/staff/issues/{answered.reference}/")
    item = answered.presentation_items.get()
    assert f"/staff/presentations/{item.presentation.reference}/" in links(page)
    assert "(Northshire County Council)" in words(page)


def test_nothing_was_presented_so_there_is_no_such_panel(staff, coordinator):
    issue = issues.logged_issue(by=coordinator)
    assert built(issue, "staff_presented") == {"staff_presented": None}
    assert "Presented" not in words(staff.get(f"/staff/issues/{issue.reference}/"))


def test_an_answer_that_was_not_possible_is_shown_with_its_reason(client, coordinator, council):
    issue = issues.logged_issue(by=coordinator, now=at(7, 6))
    made = answers.presentation_of(issue, agency=council, by=coordinator, now=at(7, 6))
    answers.post_answer(made, outcome=Outcome.NOT_POSSIBLE, text="", reason="There is no money.", now=at(7, 13))
    assert "There is no money." in text_of(client, issue)


# --- out of sight, and merged ---------------------------------------------------------------------


def test_only_the_parent_sees_panels_of_an_issue_out_of_sight(staff, theirs, answered, coordinator):
    give_feedback(answered, is_answered=False, reason=NO_WORDS, now=at(7, 20))
    hide_issue(answered, reason="A worry", by=coordinator, now=at(7, 21))
    addresses = [answered.get_absolute_url(), f"/staff/issues/{answered.reference}/"]
    assert [staff.get(address).status_code for address in addresses] == [404, 404]
    response = Client().get(addresses[0])
    assert response.status_code == 404
    assert ANSWER not in words(response)
    text = text_of(theirs, answered)
    assert ANSWER in text
    assert NO_WORDS in text


@pytest.fixture
def pair(coordinator, council):
    """(root, merged), answered as one; the merged issue's parent has said no."""
    root = issues.logged_issue(by=coordinator, now=at(7, 6))
    merged = issues.published_issue(by=coordinator, now=at(7, 6))
    merge_issue(merged, into=root, by=coordinator, now=at(7, 6))
    answers.post_answer(answers.presentation_of(root, agency=council, by=coordinator, now=at(7, 6)), now=at(7, 13))
    merged = Issue.objects.get(pk=merged.pk)
    give_feedback(merged, is_answered=False, reason=NO_WORDS, now=at(7, 20))
    return root, merged


def test_merged_issue_shows_the_main_answer_and_each_parent_their_own_feedback(pair):
    root, merged = pair
    shown = [built(row, "answers")["answers"]["answers"] for row in pair]
    assert shown[0] == shown[1]
    assert [answer.text for answer in shown[1]] == [ANSWER]
    assert [word.reason for word in built(merged, "feedback", is_own=True)["feedback"]["feedback"]] == [NO_WORDS]
    assert list(built(root, "feedback", is_own=True)["feedback"]["feedback"]) == []


def test_feedback_from_a_merged_issue_leaves_the_coordinators_page_when_hidden(staff, pair, coordinator):
    root, merged = pair
    address = f"/staff/issues/{root.reference}/"
    assert NO_WORDS in words(staff.get(address))
    hide_issue(merged, reason="A worry", by=coordinator)
    assert NO_WORDS not in words(staff.get(address))


def test_merged_issue_does_not_show_the_status_of_a_main_issue_out_of_sight(client, pair, coordinator):
    root, merged = pair
    assert built(merged, "standing")["standing"]["standing"].startswith("It was reopened")
    hide_issue(root, reason="A worry", by=coordinator)
    stands = built(merged, "standing")["standing"]["standing"]
    assert stands == "It was merged on 6 July 2026 with another issue that says the same."
    text = text_of(client, merged)
    assert "It was reopened" not in text
    assert root.reference not in text


# --- the page of a theme --------------------------------------------------------------------------


def test_a_theme_that_was_not_presented_says_so_to_the_coordinator_alone(staff, coordinator):
    theme = issues.theme(by=coordinator)
    issues.logged_issue(theme=theme, by=coordinator)
    assert "Not presented yet." in words(staff.get(f"/staff/themes/{theme.slug}/"))
    assert "Not presented yet." not in words(Client().get(theme.get_absolute_url()))


def test_theme_page_shows_answer_and_you_said_entry_and_staff_page_the_presentation(staff, coordinator, council):
    theme = issues.theme(by=coordinator, summary="Buses come late.")
    issue = issues.logged_issue(theme=theme, by=coordinator, now=at(7, 6))
    made = answers.presentation_of(theme=theme, agency=council, by=coordinator, now=at(7, 6))
    response = answers.post_answer(made, now=at(7, 13))
    publish_entry(response.answers.get().entries.get(), by=coordinator, now=at(7, 14))
    give_feedback(Issue.objects.get(pk=issue.pk), is_answered=False, reason=NO_WORDS, now=at(7, 20))
    text = words(Client().get(theme.get_absolute_url()))
    assert ANSWER in text
    assert "You said Buses come late." in text
    assert NO_WORDS not in text
    assert f"/staff/presentations/{made.reference}/" in links(staff.get(f"/staff/themes/{theme.slug}/"))
    assert made.reference in words(staff.get(f"/staff/themes/{theme.slug}/"))


def test_theme_shows_its_newest_twenty_entries_first(coordinator, council):
    theme = issues.theme(by=coordinator, summary="Buses come late.")
    for day in range(1, 23):
        made = answers.presentation_of(theme=theme, agency=council, by=coordinator, now=at(7, day))
        response = answers.post_answer(made, by=None, text=f"Answer {day}.", now=at(7, day))
        publish_entry(response.answers.get().entries.get(), by=coordinator, now=at(7, day))
    entries = built(Theme.objects.get(), "told")["told"]["entries"]
    assert [entry.published_on.day for entry in entries] == list(range(22, 2, -1))
