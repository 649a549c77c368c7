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
from tests.common.files import pdf_saying, picture
from tests.factories import accounts
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
KEY = "a-key-of-its-own"
BUSES = pdf_saying("Buses run late in winter.")


def send(client, item):
    page = reverse("meetings:paper_add", args=[item.meeting.slug, item.pk])
    return client.post(page, {"title": "Buses in winter", "once": KEY, "file": SimpleUploadedFile("a.pdf", BUSES)})


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


def send_again(client, item, data, **typed):
    page = reverse("meetings:paper_add", args=[item.meeting.slug, item.pk])
    return client.post(page, {"title": "Buses", "once": KEY, "file": SimpleUploadedFile("a.pdf", data), **typed})


def test_a_paper_whose_file_names_somebody_is_asked_about_and_may_stay_by_a_tick(as_coordinator):
    item, data = make.an_item(), pdf_saying("Our son Tobias Fenwick waits an hour.", "Ring 07700 900123.")
    form = send_again(as_coordinator, item, data).context["form"]
    assert form.errors["file_stays"] == [
        "In the file or its name, this could show who somebody is: Tobias Fenwick (name); 07700 900123 (phone number). "
        "Choose a file without it, or choose this one again and tick the box."
    ]
    assert not Paper.objects.exists()
    asked = form["file_asked"].value()
    assert send_again(as_coordinator, item, data, file_asked=asked).status_code == 200
    assert send_again(as_coordinator, item, data, file_asked=asked, file_stays="on").status_code == 302


def test_the_tick_holds_for_the_file_that_was_asked_about_alone(as_coordinator):
    item, first, other = make.an_item(), pdf_saying("My son Tobias"), pdf_saying("My daughter Philippa")
    asked = send_again(as_coordinator, item, first).context["form"]["file_asked"].value()
    form = send_again(as_coordinator, item, other, file_asked=asked, file_stays="on").context["form"]
    assert "Philippa (name)" in form.errors["file_stays"][0]
    assert form["file_stays"].value() is False


def test_a_name_that_the_record_holds_is_no_mark_in_a_file(as_coordinator):
    item = make.an_item()
    agency = accounts.agency(name="Tobias Fenwick Transport").name
    assert send_again(as_coordinator, item, pdf_saying(f"Report of {agency}")).status_code == 302


def test_a_picture_is_taken_once_somebody_says_that_they_have_read_it(as_coordinator):
    item = make.an_item()
    page = reverse("meetings:paper_add", args=[item.meeting.slug, item.pk])
    typed = {"title": "A map", "once": KEY}
    form = as_coordinator.post(page, {**typed, "file": SimpleUploadedFile("map.png", picture())}).context["form"]
    assert "We cannot read all of this file" in form.errors["file_stays"][0]
    ticked = {"file_asked": form["file_asked"].value(), "file_stays": "on"}
    again = {**typed, **ticked, "file": SimpleUploadedFile("map.png", picture())}
    assert as_coordinator.post(page, again).status_code == 302


def test_the_name_of_a_file_is_looked_at_too(as_coordinator):
    item = make.an_item()
    page = reverse("meetings:paper_add", args=[item.meeting.slug, item.pk])
    file = SimpleUploadedFile("letter_about_Tobias Fenwick.txt", b"The bus is late.")
    form = as_coordinator.post(page, {"title": "Letters", "once": KEY, "file": file}).context["form"]
    assert "Tobias Fenwick (name)" in form.errors["file_stays"][0]


def test_the_tick_holds_for_the_name_that_was_asked_about_alone(as_coordinator):
    item, data = make.an_item(), b"My son Tobias waits."
    page = reverse("meetings:paper_add", args=[item.meeting.slug, item.pk])
    typed = {"title": "Letters", "once": KEY}
    form = as_coordinator.post(page, {**typed, "file": SimpleUploadedFile("a.txt", data)}).context["form"]
    ticked = {"file_asked": form["file_asked"].value(), "file_stays": "on"}
    other = {**typed, **ticked, "file": SimpleUploadedFile("Philippa Fenwick.txt", data)}
    assert "Philippa Fenwick (name)" in as_coordinator.post(page, other).context["form"].errors["file_stays"][0]


def test_a_long_list_of_what_a_file_shows_is_cut_short(as_coordinator):
    lines = [f"Ring 07700 9001{number:02d} today." for number in range(23)]
    form = send_again(as_coordinator, make.an_item(), pdf_saying(*lines)).context["form"]
    assert "07700 900119 (phone number); and 3 more. Choose" in form.errors["file_stays"][0]
