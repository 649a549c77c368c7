"""Promise 17 of docs/safety.md: slow clients cost the others nothing, in every way of serving that we ship."""

import contextlib
import http.client
import signal
import socket
import time

import pytest

from tests.faults.command_lines import WAYS
from tests.faults.slow_clients import HALVES, HEAD, half_open_posts, seconds_of, slow_readers
from tests.faults.web import Web

FIFTY = 50
THREADS = 8
GRACE = 5
PAGES = ("/", "/issues/", "/meetings/", "/terms/")
# More than any system keeps between a server and a client that does not read.
LARGE = 20_000_000


@pytest.fixture(scope="module", params=sorted(WAYS))
def web(request, shared_portal):
    """The portal, served in each way that we ship, one after the other on one database."""
    static = shared_portal.folder / "static"
    static.mkdir(exist_ok=True)
    (static / "large.bin").write_bytes(bytes(LARGE))
    web = Web(shared_portal, WAYS[request.param]())
    yield web
    web.stop()


def test_fifty_half_open_posts_and_fifty_slow_readers_cost_the_next_reader_less_than_a_second(web):
    assert {web.ask("GET", path)[0] for path in PAGES * 2} == {200}
    alone = slowest(web)
    slow = ["/static/large.bin", "/"] * (FIFTY // 2)
    with half_open_posts(web.port, FIFTY), slow_readers(web.port, slow):
        time.sleep(2)
        beside = slowest(web)
        connections = database_connections(web.arena)
    print(f"slowest page: {alone:.3f} s alone, {beside:.3f} s beside them; connections: {connections}")
    assert beside < max(1, 2 * alone)  # a machine that does much else at the same time is slow alone, too
    assert connections <= THREADS


@pytest.mark.parametrize("path", [*PAGES, "/static/large.bin", "/nothing/", "/meetings/calendar.ics"])
def test_head_is_answered_without_a_body_and_the_line_goes_on(web, path):
    line = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
    with contextlib.closing(line):
        answers = []
        for method in ("HEAD", "GET"):
            line.request(method, path)
            answers.append(line.getresponse())
            answers[-1].read()
    assert len({answer.status for answer in answers}) == 1
    assert len({answer.headers["Content-Length"] for answer in answers}) == 1


def slowest(web):
    return max(seconds_of(lambda path=path: web.ask("GET", path)) for path in PAGES * 3)


def database_connections(arena):
    """Return how many PostgreSQL counts, less the one that asks; none on SQLite."""
    if not arena.server_url:
        return 0
    return arena.value("SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = current_database()")


def test_a_server_that_is_stopped_answers_what_was_begun_and_does_not_wait_for_who_stands_still(web):
    still, client = (socket.create_connection(("127.0.0.1", web.port), timeout=10) for _number in range(2))
    with still, client:
        still.sendall(HALVES[1])
        client.sendall(f"{HEAD}Content-Length: 10\r\n\r\nkind=".encode())
        time.sleep(0.3)
        web.master.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        client.sendall(b"other")
        answer = http.client.HTTPResponse(client)
        answer.begin()
        with answer:
            assert answer.status == 403  # complete, and answered: it lacks its CSRF token
        begun = time.monotonic()
        assert web.master.wait(timeout=20) == 0
        assert time.monotonic() - begun < GRACE
    web.start()


def test_a_reader_who_takes_his_time_gets_every_byte_of_a_large_file(web):
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)) as connection:
        connection.request("GET", "/static/large.bin")
        time.sleep(1)
        with connection.getresponse() as answer:
            assert len(answer.read()) == LARGE
