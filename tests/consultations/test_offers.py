"""Pages of a consultation offer only links and buttons that work."""

import datetime as dt
import re

import pytest

from common import clock
from consultations.rules import QuestionKind
from consultations.services.running import withdraw_consultation
from tests.consultations.walking import NOON, given, page, start_of, step_of
from tests.factories import consultations

pytestmark = pytest.mark.django_db
RETURN = "To come back to them, save the address of this page."


def at(consultation, path=""):
    return f"/staff/consultations/{consultation.slug}/{path}"


# --- answering --------------------------------------------------------------------------------------


def test_the_pages_say_how_long_answers_are_kept_and_how_to_come_back(client, by):
    one = consultations.an_open_one(by=by)
    first = page(client.get(start_of(one)))
    assert "What you type is kept until you send it, or to the end of tomorrow." in first
    assert RETURN not in first
    second = page(client.get(client.post(start_of(one), {"group": "parent"}).url))
    assert f"Your answers are kept to the end of 4 June 2026. {RETURN}" in second


def test_a_saved_address_opens_the_answers_in_another_browser(client, other_browser, by):
    one = consultations.an_open_one(by=by)
    address = start_of(one)
    for typed in given(one)[:3]:
        address = client.post(address, typed).url
    back = address.replace("/3/", "/2/")
    assert "checked" in page(other_browser.get(back))


@pytest.fixture
def other_browser(client):
    return type(client)()


def test_a_several_choice_question_has_a_default_hint(client, by):
    one = consultations.an_open_one(by=by)
    address, _name = step_of(one, QuestionKind.SEVERAL)
    assert "You may choose more than one." in page(client.get(address))


def test_the_coordinators_hint_replaces_the_default(client, by):
    question = {"kind": QuestionKind.SEVERAL, "text": "What helps?", "choices": ("A", "B"), "help_text": "Up to two."}
    one = consultations.an_open_one(by=by, questions=(question,))
    shown = page(client.get(step_of(one, QuestionKind.SEVERAL)[0]))
    assert "Up to two." in shown
    assert "You may choose more than one." not in shown


# --- running ----------------------------------------------------------------------------------------


def test_closing_early_shows_a_warning_and_closing_afterwards_does_not(staff, by):
    one = consultations.an_open_one(by=by)
    assert "it cannot be opened again" in page(staff.get(at(one, "close/")))
    with clock.frozen(NOON + dt.timedelta(days=31)):
        shown = page(staff.get(at(one)))
        assert "it cannot be opened again" not in page(staff.get(at(one, "close/")))
    assert re.search(r">\s*Close consultation\s*<", shown)


def test_opening_says_that_nothing_can_be_changed_afterwards(staff, by):
    draft = consultations.a_draft(by=by)
    assert "Once it is open, its information and its questions cannot be changed." in page(staff.get(at(draft)))


def test_paper_responses_can_be_entered_from_the_opening_day(staff, by):
    one = consultations.an_open_one(by=by, opens_in=2)
    assert at(one, "enter/") not in page(staff.get(at(one)))
    with clock.frozen(NOON + dt.timedelta(days=2)):
        assert at(one, "enter/") in page(staff.get(at(one)))


def test_the_channel_of_an_entered_response_has_no_default(staff, by):
    shown = page(staff.get(at(consultations.an_open_one(by=by), "enter/")))
    assert '<option value="" selected>Choose</option>' in shown
    assert 'value="web"' not in shown


# --- a newer version --------------------------------------------------------------------------------


def test_a_newer_version_is_shown_until_it_is_withdrawn(client, by):
    old = consultations.a_closed_one(by=by)
    new = consultations.an_open_one(by=by, earlier_version=old)
    assert "There is a newer version:" in page(client.get(old.get_absolute_url()))
    withdraw_consultation(new, reason="Not needed.", what_follows="Nothing.", by=by)
    assert "There is a newer version:" not in page(client.get(old.get_absolute_url()))
    assert old.get_absolute_url() in page(client.get(new.get_absolute_url()))


def test_a_newer_version_that_is_a_draft_is_not_shown(client, by):
    old = consultations.a_closed_one(by=by)
    consultations.a_draft(by=by, earlier_version=old)
    assert "There is a newer version:" not in page(client.get(old.get_absolute_url()))
