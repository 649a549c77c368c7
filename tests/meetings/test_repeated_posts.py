"""A form sent twice creates one row, one e-mail and one commitment; the same key with other text is refused."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from answers.models import Commitment
from common.models import Document
from meetings.models import AgendaItem, Declaration, InAttendance, Meeting, NotedPoint, Paper, Resolution
from tests.factories import meetings as make
from tests.meetings.staff import address, day, text_of

KEY = "a-key-of-this-form"


@pytest.fixture
def forms(published):
    """Each form that creates a row: its address, its values and the row."""
    item = published.items.first()
    planned = {"starts": "10:00", "ends": "12:00", "format": "hybrid", **day("on", dt.date(2026, 4, 14))}
    resolved = {"text": "Ask", "owner": "Head of travel", **day("due_on", dt.date(2026, 9, 1))}
    urgent = {"urgency_reason": "It came today"}
    return {
        "additional": ("/staff/meetings/plan/additional/", {"purpose": "Budget", **planned}, Meeting),
        "item": (address(published, "agenda/add/"), {"title": "Budget", "kind": "discuss", **urgent}, AgendaItem),
        "paper": (address(published, f"items/{item.pk}/papers/add/"), {"title": "X", "text": "Y", **urgent}, Paper),
        "point": (address(published, f"items/{item.pk}/note/"), {"text": "That buses come late"}, NotedPoint),
        "resolution": (address(published, f"items/{item.pk}/resolve/"), resolved, Resolution),
        "visitor": (address(published, "in-attendance/add/"), {"name": "Carys"}, InAttendance),
        "declaration": (address(published, "declarations/add/"), {"name": "Jo", "nature": "A cousin"}, Declaration),
    }


NAMES = ("additional", "item", "paper", "point", "resolution", "visitor", "declaration")


@pytest.mark.parametrize("name", NAMES)
def test_a_second_press_finds_the_row_of_the_first(as_coordinator, forms, name):
    url, data, model = forms[name]
    before = model.objects.count()
    first, second = (as_coordinator.post(url, {**data, "once": KEY}) for _press in range(2))
    assert first.status_code == 302
    assert second.url == first.url
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("name", NAMES)
def test_each_opened_form_has_its_own_key(as_coordinator, forms, name):
    url = forms[name][0]
    keys = {as_coordinator.get(url).context["form"]["once"].value() for _opening in range(2)}
    assert len(keys) == 2
    assert all(keys)


def test_one_commitment_and_one_meeting_are_created(as_coordinator, membership, forms):
    for name in ("resolution", "additional"):
        url, data, _model = forms[name]
        for _press in range(2):
            as_coordinator.post(url, {**data, "once": name})
    assert Commitment.objects.count() == 1
    assert Meeting.objects.filter(purpose="Budget").count() == 1


def test_the_same_key_with_other_text_is_refused_and_keeps_what_was_typed(as_coordinator, forms):
    url, data, model = forms["point"]
    as_coordinator.post(url, {**data, "once": KEY})
    response = as_coordinator.post(url, {"text": "That trains come late", "once": KEY})
    page = text_of(response, 409)
    assert "you have changed it since" in page
    assert "That trains come late" in page
    assert model.objects.count() == 1


def test_a_second_press_after_removal_says_so(as_coordinator, forms):
    url, data, model = forms["visitor"]
    as_coordinator.post(url, {**data, "once": KEY})
    model.objects.all().delete()
    assert "since been removed" in text_of(as_coordinator.post(url, {**data, "once": KEY}))


def test_a_refused_form_can_be_sent_again_with_the_same_key(as_coordinator, forms):
    url, data, model = forms["resolution"]
    assert as_coordinator.post(url, {**data, "owner": "", "once": KEY}).status_code == 200
    assert as_coordinator.post(url, {**data, "once": KEY}).status_code == 302
    assert model.objects.count() == 1


def test_a_second_press_stores_one_file_and_replaces_a_paper_once(as_coordinator, coming):
    paper = make.a_paper(make.an_item(coming))
    url = address(coming, f"papers/{paper.pk}/replace/")
    for _press in range(2):
        file = SimpleUploadedFile("figures.txt", b"One, two, three.")
        assert as_coordinator.post(url, {"title": "Newer", "file": file, "once": KEY}).status_code == 302
    assert Paper.objects.filter(title="Newer").count() == 1
    assert Document.objects.count() == 1
    page = text_of(as_coordinator.post(url, {"title": "Newest", "text": "Z", "once": "another"}))
    assert "This paper has already been replaced." in page


def test_a_member_declares_once(as_member, published):
    data = {"nature": "A cousin drives a bus", "once": KEY}
    for _press in range(2):
        as_member.post(f"/my/meetings/{published.slug}/declare/", data)
    assert Declaration.objects.count() == 1
