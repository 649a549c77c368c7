"""Attacks on signing in: forged forms, staff without a second factor, pages kept by a cache."""

import re

import pytest
from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.urls.resolvers import RoutePattern

from accounts.models import User
from accounts.roles import Role
from accounts.services.grants import grant_role
from tests.factories import accounts as people
from tests.filling import save
from tests.signing_in import app_code, ask_code, code_in, is_in, try_password

pytestmark = pytest.mark.django_db
DOOR, CODE, PASSWORD = "/sign-in/", "/sign-in/code/", "/sign-in/password/"
SET_UP, LINK = "/sign-in/second-factor/set-up/", "/sign-in/password/link/"


def test_a_missing_token_gets_403_and_loses_no_text_but_shows_no_password():
    client = Client(enforce_csrf_checks=True)
    answer = client.post(PASSWORD, {"login": "anna@example.org", "password": "three quiet green otters"})
    assert answer.status_code == 403
    assert b"anna@example.org" in answer.content
    assert b"otters" not in answer.content


@pytest.mark.parametrize("path", [DOOR, PASSWORD, LINK, "/sign-in/out/", "/sign-in/link/", CODE])
def test_no_form_of_signing_in_works_without_its_token(path):
    client = Client(enforce_csrf_checks=True)
    assert client.post(path, {"email": "a@example.org"}).status_code == 403


def test_fields_that_were_not_asked_for_change_nothing(client, sign_in):
    user = people.parent()
    extra = {
        "name": "Anna",
        "email": "other@example.org",
        "role": "administrator",
        "is_active": "",
        "is_superuser": "on",
    }
    save(sign_in(client, user), "/my/account/", extra)
    stored = User.objects.get(pk=user.pk)
    assert (stored.name, stored.email, stored.is_active) == ("Anna", user.email, True)
    assert not stored.grants.exists()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ user.password }}{% now 'Y' %}", '"><img src=x onerror=a()>']
)
def test_a_typed_name_is_escaped(client, sign_in, name):
    user = people.parent()
    save(sign_in(client, user), "/my/account/", {"name": name})
    assert User.objects.get(pk=user.pk).name == name
    page = client.get("/my/account/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_name_stays_on_one_line(client, sign_in):
    user = people.parent()
    save(sign_in(client, user), "/my/account/", {"name": "Anna\r\nBcc: x@example.org"})
    assert User.objects.get(pk=user.pk).name == "Anna Bcc: x@example.org"


def addresses(patterns=None, prefix="/"):
    """Every plain address of the portal; those with a part that varies get the number 1."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue
        path = prefix + re.sub(r"<(?:\w+:)?\w+>", "1", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from addresses(pattern.url_patterns, path)


def is_an_address(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


OPEN_TO_ENROL = {"/sign-in/out/", "/sign-in/password/again/", "/sign-in/second-factor/again/", SET_UP, "/display/"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_without_a_second_factor_get_nothing_but_setting_one_up(client, method):
    user = people.administrator(second_factor=False)
    grant_role(user, Role.COORDINATOR, by=None)
    try_password(client, user.email, people.PASSWORD)
    tried = {path for path in addresses() if is_an_address(path)} - OPEN_TO_ENROL
    assert len(tried) > 30
    for path in sorted(tried):
        response = getattr(client, method)(path)
        assert (path, response.status_code, response.get("Location")) == (path, 302, SET_UP)


def test_a_session_opened_by_code_ends_when_its_owner_becomes_staff(client):
    user = people.parent()
    client.post(CODE, {"code": code_in(ask_code(client, user.email))})
    grant_role(user, Role.OFFICER, agency=people.agency(), by=None)
    assert client.get("/my/account/").url == PASSWORD
    assert client.get("/my/account/").url == "/sign-in/?next=/my/account/"


def test_only_the_app_code_is_asked_for_when_the_app_was_set_up_in_another_session(client, sign_in):
    user = people.coordinator(second_factor=False)
    try_password(client, user.email, people.PASSWORD)
    people.add_second_factor(user)
    assert client.get("/my/account/").url == "/sign-in/second-factor/again/?next=%2Fmy%2Faccount%2F"
    client.post("/sign-in/second-factor/again/?next=/my/account/", {"code": app_code(user)})
    assert is_in(client)


@pytest.mark.parametrize("path", ["/my/account/", "/", "/accessibility/"])
def test_a_signed_in_page_is_never_cached(client, sign_in, path):
    sign_in(client, people.parent())
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", [DOOR, PASSWORD, LINK, "/sign-in/sample/", "/sign-in/sample/mail/"])
def test_sign_in_page_is_public_and_sample_pages_are_404(client, path):
    expected = 404 if "sample" in path else 200
    assert client.get(path).status_code == expected
    assert client.post(path).status_code == expected
