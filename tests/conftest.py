"""Options of every test run, and what to leave out where a machine cannot do it."""

import datetime as dt
import gc
import importlib
import os
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from pytest_django.plugin import blocking_manager_key

from accounts.forms.county_lists import known
from accounts.models import RespondentKind
from common import clock
from tests import signing_in
from tests.factories import numbering
from tests.sample_year import AS_OF, sample_year

__all__ = ["sample_year"]


def pytest_addoption(parser):
    group = parser.getgroup("portal")
    group.addoption("--full", action="store_true", help="the full numbers of the fault tests: 120 builds, 1,000 posts")
    group.addoption("--all-looks", action="store_true", help="every page in every width and theme")


first_lists = importlib.import_module("accounts.migrations.0002_first_lists")

STORED = {"db", "transactional_db", "sample_year"}
FAULTS = Path(__file__).parent / "faults"


def mark_by_what_it_needs(item):
    """Mark what kills processes as `faults`, and as `plain` what needs neither those nor a database."""
    if item.path.is_relative_to(FAULTS):
        item.add_marker("faults")
    elif STORED.isdisjoint(item.fixturenames) and not any(map(item.get_closest_marker, ("django_db", "browser"))):
        item.add_marker("plain")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        mark_by_what_it_needs(item)
    if not config.getoption("--full"):
        left_out = [item for item in items if item.get_closest_marker("full")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    if os.environ.get("BROKER_URL", "").startswith("redis"):
        return
    skip = pytest.mark.skip(reason="needs Redis: set BROKER_URL=redis://...")
    for item in items:
        if item.get_closest_marker("services"):
            item.add_marker(skip)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Put back the first entries of the county's lists, which a test with real transactions has emptied.

    After the last test there is nobody to need them, and the database is gone.
    """
    result = yield
    marker = item.get_closest_marker("django_db")
    is_real = "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction"))
    if is_real and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            if not RespondentKind.objects.exists():
                first_lists.add_first_entries(apps, None)
    return result


def pytest_collection_finish():
    """Search what thousands of tests leave behind now and then, not all the time: it took a sixth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session")
def is_full(request):
    """Whether this run asked for the full numbers."""
    return request.config.getoption("--full")


@pytest.fixture(autouse=True)
def known_day():
    """Every test runs at noon of one day, unless it pins another: none depends on today, nor on the tests before it."""
    numbering.begin_again()
    with time_machine.travel(clock.at(AS_OF, dt.time(12))):
        yield


@pytest.fixture(autouse=True)
def known_entries():
    """No test knows of an entry that another made."""
    known.clear()


@pytest.fixture
def sign_in():
    """`sign_in(client, user)` signs a user in, staff with both factors, and returns the client."""
    return signing_in.sign_in
