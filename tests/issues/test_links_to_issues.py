"""The link in an e-mail opens an issue for two weeks; those without e-mail are told by phone or letter, from a list."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from common import clock, timeline
from common.masked_logs import MaskingFormatter
from common.models import Message
from issues.models import Issue, IssueLink, IssueTurn
from issues.services.issues import log_issue
from issues.services.own_issues import withdraw_issue
from issues.services.telling import new_link
from tests.factories import issues
from tests.filling import parts_of
from tests.issues.pages import said, words
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 7, 6)


def at(day, hour=11):
    return clock.at(day, dt.time(hour))


# --- the link ----------------------------------------------------------------------------------------


def link_of(issue):
    return re.search(r"http\S+(/issues/open/\S+)", Message.objects.filter(to=issue.contact_email).last().body_text)[1]


def test_the_link_is_swapped_for_a_session_at_once(client):
    issue = issues.acknowledged_issue(now=at(MONDAY))
    with clock.frozen(at(MONDAY, 18)):
        tell_parents(MONDAY)
        address = link_of(issue)
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, issue.get_absolute_url())
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert issue.original_text in client.get(answer["Location"]).content.decode()
    assert address.split("/")[-2] not in str(list(IssueLink.objects.values()))


def test_the_link_works_for_two_weeks(client):
    issue = issues.acknowledged_issue(now=at(MONDAY))
    tell_parents(MONDAY)
    for days, status in ((14, 302), (15, 404)):
        with clock.frozen(at(MONDAY + days * clock.DAY)):
            assert client.get(link_of(issue)).status_code == status
    assert "This link no longer works" in client.get("/issues/open/nothing/").content.decode()


def test_the_link_is_masked_in_our_logs(client, caplog, settings):
    issue = issues.acknowledged_issue(now=at(MONDAY))
    address = new_link(issue, now=at(MONDAY)).removeprefix(settings.SITE_URL)
    given = settings.LOGGING["formatters"]["plain"]
    formatter = MaskingFormatter(given["format"], masked=given["masked"])
    client.get(address)
    lines = [formatter.format(record) for record in caplog.records]
    assert any("/issues/open/***" in line for line in lines)
    assert not any(address.split("/")[-2] in line for line in lines)


def told(last):
    """What is typed when a parent was rung today."""
    return {"how": "telephone", **parts_of(clock.today(), "told_on"), "told_by": "Co Day", "last": last}


# --- by phone or letter ------------------------------------------------------------------------------


def test_those_without_email_are_a_list_with_what_to_say_ticked_off_when_done(staff):
    issue = issues.acknowledged_issue(now=at(MONDAY), contact_email="", contact_phone="01632 960 001")
    tell_parents(MONDAY)
    address = reverse("issues:parent_tell", args=[issue.reference])
    page = staff.get(reverse("issues:parent_to_tell_list")).content.decode()
    assert address in page
    assert "1 parent to ring or write to" in staff.get("/staff/").content.decode()
    page = staff.get(address).content.decode()
    assert "The co-ordinator has read what you told us." in page
    assert "01632 960 001" not in page
    last = IssueTurn.objects.get().pk
    staff.post(address, told(last))
    turn = IssueTurn.objects.get()
    assert (turn.told_on, turn.text) == (clock.today(), "")
    assert address not in staff.get(reverse("issues:parent_to_tell_list")).content.decode()


def test_what_came_after_the_page_was_opened_stays_on_the_list(staff, coordinator):
    issue = issues.edited_issue(now=at(MONDAY), contact_email="", contact_phone="01632 960 001")
    tell_parents(MONDAY)
    last = IssueTurn.objects.get().pk
    log_issue(issue, by=coordinator, now=at(MONDAY + clock.DAY))
    tell_parents(MONDAY + clock.DAY)
    staff.post(reverse("issues:parent_tell", args=[issue.reference]), told(last))
    assert [turn.title for turn in IssueTurn.objects.to_tell()] == ["The group is following your issue"]


def test_what_was_to_be_said_goes_with_a_withdrawn_issue():
    issue = issues.acknowledged_issue(now=at(MONDAY), contact_email="", contact_phone="01632 960 001")
    tell_parents(MONDAY)
    withdraw_issue(issue, now=at(MONDAY))
    assert not IssueTurn.objects.to_tell().exists()


def test_who_was_told_how_is_on_the_page_for_staff_and_what_was_ticked_by_mistake_is_taken_back(staff, client):
    issue = issues.acknowledged_issue(now=at(MONDAY), contact_email="", contact_phone="01632 960 001")
    tell_parents(MONDAY)
    page, take_back = f"/staff/issues/{issue.reference}/", f"/staff/issues/{issue.reference}/told/"
    assert take_back not in staff.get(page).content.decode()
    staff.post(reverse("issues:parent_tell", args=[issue.reference]), told(IssueTurn.objects.get().pk))
    shown = words(staff.get(page))
    assert "The parent was told by telephone" in shown
    assert "Co Day" in shown
    assert "Taken back. The parent is on your list again." in said(staff, staff.post(take_back))
    turn = IssueTurn.objects.to_tell().get()
    assert turn.text
    shown = staff.get(page)
    assert "Taken back: it had been recorded that the parent was told by telephone" in words(shown)
    assert take_back not in shown.content.decode()
    assert "It is not recorded that the parent was told." in said(staff, staff.post(take_back))
    titles = [entry.title for entry in timeline.build(Issue.objects.get(pk=issue.pk), AnonymousUser())]
    assert "The parent was told by telephone" not in titles
