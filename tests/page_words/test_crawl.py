"""The walk opens what a person could reach, and leaves nothing behind."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from common.models import RateCount
from tests.factories.accounts import parent
from tests.page_words.crawl import QUERIES, Answer, Walk, own_address, plain_addresses, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/issues/#latest", "/issues/"),
        ("?page=2", "/meetings/?page=2"),
        ("../", "/"),
        ("/sign-in/?next=/staff/", "/sign-in/"),
        ("/admin/accounts/user/3/change/?_changelist_filters=o%3D1", "/admin/accounts/user/3/change/"),
        ("https://example.org/", None),
        ("mailto:help@example.org", None),
        ("/sign-out/", None),
    ],
)
def test_only_links_of_our_own_are_followed_and_never_the_way_out(link, address):
    assert own_address(link, "/meetings/") == address


def test_every_address_without_an_argument_is_begun_with():
    addresses = set(plain_addresses())
    assert {"/", "/terms/", "/staff/", reverse("admin:index")} <= addresses


def test_a_page_gives_its_words_and_a_refusal_only_its_status(client):
    assert "Cookies" in " ".join(visit(client, "/cookies/").lines)
    assert visit(client, "/nowhere/") == Answer(404)
    assert visit(client, "/my/").lines == ("to /sign-in/?next=/my/",)


def test_a_visit_leaves_no_row_behind(client):
    before = (User.objects.count(), RateCount.objects.count())
    client.force_login(parent())
    visit(client, "/my/account/")
    assert (User.objects.count() - 1, RateCount.objects.count()) == before


class Site:
    """Stands for a client: pages by address, each with its links."""

    def __init__(self, pages):
        self.pages, self.opened = pages, []


@pytest.fixture
def walk(monkeypatch):
    """Return a function that walks such a site."""

    def walk(pages):
        site = Site(pages)

        def open_page(_client, address):
            site.opened.append(address)
            return Answer(200, (), tuple(site.pages.get(address, ())))

        monkeypatch.setattr("tests.page_words.crawl.visit", open_page)
        Walk(site).all_from(["/"])
        return site.opened

    return walk


def test_each_page_is_opened_once_and_all_are_reached(walk):
    opened = walk({"/": ["/a/", "/b/"], "/a/": ["/b/", "/"], "/b/": ["/c/"]})
    assert sorted(opened) == ["/", "/a/", "/b/", "/c/"]


def test_of_the_filters_of_a_list_some_are_opened_the_same_in_any_order(walk):
    filters = [f"/list/?page={number:02}" for number in range(40)]
    first = walk({"/": ["/list/"], "/list/": filters})
    second = walk({"/": ["/list/"], "/list/": filters[::-1]})
    assert sorted(first) == sorted(second)
    assert len(first) == 2 + QUERIES


def test_what_only_a_filtered_list_leads_to_is_reached(walk):
    assert "/deep/" in walk({"/": ["/?page=2"], "/?page=2": ["/deep/"]})
