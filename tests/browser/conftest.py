"""A real browser over the sample year. Without Chromium these tests are left out and say so; in CI they fail."""

import os
import shutil
from pathlib import Path

import pytest
from django.db import connections

from bench.chromium import CHROMIUM_WORDS
from partnership.bootstrap.places import find_places
from partnership.bootstrap.testing import CHROMIUM as NAMES
from partnership.bootstrap.testing import is_ci
from tests.browser.portal import running_portal

# Playwright keeps a loop running in the tests' thread; queries there are not asynchronous for all that.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
AXE = Path(os.environ.get("PORTAL_AXE") or find_places(dict(os.environ)).axe)
NO_CHROMIUM = "Tests in the browser are left out: Chromium is not installed (apt-get install chromium)."
NO_AXE = f"axe-core is not there: ./test gets it from npm and puts it at {AXE}"


def pytest_collection_modifyitems(items):
    if CHROMIUM or is_ci(os.environ):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        terminalreporter.write_line(NO_CHROMIUM)


@pytest.fixture
def known_day():
    """The portal that is looked at pins its own day (`running_portal`)."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, without the calls home that a new profile makes."""
    if not CHROMIUM:
        pytest.fail(NO_CHROMIUM)
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_WORDS}


@pytest.fixture(scope="session")
def browser(browser):
    """The browser; before its loop ends, close the connection that Django keeps apart for a thread with a loop.

    The tests that follow use it, and nobody could close it afterwards: PostgreSQL would not drop their database.
    """
    yield browser
    connections.close_all()


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core, to be run in a page."""
    if not AXE.is_file():
        (pytest.fail if is_ci(os.environ) else pytest.skip)(NO_AXE)
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def all_looks(request):
    """Whether this run asked for every width and theme."""
    return request.config.getoption("--all-looks")


@pytest.fixture(scope="module")
def portal(sample_year, browser, django_db_blocker):
    """A portal that the tests of one file share: they read, or write what does not matter to the others."""
    with django_db_blocker.unblock(), running_portal(sample_year, browser) as portal:
        yield portal


@pytest.fixture
def own_portal(sample_year, browser, django_db_blocker):
    """A portal of this test alone."""
    with django_db_blocker.unblock(), running_portal(sample_year, browser) as portal:
        yield portal
