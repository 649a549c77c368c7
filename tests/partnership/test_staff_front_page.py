"""The co-ordinator's front page: nothing that waits for her falls off it."""

import datetime as dt

import pytest

from accounts.roles import Role
from answers.services.transcripts import transcribe_response
from common import clock
from common.documents import store_document
from meetings.services.planning import postpone
from members.services.reviews import withdraw_review
from partnership import dashboards
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


def titles(today):
    with clock.frozen(today):
        return [str(task.title) for task in dashboards.tasks(Role.COORDINATOR, accounts.coordinator(), clock.now())]


def test_what_is_late_is_said_once_and_what_is_in_time_is_a_task():
    """The register names what is late; the tasks count the rest, so no object stands in two lines."""
    monday = dt.date(2026, 6, 1)
    with clock.frozen(monday):
        new, coordinator = issues.received_issue(), accounts.coordinator()
        asked = answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator)
    before, after = titles(monday), titles(asked.due_on + clock.DAY)
    assert new.acknowledge_by_on < asked.due_on
    assert [title for title in before if "answer" in title or "issue" in title] == [
        "1 issue to read",
        "1 answer awaited",
    ]
    assert [title for title in after if "nswer" in title or "ssue" in title] == [
        "Issues not acknowledged in time: 1",
        "Answers overdue: 1",
    ]


def test_a_line_leads_to_as_many_rows_as_it_counts(client):
    """An answer overdue and a review decided stand in no list of what is still to come."""
    day = dt.date(2026, 6, 1)
    with clock.frozen(day):
        coordinator = accounts.coordinator()
        asked = answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator)
        members.an_open_review()
        withdraw_review(members.an_open_review(), reason="Entered by mistake.", by=coordinator)
    with clock.frozen(asked.due_on + clock.DAY):
        answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator)
        found = {str(task.title): task.url for task in dashboards.tasks(Role.COORDINATOR, coordinator, clock.now())}
        sign_in(client, coordinator)
        for title in ("1 answer awaited", "Answers overdue: 1", "1 membership under review"):
            assert len(client.get(found[title]).context["object_list"]) == 1


def test_an_escalated_answer_is_not_said_to_be_overdue_as_well():
    with clock.frozen(dt.date(2026, 6, 1)):
        coordinator = accounts.coordinator()
        asked = answers.presentation_of(issues.logged_issue(by=coordinator), by=coordinator)
    later = asked.due_on + 7 * clock.DAY
    type(asked).objects.update(escalated_on=later)
    found = [title for title in titles(later) if title.startswith("Answers")]
    assert found == ["Answers escalated: 1"]


def test_a_question_to_a_meeting_that_is_over_is_late_and_one_to_come_is_a_task():
    meeting = make_meetings.a_scheduled_meeting(dt.date(2026, 6, 16))
    make_meetings.a_question(meeting, "What is the biggest need?")
    assert "A public question is waiting for an answer" in titles(meeting.on)
    later = titles(meeting.on + clock.DAY)
    assert "Public questions not answered: 1" in later
    assert "A public question is waiting for an answer" not in later
