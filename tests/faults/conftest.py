import contextlib
import os

import pytest

from partnership.bootstrap.testing import is_ci
from tests.faults.arena import Arena, Redis


@contextlib.contextmanager
def making(folder):
    """Make arenas on SQLite, or on the PostgreSQL that DATABASE_URL names, and end all of it.

    What is about SQLite alone asks for it (`database_url=""`), so that no run leaves it out.
    """
    arenas = []

    def make(**options):
        place = folder / f"arena{len(arenas)}"
        place.mkdir()
        arenas.append(Arena(place, **{"database_url": os.environ.get("DATABASE_URL", ""), **options}))
        return arenas[-1]

    try:
        yield make
    finally:
        for arena in arenas:
            arena.close()
            print(arena.logs())


@pytest.fixture
def make_arena(tmp_path):
    with making(tmp_path) as make:
        yield make


@pytest.fixture
def known_day():
    """Real processes have the real time."""


@pytest.fixture(scope="module")
def shared_arena(tmp_path_factory):
    """One arena for a module whose tests do not get in each other's way."""
    with making(tmp_path_factory.mktemp("shared")) as make:
        yield make()


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
