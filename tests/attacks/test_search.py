"""As each role, what is not theirs is looked for by words that stand there alone: not found, not counted, not meant."""

import datetime as dt

import pytest
from django.test import Client

from common import clock
from common.models import SearchEntry
from issues.services.issues import hide_issue
from issues.services.own_issues import withdraw_issue
from meetings.services.agenda import publish_agenda
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.minutes import note_point, resolve, save_minute
from meetings.services.papers import withdraw_paper
from tests.factories import accounts, issues, members
from tests.factories import meetings as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 9, 14)
NOBODY, EVERYBODY = set(), {"anyone", "parent", "member", "coordinator", "officer", "board", "administrator"}
INSIDE, COORDINATOR = {"member", "coordinator"}, {"coordinator"}


@pytest.fixture(autouse=True)
def today(db):
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def visitors(coordinator):
    users = {
        "parent": accounts.parent("parent@example.org"),
        "member": members.a_member().person.user,
        "coordinator": coordinator,
        "officer": accounts.officer(),
        "board": accounts.board_member(),
        "administrator": accounts.administrator(),
    }
    return {"anyone": Client(), **{role: sign_in(Client(), user) for role, user in users.items()}}


def look_for(client, word):
    page = client.get("/search/", {"q": word})
    assert page.status_code == 200
    return page.context["page_obj"].paginator.count, page.content.decode()


def addresses(word):
    """Return the pages that the entries with a word lead to."""
    rows = SearchEntry.objects.filter(folded__contains=word)
    return {address.partition("#")[0] for address in rows.values_list("address", flat=True)}


def finders(visitors, word):
    """Return who finds a word; to everybody else it is neither counted, nor shown, nor meant by one misspelt."""
    found = {role for role, client in visitors.items() if look_for(client, word)[0]}
    for role in visitors.keys() - found:
        count, text = look_for(visitors[role], word[:-1] + "x")
        assert count == 0
        assert word not in text.lower(), role
        assert "Did you mean" not in text, role
    return found


def test_issue_is_found_by_whoever_reads_its_edited_words_and_never_by_the_original(visitors, coordinator):
    issues.published_issue(by=coordinator, original_text="Quillfeather waits.", edited_text="A lighthouse bus.")
    shared = {"original_text": "Pineapple juice", "edited_text": "A umbrella bus.", "share_with_group": True}
    issues.logged_issue(by=coordinator, is_published=False, **shared)
    assert finders(visitors, "lighthouse") == EVERYBODY
    assert finders(visitors, "umbrella") == INSIDE
    assert finders(visitors, "quillfeather") == NOBODY
    assert finders(visitors, "pineapple") == NOBODY


@pytest.mark.parametrize("how", ["withdrawn", "out of sight"])
def test_issue_that_was_taken_back_is_gone_at_once(visitors, coordinator, how):
    parent = accounts.parent("other@example.org")
    issue = issues.published_issue(by=coordinator, edited_text="A lighthouse bus.", reporter=parent)
    assert finders(visitors, "lighthouse") == EVERYBODY
    if how == "withdrawn":
        withdraw_issue(issue, by=parent)
    else:
        hide_issue(issue, reason="A child may be in danger", by=coordinator)
    assert finders(visitors, "lighthouse") == NOBODY
    assert not SearchEntry.objects.filter(folded__contains="lighthouse").exists()


def test_agenda_is_found_once_published_and_its_private_part_by_the_group_alone(visitors, coordinator):
    meeting = make.a_scheduled_meeting(dt.date(2026, 11, 10))
    make.an_item(meeting, "Buses", text="The lighthouse bus")
    make.an_item(meeting, "One family", text="The umbrella bus", is_private=True, private_reason="It names a family")
    assert finders(visitors, "lighthouse") == COORDINATOR
    assert addresses("lighthouse") == addresses("umbrella") == {f"/staff/meetings/{meeting.slug}/agenda/"}
    publish_agenda(meeting, by=coordinator)
    assert finders(visitors, "lighthouse") == EVERYBODY
    assert finders(visitors, "umbrella") == INSIDE
    assert addresses("lighthouse") == {meeting.get_absolute_url()}
    [private] = SearchEntry.objects.filter(folded__contains="umbrella")
    assert private.address.startswith(f"/my/meetings/{meeting.slug}/#item-")


def test_papers_are_found_by_whom_they_are_for_and_by_nobody_once_withdrawn(visitors, coordinator):
    meeting = make.a_scheduled_meeting(dt.date(2026, 11, 10))
    item = make.an_item(meeting, "Buses")
    paper = make.a_paper(item, "Routes", text="The lighthouse bus")
    make.a_paper(item, "Names", text="The umbrella bus", is_for_members_only=True)
    publish_agenda(meeting, by=coordinator)
    assert finders(visitors, "lighthouse") == EVERYBODY
    assert finders(visitors, "umbrella") == INSIDE
    withdraw_paper(make.fresh(paper), "It named a child", by=coordinator)
    assert finders(visitors, "lighthouse") == NOBODY
    assert not SearchEntry.objects.filter(folded__contains="lighthouse").exists()


def test_minutes_are_found_by_the_coordinator_then_by_members_then_by_everybody(visitors, coordinator):
    meeting = make.a_scheduled_meeting(dt.date(2026, 5, 5))
    item = make.an_item(meeting, "Buses")
    held = make.a_held_meeting(meeting=publish_agenda(meeting, by=coordinator, now=make.noon(dt.date(2026, 4, 20))))
    item = make.fresh(item)
    save_minute(item, "We spoke of the lighthouse bus", item.minute_version, by=coordinator)
    note_point(make.fresh(item), "A umbrella bus came", by=coordinator)
    resolve(make.fresh(item), "To buy a trumpet bus", by=coordinator)
    words = ("lighthouse", "umbrella", "trumpet")
    assert [finders(visitors, word) for word in words] == [COORDINATOR] * 3
    assert set().union(*map(addresses, words)) == {f"/staff/meetings/{meeting.slug}/minutes/"}
    circulate_minutes(make.fresh(held), by=coordinator)
    assert [finders(visitors, word) for word in words] == [INSIDE] * 3
    assert set().union(*map(addresses, words)) == {meeting.get_absolute_url()}
    approve_minutes(make.fresh(held), make.a_meeting_with_agenda(dt.date(2026, 9, 10)), by=accounts.coordinator())
    assert [finders(visitors, word) for word in words] == [EVERYBODY] * 3
