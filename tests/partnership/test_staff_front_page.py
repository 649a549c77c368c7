"""The co-ordinator's front page: nothing that waits for her falls off it."""

import datetime as dt

import pytest

from answers.services.transcripts import transcribe_response
from common import clock
from common.documents import store_document
from meetings.services.planning import postpone
from tests.common.files import picture
from tests.factories import accounts, answers, consultations, issues, members
from tests.factories import meetings as make_meetings
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def page(client, address):
    return client.get(address).content.decode()


def test_a_meeting_that_was_never_finished_stays_on_the_coordinators_front_page(client):
    """Its agenda was not published, or it has no new date: it is not to come, and must not be forgotten."""
    with clock.frozen(dt.date(2026, 3, 2)):
        passed = make_meetings.a_scheduled_meeting(dt.date(2026, 3, 3))
        put_off = postpone(make_meetings.a_scheduled_meeting(dt.date(2026, 3, 5)), "Snow", by=None)
    with clock.frozen(dt.date(2026, 3, 9)):
        sign_in(client, accounts.coordinator())
        text = page(client, "/staff/")
    assert f"Publish the agenda and record who came: {passed}" in text
    assert f"Postponed, needs a new date: {put_off}" in text
    assert "No meeting is planned" in text


def test_the_coordinator_is_told_of_a_constituency_without_anybody(client):
    seat = members.a_seat()
    sign_in(client, accounts.coordinator())
    assert "1 constituency without a member" in page(client, "/staff/")
    members.a_member(seat=seat)
    assert "without a member" not in page(client, "/staff/")


def test_who_has_not_accepted_is_one_link_away(client):
    members.a_member(seat=members.a_seat(role_description=members.a_role_description()))
    sign_in(client, accounts.coordinator())
    assert "attention=accept" in page(client, "/staff/")


def test_a_paused_consultation_is_not_forgotten(client):
    paused = consultations.a_paused_one()
    sign_in(client, accounts.coordinator())
    assert paused.title in page(client, "/staff/")


def test_a_letter_to_confirm_says_whose_turn_it_is(client):
    coordinator = accounts.coordinator()
    presentation = answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator)
    words = {"outcome": "agreed", "text": "We agree.", "reason": "", "instead": "", "commitments": []}
    transcribe_response(
        presentation,
        letter=store_document(picture(), name="letter.png"),
        letter_dated_on=clock.today(),
        summary="",
        answers=[{"item": presentation.items.get(), **words}],
        version=0,
        by=coordinator,
    )
    sign_in(client, coordinator)
    assert "Must be compared with the scan by somebody who did not enter it" in page(client, "/staff/")
