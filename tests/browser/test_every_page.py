"""Every page of the portal in a real browser: 0 axe violations, nothing overflows, one h1, nothing in the console."""

import itertools
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, get_resolver, resolve

from tests.browser import checks
from tests.browser.pages import PAGES
from tests.browser.pages.other import FILES, POST_ONLY, REDIRECTS

pytestmark = pytest.mark.browser
SMALL, MIDDLE, WIDE = {"width": 320, "height": 640}, {"width": 768, "height": 1024}, {"width": 1280, "height": 900}
LOOKS = [(SMALL, "light"), (WIDE, "dark")]
ALL_LOOKS = list(itertools.product((SMALL, MIDDLE, WIDE), ("light", "dark")))


def views_in(resolver, prefix=""):
    """Yield (name, view) of every address that has a name and is not Django's administration."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry.callback
        elif entry.app_name != "admin":
            yield from views_in(entry, f"{entry.namespace}:" if entry.namespace else prefix)


def test_every_address_is_listed_as_a_page_or_as_not_a_page():
    listed = {page.name for page in PAGES}
    known = [listed, FILES, REDIRECTS, POST_ONLY]
    names = {name for name, _view in views_in(get_resolver("tests.browser.urls"))}
    assert names - set().union(*known) == set()
    assert set().union(*known) - names == set()
    assert [name for name in names if sum(name in names_of_kind for names_of_kind in known) > 1] == []


def test_addresses_listed_as_post_only_refuse_get():
    views = dict(views_in(get_resolver()))
    assert [name for name in POST_ONLY if hasattr(views[name].view_class, "get")] == []


def test_every_listed_page_has_a_unique_name():
    names = [str(page) for page in PAGES]
    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize("place", PAGES, ids=str)
def test_page_passes_all_checks_at_every_width_and_theme(place, portal, axe, all_looks):
    page = portal.shared_page(place.who, axe)
    page.set_viewport_size(SMALL)
    with checks.watched(page) as gone_wrong:
        place.open(page)
        assert resolve(urlsplit(page.url).path).view_name == place.name
        wrong = checks.headings(page) + checks.small_targets(page)
        wrong += checks.cut(page, checks.SPACING)
        for size, colours in ALL_LOOKS if all_looks else LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=colours)
            found = checks.axe_violations(page) + checks.overflows(page)
            wrong += [f"{size['width']} {colours}: {line}" for line in found]
        wrong += checks.cut(page, checks.DOUBLE)
    assert wrong + [line for line in gone_wrong if place.status == 200 or str(place.status) not in line] == []
