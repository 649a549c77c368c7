"""Requests as they are sent again and again, to an application in the same process or over HTTP."""

import html
import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')


@dataclass(frozen=True)
class Call:
    """One request. `sender` is the address of who asks, because what is posted is limited for each."""

    path: str
    body: str = ""
    sender: str = "127.0.0.1"


@dataclass(frozen=True)
class Calls:
    """The requests of a row, sent in turn. A form is sent once; what is read may be read again."""

    calls: tuple[Call, ...]
    cookie: str = ""
    method: str = "GET"
    status: int = 200
    shows: str = ""  # in the answer, so that a form that comes back with errors is not measured as one that was kept

    @property
    def is_once(self):
        return self.method == "POST"


def environ_of(calls, call, errors):
    """Return what WSGI hands to an application."""
    path, _, query = call.path.partition("?")
    body = call.body.encode()
    environ = {
        "REQUEST_METHOD": calls.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_X_FORWARDED_FOR": call.sender,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": errors,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if calls.cookie:
        environ["HTTP_COOKIE"] = calls.cookie
    if calls.is_once:
        environ |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
    return environ


def hidden_fields(page):
    """Return the hidden fields of a page's forms, by their names."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page) if name != "next"}


def filled(fields):
    return urlencode(fields, doseq=True)


def sender_of(number):
    """Return an address of its own for each of 16 million senders."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
