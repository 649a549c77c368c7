"""Next steps of meetings, minutes and public questions: offered steps work, all others are refused."""

import datetime as dt

import pytest

from common import clock
from meetings.next_steps import steps_of_meeting, steps_of_minutes, steps_of_question
from meetings.rules import WRITING, MeetingStatus
from meetings.services.approval import approve_minutes, circulate_minutes, is_written
from meetings.services.minutes import save_minute
from meetings.services.planning import cancel, edit_meeting, postpone, schedule, set_chair
from meetings.services.questions import (
    accept_question,
    answer_question,
    decline_question,
    edit_question,
    not_ours_question,
)
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.signing_in import sign_in
from tests.steps import names, take_or_be_refused

pytestmark = pytest.mark.django_db
NOW = clock.at(dt.date(2040, 1, 10), dt.time(12))
M = MeetingStatus


@pytest.fixture(autouse=True)
def long_after():
    """A moment after every factory meeting has begun."""
    with clock.frozen(NOW):
        yield


def circulated_with_a_later_meeting():
    meeting = make.a_circulated_meeting()
    make.a_meeting_with_agenda(meeting.on + dt.timedelta(days=56))
    return meeting


def test_a_meeting_offers_the_next_step_of_its_state():
    by = accounts.coordinator()
    for state, (maker, expected) in MEETINGS.items():
        assert names(steps_of_meeting(maker(), by)) == expected, state


AHEAD = dt.date(2041, 2, 5)
MEETINGS = {
    "scheduled": (lambda: make.a_scheduled_meeting(AHEAD), ["agenda", "edit", "chair", "postpone", "cancel"]),
    "agenda published": (
        lambda: make.a_meeting_with_agenda(AHEAD),
        ["register", "edit", "chair", "postpone", "cancel"],
    ),
    "held": (make.a_held_meeting, ["minutes", "chair", "sittings"]),
    "circulated": (make.a_circulated_meeting, ["chair", "sittings"]),
    "circulated, with a later meeting": (circulated_with_a_later_meeting, ["approve", "chair", "sittings"]),
    "approved": (make.an_approved_meeting, []),
    "cancelled": (make.a_cancelled_meeting, []),
    "postponed": (make.a_postponed_meeting, ["schedule", "cancel"]),
}
TIMES = make.times(dt.date(2041, 3, 5))


def approve(meeting, by):
    later = type(meeting).objects.filter(starts_at__gt=meeting.starts_at).first() or make.a_scheduled_meeting()
    return approve_minutes(meeting, later, by=by)


TAKEN = {
    "approve": approve,
    "schedule": lambda meeting, by: schedule(meeting, *TIMES, by=by),
    "edit": lambda meeting, by: edit_meeting(meeting, *TIMES, by=by),
    "chair": lambda meeting, by: set_chair(meeting, members.a_person(), by=by),
    "postpone": lambda meeting, by: postpone(meeting, "Snow", by=by),
    "cancel": lambda meeting, by: cancel(meeting, "Snow", by=by),
}


@pytest.mark.parametrize("state", MEETINGS)
@pytest.mark.parametrize("name", TAKEN)
def test_meeting_steps_work_where_offered_and_are_refused_elsewhere(state, name):
    meeting, by = MEETINGS[state][0](), accounts.coordinator()
    steps = steps_of_meeting(meeting, by)
    take_or_be_refused(name, meeting, steps, lambda row: TAKEN[name](row, by))


@pytest.mark.parametrize("state", MEETINGS)
def test_every_step_is_on_the_meeting_page_and_opens(client, state):
    meeting, by = MEETINGS[state][0](), accounts.coordinator()
    staff = sign_in(client, by)
    shown = staff.get(f"/staff/meetings/{meeting.slug}/").content.decode()
    steps = steps_of_meeting(meeting, by)
    for step in steps.offered:
        assert step.url in shown
        assert staff.get(step.url).status_code == 200
    assert all(hint in shown for hint in steps.hints)


# --- minutes

MINUTES = {
    "scheduled": (make.a_scheduled_meeting, []),
    "agenda published": (make.a_meeting_with_agenda, ["number"]),
    "held": (make.a_held_meeting, ["number"]),
    "circulated": (make.a_circulated_meeting, ["number"]),
    "circulated, with a later meeting": (circulated_with_a_later_meeting, ["approve", "number"]),
    "approved": (make.an_approved_meeting, ["amend", "redact"]),
}


def steps_of(meeting, by):
    written, can_write = is_written(meeting), meeting.status in WRITING
    return steps_of_minutes(meeting, by, is_written=written, can_write=can_write)


@pytest.mark.parametrize("state", MINUTES)
def test_minutes_offer_the_steps_their_state_allows(state):
    maker, expected = MINUTES[state]
    assert names(steps_of(maker(), accounts.coordinator())) == expected


@pytest.mark.parametrize("state", MINUTES)
def test_circulating_works_where_offered_and_is_refused_elsewhere(state):
    meeting, by = MINUTES[state][0](), accounts.coordinator()
    take_or_be_refused("circulate", meeting, steps_of(meeting, by), lambda row: circulate_minutes(row, by=by))


def test_written_minutes_can_be_circulated():
    meeting, by = make.a_held_meeting(), accounts.coordinator()
    assert steps_of(meeting, by).hints == ["Write the minute of at least one item before you circulate the draft."]
    save_minute(meeting.items.first(), "Heard.", 0, by=by)
    steps = steps_of(meeting, by)
    assert names(steps) == ["circulate", "number"]
    take_or_be_refused("circulate", meeting, steps, lambda row: circulate_minutes(row, by=by))


# --- public questions


def accepted():
    return accept_question(make.a_question(), by=None)


QUESTIONS = {
    "received": (make.a_question, ["accept", "decline", "edit"]),
    "accepted": (accepted, ["edit", "answer", "not_ours"]),
    "declined": (lambda: decline_question(make.a_question(), "It names a child.", by=None), ["redact"]),
    "answered": (lambda: answer_question(accepted(), "Yes.", False, by=None), ["redact"]),
    "not ours": (lambda: not_ours_question(accepted(), "The school", by=None), ["redact"]),
}
TAKEN_ON_A_QUESTION = {
    "accept": lambda question: accept_question(question, by=None),
    "decline": lambda question: decline_question(question, "It names a child.", by=None),
    "edit": lambda question: edit_question(question, edited_text="What is it?", by=None),
    "answer": lambda question: answer_question(question, "Yes.", False, by=None),
    "not_ours": lambda question: not_ours_question(question, "The school", by=None),
}


@pytest.mark.parametrize("state", QUESTIONS)
def test_a_question_offers_the_steps_its_state_allows(state):
    maker, expected = QUESTIONS[state]
    assert names(steps_of_question(maker())) == expected


@pytest.mark.parametrize("state", QUESTIONS)
@pytest.mark.parametrize("name", TAKEN_ON_A_QUESTION)
def test_question_steps_work_where_offered_and_are_refused_elsewhere(state, name):
    question = QUESTIONS[state][0]()
    take_or_be_refused(name, question, steps_of_question(question), TAKEN_ON_A_QUESTION[name])


def test_question_steps_name_the_question_for_screen_readers(client):
    question = make.a_question()
    shown = sign_in(client, accounts.coordinator()).get(f"/staff/meetings/{question.meeting.slug}/questions/")
    page = shown.content.decode()
    assert f'<span class="govuk-visually-hidden"> {question.reference}</span>' in page
    assert all(step.url in page for step in steps_of_question(question).offered)


def test_a_meeting_whose_time_is_past_is_no_longer_postponed():
    meeting, by = make.a_scheduled_meeting(), accounts.coordinator()
    assert "postpone" in names(steps_of_meeting(meeting, by, now=meeting.starts_at - dt.timedelta(minutes=1)))
    assert "postpone" not in names(steps_of_meeting(meeting, by, now=meeting.starts_at))
