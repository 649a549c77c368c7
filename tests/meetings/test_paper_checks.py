"""A paper's file is checked before anything is locked, and a busy server keeps what was typed."""

from contextlib import ExitStack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from common.documents import check_document
from common.file_checks import apart
from meetings.models import Paper
from meetings.staff_views import papers
from tests.common.files import pdf
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
KEY = "a-key-of-its-own"


def send(client, item):
    page = reverse("meetings:paper_add", args=[item.meeting.slug, item.pk])
    return client.post(page, {"title": "Buses in winter", "once": KEY, "file": SimpleUploadedFile("a.pdf", pdf())})


@pytest.fixture
def depths(monkeypatch):
    """How many transactions were open inside the test's own whenever a file was checked."""
    outside, seen = len(connection.savepoint_ids), []

    def check(*arguments, **options):
        seen.append(len(connection.savepoint_ids) - outside)
        return check_document(*arguments, **options)

    monkeypatch.setattr(papers, "check_document", check)
    return seen


def test_a_paper_is_checked_before_its_transaction_begins(as_coordinator, depths):
    assert send(as_coordinator, make.an_item()).status_code == 302
    assert depths == [0]


def test_a_busy_server_answers_503_and_keeps_the_words(as_coordinator, monkeypatch):
    item = make.an_item()
    monkeypatch.setattr(apart, "WAIT", 0.1)
    with ExitStack() as others:
        others.enter_context(apart.a_place())
        others.enter_context(apart.a_place())
        response = send(as_coordinator, item)
    assert response.status_code == 503
    assert "We are checking other files just now" in response.content.decode()
    assert "Buses in winter" in response.content.decode()
    assert not Paper.objects.exists()
    assert send(as_coordinator, item).status_code == 302
