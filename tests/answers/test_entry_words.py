"""“You said, we did”: what shows who somebody is does not go onto the board by inattention."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from answers.models import YouSaidEntry
from answers.services.superseded_responses import supersede_response
from common import clock
from tests.factories import accounts, answers, issues
from tests.issues.pages import errors, hidden, press, said, words

pytestmark = pytest.mark.django_db
ENTRIES, YOU_SAID = "/staff/you-said-we-did/", "/you-said-we-did/"
NAMED = "We wrote to Tobi Achebe at Elm School."


@pytest.fixture
def entry(coordinator):
    """The draft of an answer in which an agency names a child."""
    theme = issues.theme(by=coordinator, summary="Buses come late.")
    answers.post_answer(answers.presentation_of(theme=theme, by=coordinator), text=NAMED)
    return YouSaidEntry.objects.get()


def post(staff, entry, **typed):
    address = f"{ENTRIES}{entry.pk}/"
    version = hidden(staff.get(address), "version")
    return staff.post(address, {"you_said": "Late.", "kind": "will", "we_did": NAMED, "version": version} | typed)


def publish(staff, entry):
    return said(staff, press(staff, staff.get(ENTRIES), f"{ENTRIES}{entry.pk}/publish/"))


def test_a_draft_with_a_name_is_shown_with_its_marks_and_is_not_published_as_it_is(staff, client, entry):
    page = staff.get(f"{ENTRIES}{entry.pk}/").content.decode()
    assert "<mark>Tobi Achebe" in page
    assert "Tobi Achebe (name)" in " ".join(page.split())
    assert "Tobi Achebe (name); Elm School (school). Edit the entry" in publish(staff, entry)
    assert "Achebe" not in words(client.get(YOU_SAID))


@pytest.mark.parametrize("name", ["you_said", "we_did", "evidence"])
def test_a_name_in_any_of_its_words_is_refused_until_it_is_ticked(staff, entry, name):
    typed = {"you_said": "Late.", "we_did": "A taxi comes.", "evidence": ""} | {name: NAMED}
    assert "Tobi Achebe (name); Elm School (school)" in errors(post(staff, entry, **typed))
    ticked = post(staff, entry, **typed, put_back=["tobi achebe", "elm school"])
    assert ticked.status_code == 302
    assert getattr(YouSaidEntry.objects.get(), name) == NAMED
    assert AuditEntry.objects.get(verb="save_entry").detail["put_back"] == 2


def test_words_without_a_name_are_saved_and_published_at_once(staff, client, entry):
    assert post(staff, entry, we_did="Taxis come by 3 September 2026.").status_code == 302
    assert "Entry published." in publish(staff, entry)
    assert "Taxis come by 3 September 2026." in words(client.get(YOU_SAID))


def test_what_was_ticked_is_published_and_not_asked_about_again(staff, client, entry):
    post(staff, entry, put_back=["tobi achebe", "elm school"])
    assert "Entry published." in publish(staff, entry)
    assert post(staff, entry, you_said="Buses are late.").status_code == 302
    assert NAMED in words(client.get(YOU_SAID))
    assert "Priya Okafor (name)" in errors(post(staff, entry, you_said="Priya Okafor waits."))


def test_an_answer_that_changed_is_looked_at_again(staff, coordinator, entry):
    post(staff, entry, put_back=["tobi achebe", "elm school"])
    presentation = entry.answer.item.presentation
    officer = accounts.officer(presentation.agency)
    supersede_response(entry.answer.response, reason="Something changed.", by=officer)
    answers.post_answer(presentation, by=officer, text="We wrote to Priya Okafor.")
    assert "Priya Okafor (name)" in publish(staff, entry)


def test_the_agency_it_names_already_is_no_mark(staff, entry):
    entry.agency.name = "Achebe House"
    entry.agency.save()
    assert post(staff, entry, we_did="Achebe House sends a taxi.").status_code == 302


def test_words_changed_while_they_are_public_say_so_and_when(staff, client, entry):
    typed = {"we_did": "Taxis come by 3 September 2026."}
    post(staff, entry, **typed)
    publish(staff, entry)
    post(staff, entry, **typed)
    assert "The group changed these words" not in words(client.get(YOU_SAID))
    with clock.frozen(dt.date(2026, 11, 29)):
        post(staff, entry, we_did="Taxis come by 3 October 2026.")
    assert "The group changed these words on 29 November 2026." in words(client.get(YOU_SAID))


def test_a_form_opened_as_a_draft_makes_nothing_public_that_was_published_meanwhile(staff, client, entry):
    address, typed = f"{ENTRIES}{entry.pk}/", {"we_did": "Taxis come by 3 September 2026."}
    post(staff, entry, **typed)
    opened = staff.get(address)
    publish(staff, entry)
    late = {"you_said": "Late.", "kind": "will", "we_did": "Nobody has read this."}
    late |= {name: hidden(opened, name) for name in ("version", "was_draft")}
    refused = staff.post(address, late)
    assert "has been published since you opened it" in errors(refused)
    assert "This entry is public." in words(refused)
    assert "Nobody has read this." not in words(client.get(YOU_SAID))
    assert staff.post(address, late | {"was_draft": hidden(refused, "was_draft")}).status_code == 302
