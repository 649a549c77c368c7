"""How answers go over the line: of HEAD the headers alone, in every kind of answer, and the next answer after them."""

import http.client
import io
import socket
import threading
from types import SimpleNamespace

import pytest
from django.core.handlers.wsgi import WSGIHandler
from waitress import wasyncore
from waitress.server import create_server

from partnership.serving import BufferingWorker, Channel

WORDS = b"The bus never comes."


def plain(environ, start_response):
    start_response("200 OK", [("Content-Length", str(len(WORDS)))])
    return [WORDS]


def unmeasured(environ, start_response):
    start_response("200 OK", [])
    return [WORDS]


def streaming(environ, start_response):
    start_response("200 OK", [])
    return (WORDS[at : at + 4] for at in range(0, len(WORDS), 4))


def file(environ, start_response):
    start_response("200 OK", [("Content-Length", str(len(WORDS)))])
    return environ["wsgi.file_wrapper"](io.BytesIO(WORDS))


def file_that_sent_no_length(environ, start_response):
    start_response("200 OK", [])
    return environ["wsgi.file_wrapper"](io.BytesIO(WORDS))


class Served:
    """An application behind the channels of the server that we ship."""

    def __init__(self, application):
        self.map, self.is_over = {}, False
        worker = SimpleNamespace(nr=0, max_requests=10**6, busy_since={}, wsgi=application)
        self.server = create_server(
            lambda *given: BufferingWorker.answer(worker, *given), map=self.map, listen="127.0.0.1:0", threads=1
        )
        self.server.channel_class = Channel
        self.port = self.server.effective_port
        self.thread = threading.Thread(target=self.loop)

    def loop(self):
        while not self.is_over:
            wasyncore.loop(0.05, map=self.map, count=1)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.is_over = True
        self.thread.join()
        self.server.task_dispatcher.shutdown()
        wasyncore.close_all(self.map)


def headers_and_rest(line):
    """Read one answer up to its empty line; return its headers, and what has come after them."""
    came = b""
    while b"\r\n\r\n" not in came and (more := line.recv(65536)):
        came += more
    head, _empty, rest = came.partition(b"\r\n\r\n")
    status, *headers = head.decode().split("\r\n")
    return status, dict(one.lower().split(": ", 1) for one in headers), rest


def head_then_get(port, path="/"):
    """Ask HEAD and then GET by one connection, unless the first answer says that it ends."""
    asked = "{} " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(asked.format("HEAD").encode())
        _status, of_head, rest = headers_and_rest(line)
        if of_head.get("connection") == "close":
            return of_head, rest + line.recv(65536), None
        line.sendall(asked.format("GET").encode())
        status, of_get, _body = headers_and_rest(line)
        return of_head, rest, (status, of_get)


@pytest.mark.parametrize("application", [plain, file])
def test_head_is_answered_with_the_length_of_get_and_the_line_goes_on(application):
    with Served(application) as served:
        of_head, rest, (status, of_get) = head_then_get(served.port)
    assert rest == b""
    assert status == "HTTP/1.1 200 OK"
    assert of_head["content-length"] == of_get["content-length"] == str(len(WORDS))


@pytest.mark.parametrize("application", [streaming, unmeasured, file_that_sent_no_length])
def test_head_of_unknown_length_is_answered_without_a_body(application):
    with Served(application) as served:
        of_head, rest, _next = head_then_get(served.port)
        assert rest == b""
        assert "content-length" not in of_head
        line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
        line.request("GET", "/")
        assert line.getresponse().read() == WORDS
        line.close()


def test_page_of_django_is_answered_to_head_without_its_body():
    with Served(WSGIHandler()) as served:
        of_head, rest, (status, of_get) = head_then_get(served.port, "/robots.txt")
    assert rest == b""
    assert status == "HTTP/1.1 200 OK"
    assert int(of_head["content-length"]) == int(of_get["content-length"]) > 0


def test_body_that_is_not_sent_is_closed():
    body = io.BytesIO(WORDS)

    def application(environ, start_response):
        start_response("200 OK", [("Content-Length", str(len(WORDS)))])
        return body

    with Served(application) as served:
        line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
        line.request("HEAD", "/")
        assert line.getresponse().read() == b""
        line.close()
    assert body.closed
