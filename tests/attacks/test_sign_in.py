"""Attacks on signing in: scanners of mail, strange hosts, other sites, and who is known here."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from accounts.models import SignInLink, User
from accounts.services.people import deactivate_user
from tests.factories import accounts as people
from tests.mailbox import mail
from tests.signing_in import app_code, ask_code, code_in, link_in, try_password, use_link, words_of

pytestmark = pytest.mark.django_db
DOOR, CODE, PASSWORD = "/sign-in/", "/sign-in/code/", "/sign-in/password/"
APP, LINK = "/sign-in/second-factor/code/", "/sign-in/password/link/"
EVIL = [
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "\\\\evil.example",
    "/\t/evil.example",
    "http:///evil.example",
    "evil.example",
    "%2f%2fevil.example",
]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_scanner_does_not_use_up_a_sign_in_link(client, method):
    path = link_in(ask_code(client, "new@example.org"))
    for _visit in range(30):
        getattr(Client(), method)(path)
    assert use_link(Client(), path).url == "/my/"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_does_not_use_up_a_password_link_or_its_limit(client, method):
    user = people.coordinator()
    client.post(LINK, {"email": user.email})
    path = link_in(mail.outbox[-1])
    for _visit in range(30):
        getattr(Client(), method)(path)
    new = "seven slow purple herons"
    form_page = client.get(path).url
    assert client.post(form_page, {"password1": new, "password2": new}).url == "/sign-in/password/new/"


def test_second_request_makes_the_first_link_invalid(client):
    first, second = (link_in(ask_code(client, "new@example.org")) for _request in range(2))
    assert use_link(Client(), first).status_code == 410
    assert use_link(Client(), second).status_code == 302
    assert SignInLink.objects.count() == 0


def opened_by_sign_in_link(client):
    return link_in(ask_code(client, "new@example.org"))


def opened_by_password_link(client):
    client.post(LINK, {"email": people.coordinator().email})
    return link_in(mail.outbox[-1])


@pytest.mark.parametrize("ask", [opened_by_sign_in_link, opened_by_password_link])
def test_link_removes_its_secret_from_the_address_before_showing_a_form(client, ask):
    path = ask(client)
    opened = client.get(path)
    assert (opened.status_code, opened["Referrer-Policy"]) == (302, "no-referrer")
    assert "no-store" in opened["Cache-Control"]
    assert path.strip("/").rpartition("/")[2] not in opened.url
    page = client.get(opened.url)
    # A form on a no-referrer page is sent with "Origin: null", and would be refused.
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]


def test_guessed_link_looks_the_same_as_an_expired_one(client):
    old = link_in(ask_code(client, "new@example.org"))
    use_link(client, old)
    guessed = f"/sign-in/link/{'A' * 20}/"
    found, guess = (Client().get(path, follow=True) for path in (old, guessed))
    assert found.status_code == guess.status_code == 200
    assert words_of(found, old) == words_of(guess, guessed)


@pytest.mark.parametrize("host", ["evil.example", "testserver:8888@evil.example", "testserver.evil.example"])
def test_unknown_host_is_refused(client, host):
    assert client.post(DOOR, {"email": "new@example.org"}, HTTP_HOST=host).status_code == 400
    assert mail.outbox == []


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_X_FORWARDED_HOST": "evil.example"}, {"HTTP_HOST": "testserver:4444"}, {"HTTP_FORWARDED": "host=evil"}],
)
def test_links_are_built_from_the_configured_address(client, settings, headers):
    settings.SITE_URL = "https://portal.example.org"
    user = people.coordinator()
    client.post(DOOR, {"email": "new@example.org"}, **headers)
    client.post(LINK, {"email": user.email}, **headers)
    for message in mail.outbox:
        addresses = re.findall(r"https?://\S+", message.body)
        assert addresses
        assert all(address.startswith("https://portal.example.org/") for address in addresses)
        assert "evil" not in message.body + message.subject
        assert "4444" not in message.body + message.subject


@pytest.mark.parametrize("evil", EVIL)
def test_signing_in_by_code_never_redirects_to_another_site(client, evil):
    message = ask_code(client, "new@example.org")
    assert client.post(CODE, {"code": code_in(message), "next": evil}).url == "/my/"


@pytest.mark.parametrize("evil", EVIL)
def test_signing_in_by_password_never_redirects_to_another_site(client, evil):
    user = people.coordinator()
    client.post(PASSWORD, {"login": user.email, "password": people.PASSWORD, "next": evil})
    assert client.post(APP, {"code": app_code(user), "next": evil}).url == "/staff/"


@pytest.mark.parametrize("evil", EVIL)
def test_signing_out_never_redirects_to_another_site(client, sign_in, evil):
    assert sign_in(client, people.parent()).post("/sign-in/out/", {"next": evil}).url == "/"


@pytest.mark.parametrize("evil", EVIL)
def test_reauthenticating_never_redirects_to_another_site(client, sign_in, evil):
    sign_in(client, people.coordinator())
    response = client.post("/sign-in/password/again/", {"password": people.PASSWORD, "next": evil})
    assert response.url == "/staff/"


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed: that is what takes the time."""

    hashed = 0

    def encode(self, password, salt):
        CountingHasher.hashed += 1
        return super().encode(password, salt)


def everybody():
    closed = people.parent()
    deactivate_user(closed, by=None)
    return [
        closed.email,
        "nobody@example.org",
        people.parent().email,
        people.member_user().email,
        people.coordinator().email,
        people.administrator(second_factor=False).email,
    ]


def test_asking_for_a_code_does_not_reveal_accounts():
    answers = set()
    for email in everybody():
        client = Client()
        asked = client.post(DOOR, {"email": email})
        page = client.get(asked.url)
        wrong = client.post(CODE, {"code": "BBBB-BBBB"})
        answers.add((asked.status_code, asked.url, page.status_code, words_of(page, email), words_of(wrong, email)))
    assert len(answers) == 1
    assert len(mail.outbox) == 6


def test_asking_for_a_password_link_does_not_reveal_accounts():
    answers = set()
    for email in everybody():
        client = Client()
        asked = client.post(LINK, {"email": email})
        answers.add((asked.status_code, asked.url, words_of(client.get(asked.url), email)))
    assert len(answers) == 1
    assert len(mail.outbox) == 6


def test_wrong_password_does_not_reveal_accounts_by_message_or_time(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    answers = set()
    for email in everybody():
        before = CountingHasher.hashed
        answer = try_password(Client(), email, "wrong horse battery")
        answers.add((answer.status_code, words_of(answer, email), CountingHasher.hashed - before))
    assert len(answers) == 1
    assert answers.pop()[2] == 1


def test_look_alike_address_is_a_different_account(client):
    people.parent("anna@example.org")
    message = ask_code(client, "anna@еxample.org")
    assert "anna@example.org" not in message.to
    client.post(CODE, {"code": code_in(message)})
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    "email", ["a@example.org\nBcc: b@example.org", "a@example.org\r\nX: y", "a b@example.org", "a", ""]
)
def test_invalid_address_is_a_field_error_and_sends_no_email(client, email):
    for path in (DOOR, LINK):
        assert client.post(path, {"email": email}).status_code == 200
    assert mail.outbox == []
