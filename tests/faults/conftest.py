import contextlib
import os

import pytest

from partnership.bootstrap.testing import is_ci
from tests.faults.arena import Arena, Redis


@contextlib.contextmanager
def making(folder, request):
    """Make arenas on SQLite, or on the PostgreSQL that DATABASE_URL names, and end all of it.

    What is about SQLite alone asks for it (`database_url=""`), so that no run leaves it out. An arena in which the
    portal itself runs (`has_portal`) begins with its tables, where the run has them on the same engine.
    """
    arenas, usual = [], os.environ.get("DATABASE_URL", "")

    def make(*, has_portal=False, database_url=usual, **options):
        place = folder / f"arena{len(arenas)}"
        place.mkdir()
        portal = request.getfixturevalue("migrated") if has_portal and database_url == usual else None
        arenas.append(Arena(place, database_url, portal=portal, **options))
        return arenas[-1]

    try:
        yield make
    finally:
        for arena in arenas:
            arena.close()
            print(arena.logs())


@pytest.fixture
def make_arena(tmp_path, request):
    with making(tmp_path, request) as make:
        yield make


@pytest.fixture
def known_day():
    """Real processes have the real time."""


@pytest.fixture(scope="module")
def shared_arena(tmp_path_factory, request):
    """One arena for a module whose tests do not get in each other's way."""
    with making(tmp_path_factory.mktemp("shared"), request) as make:
        yield make()


@pytest.fixture(scope="module")
def shared_portal(tmp_path_factory, request):
    """The same, for a module whose tests run the portal in it."""
    with making(tmp_path_factory.mktemp("shared"), request) as make:
        yield make(has_portal=True)


@pytest.fixture
def redis():
    """A Redis of our own, which may be killed."""
    if not Redis.program:
        (pytest.fail if is_ci(os.environ) else pytest.skip)("needs the program redis-server")
    server = Redis()
    yield server
    server.thaw()
    server.kill()


@pytest.fixture(params=["folder", pytest.param("redis", marks=pytest.mark.services)])
def arena(request, make_arena):
    """An arena on each broker."""
    if request.param == "folder":
        return make_arena()
    return make_arena(broker_url=request.getfixturevalue("redis").url)
