"""Options of every test run, and what to leave out where a machine cannot do it."""

import contextlib
import datetime as dt
import gc
import importlib
import json
import os
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from pytest_django.plugin import blocking_manager_key

from accounts.forms.county_lists import known
from accounts.models import RespondentKind
from common import clock
from tests import engines, signing_in
from tests.databases import copied_tables, migrated
from tests.factories import numbering
from tests.factories.walks import history
from tests.sample_year import AS_OF, sample_year

__all__ = ["copied_tables", "migrated", "sample_year"]


def pytest_addoption(parser):
    group = parser.getgroup("portal")
    group.addoption("--full", action="store_true", help="the full numbers of the fault tests: 120 builds, 1,000 posts")
    group.addoption("--keep-statements", metavar="FOLDER", help="write down there what each test asked the database")
    group.addoption("--statements", metavar="FOLDER", help="leave out tests that ask another engine nothing new")
    group.addoption("--keep-outcomes", metavar="FILE", help="add there how each test ended, for docs/safety.md")
    group.addoption("--all-looks", action="store_true", help="every page in every width and theme")


statements = engines.Statements()
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
    if folder := config.getoption("--statements"):
        ran = engines.read(folder)
        kept = engines.chosen([item.nodeid for item in items], ran)
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in kept])
        items[:] = [item for item in items if item.nodeid in kept]
    if os.environ.get("BROKER_URL", "").startswith("redis"):
        return
    skip = pytest.mark.skip(reason="needs Redis: set BROKER_URL=redis://...")
    for item in items:
        if item.get_closest_marker("services"):
            item.add_marker(skip)


def has_real_transactions(item):
    """Whether a test commits what it writes."""
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(marker and marker.kwargs.get("transaction"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Put back the first entries of the county's lists, which a test with real transactions has emptied.

    After the last test there is nobody to need them, and the database is gone.
    """
    result = yield
    if has_real_transactions(item) and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            if not RespondentKind.objects.exists():
                first_lists.add_first_entries(apps, None)
    return result


reports = []


def pytest_runtest_logreport(report):
    reports.append((report.nodeid, report.when, report.outcome))


def pytest_sessionfinish(session):
    if (file := session.config.getoption("--keep-outcomes")) and "PYTEST_XDIST_WORKER" not in os.environ:
        with Path(file).open("a") as kept:
            kept.writelines(json.dumps(each) + "\n" for each in reports)
    if folder := session.config.getoption("--keep-statements"):
        statements.write(folder, os.environ.get("PYTEST_XDIST_WORKER", "main"))


def pytest_terminal_summary(terminalreporter, config):
    """Say what brings a random order again: under -q its plug-in does not."""
    if config.getoption("random_order_bucket") == "global":
        seed = config.getoption("random_order_seed")
        terminalreporter.write_line(f"In this order again: ./test --random-order {seed}")


def pytest_collection_finish():
    """Search what thousands of tests leave behind now and then, not all the time: it took a sixth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(copied_tables, django_db_setup):
    """Make the test database as Django does, once there is something to copy."""


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
def known_rows(request):
    """A test whose rows are rolled back may be lent copies of what another walked to."""
    if not {"db", "django_db_setup"} & set(request.fixturenames) or has_real_transactions(request.node):
        yield
        return
    request.getfixturevalue("db")
    with history.begin(), statements.of(request.node.nodeid):
        yield


@pytest.fixture
def django_capture_on_commit_callbacks(django_capture_on_commit_callbacks):
    """Watch what runs on commit; what is walked to meanwhile is never a copy, for which nothing would run."""

    @contextlib.contextmanager
    def capture(**kwargs):
        with history.elsewhere(), django_capture_on_commit_callbacks(**kwargs) as callbacks:
            yield callbacks

    return capture


@pytest.fixture(autouse=True)
def known_entries():
    """No test knows of an entry that another made."""
    known.clear()


@pytest.fixture
def sign_in():
    """`sign_in(client, user)` signs a user in, staff with both factors, and returns the client."""
    return signing_in.sign_in
