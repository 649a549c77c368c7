"""One real measurement of floor and portal in their own processes, and one over HTTP."""

import secrets
import shutil
import subprocess
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from bench import __main__ as program
from bench import data, sides
from bench.calls import Call, Calls
from bench.rows import chosen
from bench.serving import Server, drive_with_python
from partnership.bootstrap.places import find_places
from partnership.bootstrap.reporting import Problem, Progress

PLACES = find_places({})


@pytest.fixture
def folder(migrated, tmp_path, monkeypatch):
    """Both sides on SQLite: 50 rows for the floor, and a portal without a row."""
    if not migrated.is_file:
        pytest.skip("It is about the databases that are files.")
    monkeypatch.setitem(data.SETTINGS, "ours", "tests.settings")  # static files need not be collected
    (tmp_path / "secret-key").write_text(secrets.token_urlsafe(60))
    for side in data.SIDES:
        (tmp_path / side).mkdir()
    shutil.copy(migrated.name, tmp_path / "ours" / "portal.sqlite3")
    command = [PLACES.python, "-m", "bench.make_data", "floor", "50"]
    subprocess.run(command, env=data.environment("floor", tmp_path), cwd=PLACES.root, check=True)
    return tmp_path


def test_the_home_page_is_measured_beside_the_bare_list(folder):
    [row] = [row for row in chosen(["home"]) if row.is_anew]
    with sides.started(PLACES, "floor", folder) as floor, sides.started(PLACES, "ours", folder) as ours:
        [found] = program.short([row], "SQLite", floor, ours, {}, Progress())
        assert floor.ask("count_queries", row="template") == {"queries": 0}
        assert floor.ask("count_queries", row="list") == {"queries": 1}
        assert floor.ask("count_queries", row="form") == {"queries": 0}
        assert floor.ask("count_queries", row="post-one") == {"queries": 1}
        assert floor.ask("count_queries", row="post-five") == {"queries": 10}
    assert 0 < found.ratio < 1
    assert 0 < found.queries < 20
    assert found.milliseconds > found.floor_milliseconds > 0


def test_a_page_that_is_not_as_expected_ends_the_measurement_and_says_so(folder):
    with sides.started(PLACES, "ours", folder) as ours, pytest.raises(Problem, match="max"):
        ours.ask("count_queries", row="issue")  # there is none


# --- over HTTP ------------------------------------------------------------------------------------


class Quiet(WSGIRequestHandler):
    def log_message(self, *_words):
        pass


@pytest.fixture
def server(tmp_path):
    def application(environ, start_response):
        start_response("200 OK" if environ["PATH_INFO"] == "/" else "404 Not Found", [("Content-Length", "2")])
        return [b"ok"]

    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield Server(running.server_port, tmp_path)
        running.shutdown()
        thread.join()


def test_requests_a_second_are_counted(server):
    sent, rate = drive_with_python(server, Calls((Call("/"),)), 0.2)
    assert sent >= 1
    assert 0 < rate <= sent / 0.2


def test_an_answer_that_is_no_success_is_not_counted_as_one(server):
    with pytest.raises(Problem, match="/nowhere was answered with 404"):
        drive_with_python(server, Calls((Call("/nowhere"),)), 0.2)


def test_a_form_is_not_sent_twice_to_look_faster(server, monkeypatch):
    monkeypatch.setattr("bench.serving.shutil.which", lambda _name: None)
    with pytest.raises(Problem, match="only 1 were ready"):
        server.rate(Calls((Call("/", "a=1"),), method="POST"), 0.2)
