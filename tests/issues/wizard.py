"""Raising an issue as a browser without JavaScript does: a form a page."""

import re
from html import unescape

START = "/issues/raise/kind/"
ANSWERS = {
    "kind": {"kind": "concern"},
    "service": {"service_area": "travel"},
    "child": {"area": "north", "age_group": "5-10"},
    "what": {"original_text": "The bus never comes.\r\nWe wait an hour."},
    "hope": {"hoped_for": "Tell us the evening before."},
    "sharing": {"share_with_group": "on", "may_publish": "on"},
    "contact": {"hear": "yes", "contact_name": "Alex", "contact_email": "alex@example.org", "contact_phone": ""},
}
ANONYMOUS = ANSWERS | {"contact": {"hear": "no"}}


def walk(client, answers=ANSWERS, **extra):
    """Answer every question and return the address of the page to check them on."""
    address = START
    for step, given in answers.items():
        assert f"/{step}/" in address
        response = client.post(address, given, **extra)
        assert response.status_code == 302, response.content.decode()
        address = response.url
    return address


def fields_of(response):
    """Return what the hidden fields of a page hold, as the browser would send it."""
    page = response.content.decode()
    inputs = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return {name: unescape(value) for name, value in inputs if name not in {"csrfmiddlewaretoken", "next"}}


def send(client, answers=ANSWERS, **extra):
    """Walk the whole way and return the last page, with reference and secret."""
    check = walk(client, answers, **extra)
    return client.post("/issues/raise/check/", fields_of(client.get(check, **extra)), **extra)


def shown(response):
    """Return (reference, secret) as the last page shows them."""
    page = response.content.decode()
    return re.search(r"PPS-\d+", page)[0], re.search(r"<strong>((?:[0-9a-z]{4}-){4}[0-9a-z]{4})</strong>", page)[1]
