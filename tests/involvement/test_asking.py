"""Anybody asks for a document in another version on its own page, and has it within five working days (V13)."""

import datetime as dt

import pytest
from django.core.cache import cache

from accounts.models import AuditEntry
from accounts.services.settings import set_setting
from common import clock
from involvement.models import OtherVersionRequest
from issues.models import Issue
from tests.factories import accounts, issues, meetings
from tests.factories import involvement as make
from tests.filling import forms_of
from tests.issues.pages import words
from tests.mailbox import mail
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
FRIDAY = dt.date(2026, 3, 27)  # Good Friday is on 3 April 2026, Easter Monday on the 6th
ASK = "/other-versions/ask/"
TITLE = "What we promised, and whether we keep it"


@pytest.fixture(autouse=True)
def on_friday(db):
    cache.clear()
    with clock.frozen(FRIDAY):
        yield


def ask(client, address="/terms/", once="one", **changes):
    typed = {"address": address, "kind": "large", "reach": "email", "email": "reader@example.org", "once": once}
    return client.post(f"{ASK}?of={address}", typed | changes)


def test_the_page_of_a_document_leads_to_the_form_and_the_form_says_by_when(client):
    assert f'{ASK}?of=%2Fterms%2F"' in client.get("/terms/").content.decode()
    page = client.get(f"{ASK}?of=/terms/")
    assert f"{TITLE} Ask for this in another version" in words(page)
    assert "we send it by Tuesday 7 April 2026" in words(page)
    assert page.context["form"]["address"].is_hidden


def test_a_request_is_kept_with_its_document_and_its_day_and_both_sides_are_e_mailed(client):
    team = accounts.coordinator(email="team@example.org")
    answer = ask(client, name="Jo  Hale")
    asked = OtherVersionRequest.objects.get()
    assert answer.url == f"/other-versions/asked/{asked.reference}/"
    assert (asked.address, asked.title, asked.name) == ("/terms/", TITLE, "Jo Hale")
    assert (asked.received_on, asked.due_on) == (FRIDAY, dt.date(2026, 4, 7))
    assert [one.to for one in mail.outbox] == [["reader@example.org"], [team.email]]
    assert "We send it by Tuesday 7 April 2026" in mail.outbox[0].body
    page = words(client.get(answer.url))
    assert "We have your request" in page
    assert "reader@example.org" not in page
    assert "Large print" not in page.split("What happens next")[1].split("How this page looks")[0]


def test_pressed_twice_it_is_one_request(client):
    assert ask(client).url == ask(client).url
    assert OtherVersionRequest.objects.count() == 1
    assert ask(client, kind="braille").status_code == 409


def test_the_audit_trail_holds_nobody_and_no_time_of_day(client):
    ask(client, name="Jo Hale")
    entry = AuditEntry.objects.get(verb="ask_version")
    assert (entry.by, entry.at) == (None, None)
    assert "reader@example.org" not in f"{entry.detail}{entry.object_name}"
    assert "Jo" not in f"{entry.detail}{entry.object_name}"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": ""}, "Give an e-mail address, or choose another way."),
        ({"reach": "phone"}, "Give a phone number, or choose another way."),
        ({"reach": "post"}, "Give a postal address, or choose another way."),
        ({"kind": "language"}, "Say which language."),
        ({"kind": "other"}, "Say what would help."),
        ({"kind": ""}, "Choose an answer to “Which version do you need?”"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(client, changes, message):
    page = ask(client, name="Jo Hale", **changes)
    assert page.status_code == 200
    assert message in words(page)
    assert 'value="Jo Hale"' in page.content.decode()
    assert not OtherVersionRequest.objects.exists()


def test_only_the_chosen_way_to_reach_somebody_is_kept(client):
    ask(client, reach="phone", phone="01632 960 000", post="1 High Street")
    asked = OtherVersionRequest.objects.get()
    assert (asked.phone, asked.email, asked.post) == ("01632 960 000", "", "")


@pytest.mark.parametrize(
    "typed",
    [
        "/nowhere/",
        "/staff/",
        "/staff/other-versions/",
        "/meetings/calendar.ics",
        "/issues/raise/",
        "https://elsewhere.example/terms/",
        "javascript:alert(1)",
        "//elsewhere.example/",
        "a" * 400,
    ],
)
def test_a_page_that_is_no_document_of_ours_is_refused(client, typed):
    assert client.get(ASK, {"of": typed}).status_code == 404
    page = client.post(ASK, {"address": typed, "kind": "large", "reach": "email", "email": "a@example.org"})
    assert "There is no page with this address that you can read." in words(page)
    assert not OtherVersionRequest.objects.exists()


def test_an_address_may_be_pasted_whole(client):
    page = client.post(
        ASK,
        {"address": "http://127.0.0.1:8000/terms/?x=1#M1", "kind": "large", "reach": "email", "email": "a@example.org"},
    )
    assert page.status_code == 302
    assert OtherVersionRequest.objects.get().address == "/terms/"


def test_what_somebody_may_not_see_does_not_exist_for_their_request(client):
    issue = issues.received_issue()
    address = f"/issues/{issue.reference}/"
    assert client.get(ASK, {"of": address}).status_code == 404
    sign_in(client, accounts.coordinator())
    assert client.get(ASK, {"of": address}).status_code == 200


def test_the_title_of_a_page_for_members_is_kept_for_members_alone(client):
    item = meetings.a_meeting_with_agenda(dt.date(2026, 5, 5)).items.first()
    paper = meetings.a_paper(item, title="Night stays", is_for_members_only=True, urgency_reason="It came late.")
    address = f"/meetings/{item.meeting.slug}/papers/{paper.pk}/"
    assert client.get(ASK, {"of": address}).status_code == 404
    sign_in(client, accounts.member_user())
    assert ask(client, address).status_code == 302
    assert OtherVersionRequest.objects.get().title == "Night stays"


def test_the_days_are_those_of_the_setting_and_the_accessibility_page_says_them(client):
    page = words(client.get("/accessibility/"))
    assert "within 5 working days" in page
    assert f'href="{ASK}"' in client.get("/accessibility/").content.decode()
    set_setting("other_version_days", 3, by=None)
    assert "within 3 working days" in words(client.get("/accessibility/"))
    ask(client)
    assert OtherVersionRequest.objects.get().due_on == dt.date(2026, 4, 1)


def test_the_form_without_a_document_asks_which_one(client):
    [(_action, fields)] = [one for one in forms_of(client.get(ASK)) if "kind" in one[1]]
    assert fields["address"].type == "text"


def test_beyond_twenty_requests_an_hour_from_one_address_it_is_slowed(client):
    for n in range(20):
        assert ask(client, once=f"k{n}").status_code == 302
    assert ask(client, once="more").status_code == 302
    assert ask(client, once="and more").status_code == 429


def test_what_is_there_already_is_offered_before_anybody_asks(client):
    make.a_sent_request()
    assert "These versions are there already: Large print (text, 1 KB)" in words(client.get(f"{ASK}?of=/terms/"))


def test_no_version_is_asked_for_of_what_the_co_ordinator_may_not_know_of(client):
    issue, secret = issues.raised()
    Issue.objects.filter(pk=issue.pk).update(is_about_us=True, is_apart=True)
    client.post("/issues/track/", {"reference": issue.reference, "secret": secret})
    page = client.get(issue.get_absolute_url())
    assert page.status_code == 200
    assert f"{ASK}?of" not in page.content.decode()
    typed = {"address": issue.get_absolute_url(), "kind": "large", "reach": "email", "email": "a@example.org"}
    asked = client.post(ASK, typed)
    assert "There is no page with this address that you can read." in words(asked)
    assert not OtherVersionRequest.objects.exists()
