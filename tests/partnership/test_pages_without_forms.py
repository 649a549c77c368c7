"""Pages that take no form: whoever sends them one is told so, with or without the check against forgery."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

pytestmark = pytest.mark.django_db


def views_in(entries, before=""):
    """Yield (address, view) of each page of the portal."""
    for entry in entries:
        address = f"{before}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield address, entry.callback
        elif entry.app_name != "admin":
            yield from views_in(entry.url_patterns, address)


PAGES = ["/", "/search/", "/issues/", "/meetings/", "/meetings/calendar.ics", "/terms/", "/you-said-we-did/"]
FILES = ["/robots.txt", "/favicon.ico", "/health/"]


@pytest.mark.parametrize("path", PAGES + FILES)
def test_form_sent_to_a_page_that_takes_none_is_told_so(path):
    answer = Client(enforce_csrf_checks=True).post(path)
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]


def test_of_pages_that_take_a_form_only_those_a_secret_opens_and_the_look_go_without_its_check():
    views = dict(views_in(get_resolver().url_patterns))
    exempt = {address for address, view in views.items() if getattr(view, "csrf_exempt", False)}
    taking = {address for address in exempt if hasattr(getattr(views[address], "view_class", None), "post")}
    assert {address for address in taking if not address.startswith("follow/")} == {"display/"}
