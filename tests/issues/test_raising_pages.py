"""Raising an issue, page by page, as a browser without JavaScript does it."""

import datetime as dt
import re

import pytest
from django.test import Client

from common import clock
from common.models import Message
from issues.models import Issue, IssueDraft
from issues.services.drafts import save_draft
from issues.services.own_issues import find_issue
from tests.counting import queries
from tests.factories import accounts
from tests.issues.wizard import ANONYMOUS, ANSWERS, fields_of, send, shown, walk

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 7, 3, 14, 37, tzinfo=dt.UTC)
LONG = "x" * 100_000


def page(response):
    return response.content.decode()


def test_the_first_page_says_who_helps_with_ones_own_case(client):
    assert "about your own child" in page(client.get("/issues/raise/"))


@pytest.mark.parametrize("step", [*ANSWERS])
def test_every_page_asks_one_question_under_one_heading(client, step):
    response = client.get(f"/issues/raise/{step}/")
    assert response.status_code == 200
    assert page(response).count("<h1") == 1


def test_hint_about_names_comes_before_the_text_box(client):
    text = page(client.get("/issues/raise/what/"))
    assert text.index("Do not name your child or staff") < text.index("<textarea")


def test_an_issue_is_raised_without_an_account(client):
    with clock.frozen(FRIDAY):
        response = send(client)
    issue = Issue.objects.get()
    reference, secret = shown(response)
    assert (response.status_code, reference) == (200, issue.reference)
    assert find_issue(reference, secret) == issue
    assert issue.original_text == "The bus never comes.\nWe wait an hour."
    assert (issue.share_with_group, issue.share_with_agency, issue.may_publish) == (True, False, True)
    assert (issue.contact_name, issue.contact_email) == ("Alex", "alex@example.org")
    for words in ("Tuesday 7 July 2026", "about your own child", "only this once"):
        assert words in page(response)


def test_nothing_of_the_draft_is_left_after_sending(client):
    send(client)
    assert IssueDraft.objects.count() == 0


def test_a_double_post_shows_the_same_reference_and_secret(client):
    check = fields_of(client.get(walk(client)))
    first = client.post("/issues/raise/check/", check)
    second = client.post("/issues/raise/check/", check)
    assert shown(first) == shown(second)
    assert Issue.objects.count() == 1


def test_the_same_form_changed_after_sending_is_refused(client):
    check = fields_of(client.get(walk(client)))
    client.post("/issues/raise/check/", check)
    response = client.post("/issues/raise/check/", check | {"original_text": "Other words"})
    assert response.status_code == 409
    assert "already sent" in page(response)
    assert "Other words" in page(response)
    assert Issue.objects.count() == 1


def test_two_windows_with_one_draft_make_one_issue(client):
    check = walk(client)
    first, second = (fields_of(client.get(check)) for _window in range(2))
    pages = [client.post("/issues/raise/check/", fields) for fields in (first, second)]
    assert shown(pages[0]) == shown(pages[1])
    assert Issue.objects.count() == 1


def test_two_drafts_of_the_same_words_make_two_issues(client):
    send(client)
    send(client)
    assert Issue.objects.count() == 2


def test_answers_can_be_changed_from_the_check(client):
    check = walk(client)
    assert "The bus never comes." in page(client.get(check))
    link = re.search(r'href="(/issues/raise/what/[^"]*)"', page(client.get(check)))[1].replace("&amp;", "&")
    assert "The bus never comes." in page(client.get(link))
    response = client.post(link, {"original_text": "It comes late."})
    assert response.url == check
    assert "It comes late." in page(client.get(check))


def test_a_question_without_an_answer_asks_again_and_keeps_the_others(client):
    response = client.post("/issues/raise/kind/", {})
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert IssueDraft.objects.count() == 0


def test_the_check_leads_to_what_is_not_answered_yet(client):
    address = client.post("/issues/raise/kind/", {"kind": "gap"}).url
    check = address.replace("/service/", "/check/")
    assert "/issues/raise/service/" in client.get(check).url


def test_optional_question_not_yet_seen_is_asked(client):
    address = walk(client, {name: ANSWERS[name] for name in ("kind", "service", "child", "what")})
    assert "/hope/" in address
    assert "/hope/" in client.get(address.replace("/hope/", "/check/")).url


def test_parent_who_wants_to_hear_must_give_contact_details(client):
    response = client.post("/issues/raise/contact/", {"hear": "yes"})
    assert "Give an e-mail address or a phone number" in page(response)


@pytest.mark.parametrize("number", ["ask my mum", "0771"])
def test_phone_number_without_area_code_is_refused(client, number):
    response = client.post("/issues/raise/contact/", {"hear": "yes", "contact_phone": number})
    assert page(response).count("Give the full phone number") == 2  # above, and beside the field
    assert "or stay anonymous." not in page(response)
    assert number in page(response)


@pytest.mark.parametrize("number", ["07700 900123 after six", "+44 (0)1632-960000"])
def test_a_number_is_taken_as_people_write_it(client, number):
    assert client.post("/issues/raise/contact/", {"hear": "yes", "contact_phone": number}).status_code == 302


def test_contact_details_typed_by_an_anonymous_parent_are_not_saved(client):
    client.post("/issues/raise/contact/", {"hear": "no", "contact_email": "not an address", "contact_name": "Alex"})
    assert IssueDraft.objects.get().answers == {
        "hear": "no",
        "contact_name": "",
        "contact_email": "",
        "contact_phone": "",
        "need_not_be_asked": False,
        "adult_name": "",
        "adult_contact": "",
    }


def test_a_signed_in_parent_finds_the_issue_in_their_list(client, sign_in):
    user = accounts.parent()
    sign_in(client, user)
    send(client, ANSWERS | {"contact": {"hear": "yes"}})
    issue = Issue.objects.get()
    assert issue.reporter == user
    assert issue.reference in page(client.get("/my/issues/"))


def test_signed_in_parent_without_an_address_is_told_the_account_address_is_used(client, sign_in):
    user = accounts.parent()
    sign_in(client, user)
    assert "we'll use the one on" in page(client.get("/issues/raise/contact/"))
    assert f"We've also sent both to {user.email}." in page(send(client, ANSWERS | {"contact": {"hear": "yes"}}))


def test_a_signed_in_parent_can_stay_anonymous(client, sign_in):
    sign_in(client, accounts.parent())
    send(client, ANONYMOUS)
    assert Issue.objects.get().reporter is None
    assert "PPS-" not in page(client.get("/my/issues/"))


# --- save and come back ---------------------------------------------------------------------------


def test_a_half_finished_issue_is_saved_and_found_again_on_another_device(client):
    address = walk(client, {name: ANSWERS[name] for name in ("kind", "service", "child")})
    save = client.post(address, {"original_text": "Half a", "save": "yes"}).url
    assert client.post(save, {"email": "alex@example.org"}).status_code == 200
    link = re.search(r"http\S+(/issues/raise/resume/\S+)", Message.objects.get().body_text)[1]
    other = Client()
    resumed = other.get(link).url
    assert "/issues/raise/hope/" in resumed
    assert "Half a" in page(other.get(resumed.replace("/hope/", "/what/")))


def test_returning_parent_is_told_the_first_link_still_works(client):
    address = client.post("/issues/raise/kind/", {"kind": "concern", "save": "yes"}).url
    assert "Without a link we erase what you wrote after tomorrow" in page(client.get(address))
    client.post(address, {"email": "a@example.org"})
    again = page(client.get(address))
    assert "The link we sent you leads back to it until" in again
    assert "Without a link" not in again
    assert "a@example.org" not in again


def test_an_empty_page_does_not_stop_saving(client):
    assert client.post("/issues/raise/kind/", {"save": "yes"}).url.startswith("/issues/raise/save/?draft=")


def test_mail_scanner_following_the_link_does_not_use_it_up(client):
    secret = save_draft({"kind": "gap"}, email="a@example.org")
    link = f"/issues/raise/resume/?draft={secret}"
    for method in (client.get, client.head, client.get):
        assert method(link).status_code == 302


def test_a_draft_can_be_erased_at_once(client):
    address = walk(client, {"kind": ANSWERS["kind"]})
    secret = address.partition("draft=")[2]
    assert "Erased" in client.post(f"/issues/raise/drop/?draft={secret}").content.decode()
    assert IssueDraft.objects.count() == 0
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("secret", ["x", "\0", "%00", "😀", "'--", "a" * 5000, "../.."])
def test_guessed_draft_gets_the_same_404_as_an_expired_one(client, secret):
    save_draft({"kind": "gap"})
    guessed = client.get("/issues/raise/what/", {"draft": secret})
    over = client.get("/issues/raise/what/", {"draft": save_draft({}, now=FRIDAY - dt.timedelta(days=900))})
    assert (guessed.status_code, over.status_code) == (404, 404)
    assert re.sub("draft=[^\"']*", "", page(guessed)) == re.sub("draft=[^\"']*", "", page(over))


def test_pages_with_a_secret_in_the_address_are_not_cached_and_send_no_referrer(client):
    address = walk(client, {"kind": ANSWERS["kind"]})
    response = client.get(address)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "strict-origin"


def test_link_cannot_be_sent_before_a_draft_exists(client):
    assert client.get("/issues/raise/save/").url == "/issues/raise/"
    assert client.post("/issues/raise/save/", {"email": "a@example.org"}).url == "/issues/raise/"
    assert client.post("/issues/raise/save/?draft=guess", {"email": "a@example.org"}).status_code == 404
    assert Message.objects.count() == 0


# --- how often, how dear --------------------------------------------------------------------------


def test_too_many_issues_in_an_hour_are_limited_and_keep_what_was_typed(client):
    with clock.frozen(FRIDAY):
        check = walk(client)
        statuses = [send(client).status_code for _number in range(6)]
        response = client.post("/issues/raise/check/", fields_of(client.get(check)))
    assert statuses == [200] * 6
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "The bus never comes." in page(response)
    with clock.frozen(FRIDAY + dt.timedelta(minutes=6)):
        assert client.post("/issues/raise/check/", fields_of(client.get(check))).status_code == 200


@pytest.mark.parametrize("answers", [ANSWERS, ANONYMOUS])
def test_sending_takes_at_most_nine_queries(client, answers):
    send(client)
    check = fields_of(client.get(walk(client, answers)))
    with queries() as counted:
        assert client.post("/issues/raise/check/", check).status_code == 200
    assert len(counted) <= 9, "\n".join(counted)


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ settings.SECRET_KEY }} {% load i18n %}",
        "javascript:alert(1)",
        "=cmd|' /C calc'!A0",
        "👩‍👧 😀",
        "שלום עולם",
        "%s %(x)s \\ ' \" --",
    ],
)
def test_unusual_characters_are_kept_and_escaped(client, text):
    reference, secret = shown(send(client, ANSWERS | {"what": {"original_text": text}, "hope": {"hoped_for": text}}))
    assert Issue.objects.get().original_text == text
    client.post("/issues/track/", {"reference": reference, "secret": secret})
    shown_page = page(client.get(f"/issues/{reference}/"))
    assert "<script>alert" not in shown_page
    assert "<img src=x" not in shown_page


@pytest.mark.parametrize(
    ("step", "field"),
    [("what", "original_text"), ("hope", "hoped_for"), ("child", "area"), ("contact", "contact_name")],
)
def test_nul_character_is_refused_with_a_message(client, step, field):
    response = client.post(f"/issues/raise/{step}/", ANSWERS[step] | {field: "a\0b"})
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert IssueDraft.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "field"),
    [("what", "original_text"), ("hope", "hoped_for"), ("contact", "contact_phone")],
)
def test_a_text_of_100_000_characters_is_refused_and_kept(client, step, field):
    response = client.post(f"/issues/raise/{step}/", ANSWERS[step] | {field: LONG})
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert LONG in page(response)
    assert IssueDraft.objects.count() == 0


def test_a_text_too_long_is_refused_at_the_last_page_too(client):
    check = fields_of(client.get(walk(client)))
    assert "There is a problem" in page(client.post("/issues/raise/check/", check | {"original_text": LONG}))
    assert Issue.objects.count() == 0


def test_line_ends_count_as_one_character(client):
    text = "\r\n".join(["line"] * 2_000)
    response = client.post("/issues/raise/what/", {"original_text": text})
    assert response.status_code == 302


@pytest.mark.parametrize("name", ["a\u202eb", "a\x1b[31mb"])
def test_invisible_characters_in_a_name_are_refused(client, name):
    response = client.post("/issues/raise/contact/", ANSWERS["contact"] | {"contact_name": name})
    assert "characters that cannot be shown" in page(response)


@pytest.mark.parametrize(
    "email", ["a@example.org\nBcc: b@example.org", "a b@example.org", "a@", "@", "x" * 400 + "@e.org"]
)
def test_invalid_email_address_is_a_field_error(client, email):
    response = client.post("/issues/raise/contact/", ANSWERS["contact"] | {"contact_email": email})
    assert response.status_code == 200
    assert IssueDraft.objects.count() == 0


@pytest.mark.parametrize("change", [{"kind": "theft"}, {"service_area": ""}, {"hear": "maybe"}, {"original_text": " "}])
def test_tampered_form_says_what_is_missing(client, change):
    check = fields_of(client.get(walk(client)))
    response = client.post("/issues/raise/check/", check | change)
    assert "There is a problem" in page(response)
    assert Issue.objects.count() == 0


def test_fields_that_are_not_asked_for_are_ignored(client):
    check = fields_of(client.get(walk(client)))
    extra = {"status": "closed", "is_published": "on", "reference": "PPS-1", "reporter": "1", "is_anonymous": "on"}
    client.post("/issues/raise/check/", check | extra)
    issue = Issue.objects.get()
    assert (issue.status, issue.is_published, issue.reporter, issue.is_anonymous) == ("received", False, None, False)


@pytest.mark.parametrize("step", ["nonsense", "checks", "0", "kind-"])
def test_a_page_that_is_not_there_is_404(client, step):
    assert client.get(f"/issues/raise/{step}/").status_code == 404


def test_without_its_token_a_form_is_refused(client):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/issues/raise/what/", {"original_text": "Words that took an hour"})
    assert response.status_code == 403
    assert "Words that took an hour" in page(response)
