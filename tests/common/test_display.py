import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory

from common.display import COLOURS, SIZES, Display

pytestmark = pytest.mark.urls("tests.common.pages")


def choose(client, **data):
    return client.post("/display/", data, headers=data.pop("headers", {}))


@pytest.mark.django_db
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("colour", COLOURS)
def test_a_choice_is_a_class_on_the_page(client, size, colour):
    choose(client, size=size, colour=colour)
    html = client.get("/too-many/").content.decode()
    assert re.search(rf'<html [^>]*class="govuk-template app-size-{size} app-colour-{colour}"', html)
    assert re.search(rf'value="{size}" id="display-size-{size}" checked', html)
    assert re.search(rf'value="{colour}" id="display-colour-{colour}" checked', html)


@pytest.mark.parametrize("cookie", ["", "huge.pink", "larger", ".dark", "<script>.x", "larger.dark.x", "%00"])
def test_an_unknown_choice_is_the_default(cookie):
    request = RequestFactory().get("/", headers={"cookie": f"display={cookie}"})
    display = Display.of(request)
    assert display.size in SIZES
    assert display.colour in COLOURS


def test_an_invalid_post_keeps_the_default(client):
    response = choose(client, size="huge", colour="pink")
    assert response.cookies["display"].value == "normal.auto"


@pytest.mark.parametrize(
    ("next_page", "expected"),
    [
        ("/meetings/?page=2", "/meetings/?page=2"),
        ("http://testserver/members/", "http://testserver/members/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("https:evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_choice_returns_to_the_page_and_never_to_another_site(client, next_page, expected):
    response = choose(client, size="larger", colour="dark", next=next_page)
    assert response.status_code == 302
    assert response["Location"] == expected


def test_without_an_address_the_page_before_is_taken(client):
    response = client.post("/display/", {"size": "larger"}, headers={"referer": "http://testserver/terms/"})
    assert response["Location"] == "http://testserver/terms/"


def test_a_form_on_another_site_is_refused(client):
    response = client.post("/display/", {"size": "larger"}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert "display" not in response.cookies


@pytest.mark.django_db
def test_get_does_not_change_the_choice(client):
    assert client.get("/display/").status_code == 405


def test_the_cookie_is_kept_from_scripts_and_lasts_a_year(client):
    cookie = choose(client, size="larger", colour="calm").cookies["display"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 60 * 60


def test_form_has_no_token_so_public_pages_set_no_cookie(client, db):
    response = client.get("/too-many/")
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content


def test_every_choice_has_its_rules_in_the_style_sheet():
    css = (Path(settings.BASE_DIR) / "static/css/portal.css").read_text()
    for size in set(SIZES) - {"normal"}:
        assert f"html.app-size-{size}" in css
    for colour in set(COLOURS) - {"light"}:
        assert f"html.app-colour-{colour}" in css
