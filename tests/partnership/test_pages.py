"""The pages of the roof, and what is said when something goes wrong."""

import datetime as dt
import errno
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from accounts.services.settings import set_setting
from common import clock
from partnership import navigation, views
from partnership.rules import MAIN_MENU, STAFF_MENU, current_of
from tests.factories.accounts import coordinator, officer, parent

pytestmark = pytest.mark.django_db
PUBLIC = ["home", "accessibility", "privacy", "cookies"]
LONG_AGO = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def html_of(response):
    return response.content.decode()


def first_control(html):
    return re.search(r"<(a|button|input|select|textarea|summary)\b[^>]*>", html.split("<body", 1)[1]).group()


@pytest.mark.parametrize("name", PUBLIC)
def test_anybody_may_read_it(client, name):
    response = client.get(reverse(name))
    html = html_of(response)
    assert response.status_code == 200
    assert html.count("<h1") == 1
    assert 'lang="en-gb" dir="ltr"' in html
    assert "skip-link" in first_control(html)
    assert not response.cookies


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_has_nothing_the_security_policy_refuses(client, name):
    html = html_of(client.get(reverse(name)))
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"\son\w+=", html)
    assert re.findall(r"<script[^>]*>(.*?)</script>", html, re.S) == [""]


def test_the_policy_allows_only_our_own(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_header_says_how_to_get_help(client):
    header = html_of(client.get("/cookies/")).split("</header>")[0]
    assert 'href="tel:01632960000"' in header
    assert 'href="sms:07700900000"' in header
    assert "mailto:help@partnership.example.org" in header
    assert "/issues/raise/paper/" in header
    assert "We can fill in any form with you." in header


def test_the_service_may_change_its_name_and_its_help_line(client):
    set_setting("service_name", "Voices of <Marlshire>", by=None, now=LONG_AGO)
    set_setting("help_line", "01632 960 111", by=None, now=LONG_AGO)
    html = html_of(client.get("/cookies/"))
    assert "Voices of &lt;Marlshire&gt;" in html
    assert 'href="tel:01632960111"' in html


def test_the_home_page_costs_no_more_than_eight_queries(client, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/")


def test_the_menu_marks_where_one_is():
    marked = [item.current for item in navigation.items(MAIN_MENU, "/meetings/")]
    assert marked.count("page") == 1
    below = {item.address: item.current for item in navigation.items(MAIN_MENU, "/meetings/spring-2026/")}
    assert below["/meetings/"] == "true"


def test_only_the_nearest_menu_item_is_marked():
    items = navigation.items([("All", "/issues/"), ("Raise", "/issues/raise/")], "/issues/raise/")
    assert [item.current for item in items] == ["", "page"]


@pytest.mark.parametrize(("path", "expected"), [("/my/", "page"), ("/my/issues/", "true"), ("/", ""), ("/mine/", "")])
def test_aria_current_tells_a_page_from_its_section(path, expected):
    assert current_of("/my/", path) == expected


def test_the_menu_ends_with_the_way_in_or_with_ones_own_page(client, sign_in):
    assert 'href="/sign-in/"' in html_of(client.get("/cookies/"))
    html = html_of(sign_in(client, parent()).get("/cookies/"))
    assert 'href="/sign-in/"' not in html
    assert 'href="/my/"' in html


def second_menu(rf, path, user):
    request = rf.get(path)
    request.user = user
    return {item.address: item.current for item in navigation.section(request)}


def test_the_second_menu_shows_the_front_pages_ones_roles_open(rf):
    assert second_menu(rf, "/my/", coordinator()) == {"/my/": "page", "/staff/": ""}
    assert second_menu(rf, "/officer/", officer()) == {"/my/": "", "/officer/": "page"}


def test_somebody_with_one_front_page_needs_no_second_menu(rf):
    assert second_menu(rf, "/my/", parent()) == {}
    assert second_menu(rf, "/my/", AnonymousUser()) == {}


def test_the_coordinators_pages_lead_to_each_other(rf):
    menu = second_menu(rf, "/staff/meetings/plan/", coordinator())
    assert menu["/staff/meetings/"] == "true"
    assert menu["/staff/"] == ""
    assert len(menu) == len(STAFF_MENU)


def test_what_is_not_there_is_said_in_plain_words(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "We cannot find that page" in html_of(response)


def test_two_missing_pages_have_the_same_body(client):
    assert client.get("/nowhere/").content == client.get("/nowhere/else/").content


def test_a_right_one_lacks_is_403_in_plain_words(rf):
    request = rf.get("/staff/")
    request.user = parent()
    response = views.permission_denied(request, PermissionError())
    assert response.status_code == 403
    assert b"do not have access to this page" in response.content


def test_too_many_fields_are_400_and_too_much_text_is_413(client):
    fields = client.post("/display/", {f"f{number}": "x" for number in range(10_001)})
    assert (fields.status_code, "We could not read that" in html_of(fields)) == (400, True)
    text = client.post("/display/", {"next": "x" * 3_000_000})
    assert (text.status_code, "too much to send" in html_of(text)) == (413, True)


def test_a_large_file_is_too_much_for_a_form_that_takes_none(client):
    response = client.post("/display/", {"file": SimpleUploadedFile("a.bin", b"x" * 3_000_000)})
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("x"), 500),
        (DatabaseError("a fault of ours"), 500),
        (OSError(errno.ENOSPC, "disk full"), 503),
        (OperationalError("database is gone"), 503),
    ],
)
def test_a_fault_is_500_and_a_missing_helper_503_without_one_query(error, status, rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        try:
            raise error
        except type(error):
            response = views.server_error(rf.get("/"))
    assert response.status_code == status
    assert "saved" in html_of(response)


def test_a_fault_names_nothing_of_itself(rf):
    try:
        raise RuntimeError("the secret of the house")
    except RuntimeError:
        response = views.server_error(rf.get("/"))
    assert b"secret" not in response.content


def test_a_form_without_its_token_is_refused_and_what_was_typed_is_kept(settings):
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        "/privacy/complain/", {"what": "The bus <b>never</b> comes.", "password": "hunter2", "once": "k"}
    )
    html = html_of(response)
    assert response.status_code == 403
    assert "The bus &lt;b&gt;never&lt;/b&gt; comes." in html
    assert "hunter2" not in html
    assert "readonly" in html


def test_health_says_ok_without_a_sign_in(client):
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Cache-Control"] == "no-store"


def test_health_says_so_when_the_database_is_away(client, monkeypatch):
    def gone():
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/health/")
    assert (response.status_code, response.content) == (503, b"no database")


def test_a_browser_that_asks_for_the_icon_is_sent_to_it(client):
    assert client.get("/favicon.ico").url.endswith(".svg")


def test_search_engines_are_asked_to_keep_out_of_what_is_private(client):
    assert "Disallow: /staff/" in html_of(client.get("/robots.txt"))


def test_the_home_page_counts_the_last_twelve_months(client):
    with clock.frozen(dt.date(2026, 3, 2)):
        assert "0 issues raised" in html_of(client.get("/"))


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "is_kept"), [("/issues/raise/what/", True), ("/issues/", True), ("/terms/", False)])
def test_where_something_can_be_typed_the_choice_opens_another_page(client, path, is_kept):
    """A script changes the page where it is; without one, what was typed stays in its own tab."""
    content = client.get(path).content.decode()
    form = content[content.index('class="app-display"') :].partition(">")[0]
    assert ('target="_blank"' in form) is is_kept
