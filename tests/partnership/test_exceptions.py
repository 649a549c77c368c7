"""What is overdue or not kept, kind by kind: the day before it is not in the register, the day after it is."""

import datetime as dt

import pytest

from answers.services.commitments import fail_commitment, finish_commitment, make_commitment
from common import clock, exceptions_register
from tests.factories import accounts, answers, consultations, issues, meetings, members

pytestmark = pytest.mark.django_db
D = dt.date
MONDAY = D(2026, 6, 1)
DAY = clock.DAY


def at(day):
    return clock.at(day, dt.time(12))


def entries(kind, day):
    return exceptions_register.entries(kind, day)


def counts(kind, *days):
    return [len(entries(kind, day)) for day in days]


def test_an_issue_is_to_be_acknowledged_within_two_working_days():
    issue = issues.received_issue(now=at(MONDAY))
    due = issue.acknowledge_by_on
    assert counts("issues.to_acknowledge", due, due + DAY) == [0, 1]
    assert entries("issues.to_acknowledge", due + DAY)[0].since == due


def test_an_issue_out_of_sight_is_nobody_else_s_business():
    issue = issues.received_issue(now=at(MONDAY))
    type(issue).objects.update(is_hidden=True)
    assert counts("issues.to_acknowledge", MONDAY + 30 * DAY) == [0]


def test_a_logged_issue_is_to_be_presented_by_its_day():
    issue = issues.logged_issue(now=at(MONDAY))
    type(issue).objects.update(present_by_on=D(2026, 6, 20))
    assert counts("issues.to_present", D(2026, 6, 20), D(2026, 6, 21)) == [0, 1]
    answers.presentation_of(issue, now=at(D(2026, 6, 22)))
    assert counts("issues.to_present", D(2026, 6, 23)) == [0]


def test_an_answer_is_overdue_from_the_day_after_it_was_asked_for_until_it_comes():
    presentation = answers.presentation_of(issues.logged_issue(now=at(MONDAY)), now=at(MONDAY))
    due = presentation.due_on
    assert counts("presentations.overdue", due, due + DAY) == [0, 1]
    found = entries("presentations.overdue", due + DAY)[0]
    assert (found.owner, found.since) == (presentation.agency.name, due)
    assert found.title.startswith(presentation.reference)
    answers.post_answer(presentation, now=at(due + 3 * DAY))
    assert counts("presentations.overdue", due + 4 * DAY) == [0]


def promise(due_on, **fields):
    given = {"what": "Two more buses", "owner": "Head of Transport", "by": accounts.coordinator(), "is_public": True}
    return make_commitment(due_on=due_on, now=at(MONDAY), **{**given, **fields})


def test_a_commitment_is_late_from_the_day_after_its_date_until_it_is_kept():
    commitment = promise(D(2026, 6, 20))
    assert counts("commitments.late", D(2026, 6, 20), D(2026, 6, 21)) == [0, 1]
    finish_commitment(commitment, evidence="On the web.", by=accounts.coordinator(), now=at(D(2026, 6, 22)))
    assert counts("commitments.late", D(2026, 6, 23)) == [0]


def test_a_commitment_that_was_not_kept_stays_in_the_register_for_a_year():
    commitment = promise(D(2026, 6, 20))
    fail_commitment(commitment, reason="No driver.", by=accounts.coordinator(), now=at(D(2026, 6, 22)))
    kinds = [counts("commitments.late", D(2026, 7, 1)), counts("commitments.not_kept", D(2026, 7, 1))]
    assert kinds == [[0], [1]]
    assert counts("commitments.not_kept", D(2026, 6, 21), D(2027, 6, 21), D(2027, 6, 22)) == [0, 1, 0]
    assert entries("commitments.not_kept", D(2026, 7, 1))[0].owner == "Head of Transport"


def test_a_consultation_is_overdue_when_a_theme_has_no_answer_in_time_and_stands_there_once():
    one = consultations.one_being_answered(themes=2)
    due = one.answers_due_on
    assert counts("consultations.overdue", due, due + DAY) == [0, 1]
    for theme in one.themes.all():
        consultations.answer(theme)
    assert counts("consultations.overdue", due + DAY) == [0]


def test_a_public_question_is_late_from_the_day_after_its_meeting():
    meeting = meetings.a_scheduled_meeting()
    meetings.a_question(meeting, "What is the biggest need?")
    assert counts("questions.late", meeting.on, meeting.on + DAY) == [0, 1]
    assert entries("questions.late", meeting.on + DAY)[0].title == "What is the biggest need?"


def test_a_review_is_late_once_a_further_meeting_was_held_and_names_the_seat_alone():
    ann = members.a_member()
    for month in (1, 2, 3):
        meetings.a_held_meeting([ann], "A", on=D(2026, month, 10))
    assert counts("reviews.late", D(2026, 6, 1)) == [0]
    meetings.a_held_meeting([ann], "P", on=D(2026, 5, 12))
    found = entries("reviews.late", D(2026, 6, 1))
    assert [(entry.title, entry.owner) for entry in found] == [(str(ann.seat), "")]
    assert ann.person.name not in found[0].title
