"""Answers a consultation as a browser without JavaScript does, page by page."""

import datetime as dt
import re
from html import unescape

from consultations.rules import QuestionKind
from tests.factories.consultations import answers_to

NOON = dt.datetime(2026, 6, 3, 12, tzinfo=dt.UTC)


def page(response):
    return response.content.decode()


def start_of(consultation):
    return f"/consultations/{consultation.slug}/respond/"


def step_of(consultation, kind):
    """Return the address of a question, and the name of its field."""
    question = consultation.questions.get(kind=kind)
    return f"{start_of(consultation)}{question.number}/", f"q{question.pk}"


def given(consultation, **by_kind):
    """Return the values for each page: first the respondent group, then a value for each question."""
    values = answers_to(consultation, **{QuestionKind.NUMBER: "12", **by_kind})
    pages = [{f"q{pk}": [] if value is None else value} for pk, value in values.items()]
    return [{"group": "parent"}, *pages]


def walk(client, consultation, pages=None, **extra):
    """Answer every question and return the address of the check page."""
    address = start_of(consultation)
    for typed in pages or given(consultation):
        response = client.post(address, typed, **extra)
        assert response.status_code == 302, page(response)
        address = response.url
    assert "/respond/check/?draft=" in address
    return address


def fields_of(response):
    """Return what the hidden fields of a page hold, as the browser would send it."""
    inputs = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page(response))
    found = {}
    for name, value in inputs:
        if name not in {"csrfmiddlewaretoken", "next"}:
            found.setdefault(name, []).append(unescape(value))
    return found


def send(client, consultation, pages=None, typed=None, **extra):
    """Answer every question and send; return the last response."""
    check = walk(client, consultation, pages, **extra)
    return client.post(check, fields_of(client.get(check, **extra)) | (typed or {}), **extra)
