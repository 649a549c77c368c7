"""The addresses of other versions of documents, public and the co-ordinator's; who gets what, typed by hand."""

from common import clock
from tests.factories import involvement as make
from tests.filling import parts_of
from tests.mailbox import mail

ASKED = {"address": "/privacy/", "reach": "email", "email": "words@example.org"}


def nothing():
    return {}


def waiting():
    return {"reference": make.a_request("/privacy/").reference}


def offered():
    return {"pk": make.a_sent_request(address="/privacy/").version_id}


def for_one():
    return {"pk": make.a_sent_request(address="/privacy/", is_offered=False).version_id}


def link():
    make.a_sent_request(address="/privacy/")
    body = mail.outbox[-1].body
    return {"secret": body.split("/other-versions/sent/")[1].split("/")[0]}


def to_tell():
    return {"reference": make.a_refused_request(make.a_request("/privacy/", **make.POST)).reference}


def _today(*names):
    return {part: value for name in names for part, value in parts_of(clock.today(), name).items()}


ANSWERS = {
    "involvement:version_ask": ASKED,
    "involvement:request_enter": lambda: ASKED | _today("received_on"),
    "involvement:version_send": lambda: {"what": "a large print", "how": "email", **_today("made_from_on", "on")},
}
