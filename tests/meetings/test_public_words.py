"""What staff type for everybody to read: letters to agencies, papers, reasons. Who they name stays only on purpose."""

import pytest
from django.urls import reverse

from answers.models import Presentation
from answers.services.commitments import make_commitment
from common import clock
from meetings.models import Paper
from tests.factories import answers, issues
from tests.factories import meetings as make
from tests.filling import save

pytestmark = pytest.mark.usefixtures("today")
NAMED = "Tobi Achebe waits for a taxi."


def errors(response):
    return str(response.context["form"].errors)


def letter(**changes):
    theme = issues.theme()
    issues.logged_issue(theme=theme)
    resolution = make.a_resolution(theme=theme, on=clock.today())
    posted = {"once": "k", "agency": answers.an_agency().pk, "title": "Transport", "covering_text": "Families wait."}
    posted |= {"subject_1": f"theme-{theme.pk}", "ask_1": "Tell them.", "way": "meeting", "resolution": resolution.pk}
    return posted | changes


@pytest.mark.parametrize("field", ["title", "covering_text", "ask_1"])
def test_a_letter_to_an_agency_names_nobody_unless_it_was_ticked(as_coordinator, field):
    posted, address = letter(**{field: NAMED}), reverse("meetings:presentation_make")
    response = as_coordinator.post(address, posted)
    assert "Tobi Achebe" in errors(response)
    assert NAMED in response.content.decode()
    assert not Presentation.objects.exists()
    as_coordinator.post(address, posted | {"put_back": ["tobi achebe"]})
    assert Presentation.objects.count() == 1


def test_a_paper_names_nobody_unless_it_was_ticked_and_its_next_version_asks_no_more(as_coordinator):
    item = make.an_item()
    address = reverse("meetings:paper_add", args=[item.meeting.slug, item.pk])
    posted = {"once": "k", "title": "Travel", "text": NAMED}
    assert "Tobi Achebe" in errors(as_coordinator.post(address, posted))
    as_coordinator.post(address, posted | {"put_back": ["tobi achebe"]})
    paper = Paper.objects.get()
    again = reverse("meetings:paper_replace", args=[item.meeting.slug, paper.pk])
    as_coordinator.post(again, {"once": "l", "title": "Travel", "text": f"{NAMED} Still."})
    assert Paper.objects.latest("pk").text == f"{NAMED} Still."


def test_the_reason_for_taking_words_out_does_not_say_them_again(as_coordinator):
    meeting = make.an_approved_meeting()
    address = reverse("meetings:minutes_redact", args=[meeting.slug])
    posted = {"phrases": "what parents had raised", "reason": "It named Tobi Achebe."}
    assert "Tobi Achebe" in errors(as_coordinator.post(address, posted))


def test_reasons_evidence_and_themes_ask_too(as_coordinator):
    commitment = make_commitment(owner="Head of travel", what="A list", due_on=clock.today(), by=None)
    finish = reverse("answers:commitment_finish", args=[commitment.reference])
    assert "Tobi Achebe" in errors(as_coordinator.post(finish, {"evidence": NAMED}))
    theme = issues.theme()
    edit = reverse("issues:theme_edit", args=[theme.slug])
    posted = {"name": theme.name, "summary": NAMED, "service_area": theme.service_area_id}
    assert "Tobi Achebe" in errors(save(as_coordinator, edit, posted))
    save(as_coordinator, edit, posted | {"put_back": ["tobi achebe"]})
    theme.refresh_from_db()
    assert theme.summary == NAMED
    assert save(as_coordinator, edit, posted | {"summary": f"{NAMED} Still."}).status_code == 302


def test_an_agenda_item_names_who_the_meeting_names_and_nobody_else(as_coordinator):
    meeting = make.a_scheduled_meeting()
    address = reverse("meetings:item_add", args=[meeting.slug])
    posted = {"once": "k", "title": "Taxis", "kind": "discuss", "text": NAMED}
    assert "Tobi Achebe" in errors(as_coordinator.post(address, posted))
    as_coordinator.post(address, posted | {"put_back": ["tobi achebe"]})
    assert meeting.items.filter(text=NAMED).exists()
