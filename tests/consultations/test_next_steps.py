"""Next steps of a consultation: offered steps work, all others are refused."""

import datetime as dt

import pytest

from common import clock
from consultations.next_steps import steps_of_consultation
from consultations.services.dates import extend_consultation, move_decision
from consultations.services.preparing import add_question
from consultations.services.running import (
    close_consultation,
    conclude_consultation,
    open_consultation,
    pause_consultation,
    record_uncounted,
    start_feedback,
    withdraw_consultation,
)
from tests.consultations.walking import NOON, page
from tests.factories import accounts, consultations
from tests.steps import names, take_or_be_refused

pytestmark = pytest.mark.django_db
OPENED = ["entered", "responses", "results", "words"]
LATER = NOON + dt.timedelta(days=31)


def closed_with_a_theme():
    consultation = consultations.a_closed_one()
    consultations.a_theme(consultation)
    return consultation


def answered():
    consultation = consultations.one_being_answered()
    for row in consultation.themes.all():
        consultations.answer(row)
    return consultation


STATES = {
    "draft": (consultations.a_draft, ["open", "edit", "add_question", "withdraw"]),
    "draft without questions": (
        lambda: consultations.a_draft(questions=()),
        ["edit", "add_question", "withdraw"],
    ),
    "open": (
        consultations.an_open_one,
        ["close", "enter", *OPENED, "add_theme", "uncounted", "extend", "move_decision", "pause", "redact", "withdraw"],
    ),
    "announced": (
        lambda: consultations.an_open_one(opens_in=2),
        ["close", *OPENED, "add_theme", "uncounted", "extend", "move_decision", "pause", "redact", "withdraw"],
    ),
    "paused": (
        consultations.a_paused_one,
        ["open", "close", "enter", *OPENED, "uncounted", "extend", "move_decision", "redact", "withdraw"],
    ),
    "closed": (
        consultations.a_closed_one,
        ["enter", *OPENED, "add_theme", "uncounted", "move_decision", "redact", "withdraw"],
    ),
    "closed with a theme": (
        closed_with_a_theme,
        ["feedback", "enter", *OPENED, "add_theme", "uncounted", "move_decision", "redact", "withdraw"],
    ),
    "feedback": (
        consultations.one_being_answered,
        [*OPENED, "add_theme", "move_decision", "redact", "withdraw"],
    ),
    "answered": (answered, ["conclude", *OPENED, "add_theme", "move_decision", "redact", "withdraw"]),
    "concluded": (consultations.a_concluded_one, [*OPENED, "redact"]),
    "withdrawn": (consultations.a_withdrawn_one, [*OPENED, "redact"]),
}
QUESTION = {"kind": "short", "text": "Which river?"}
TAKEN = {
    "open": lambda one, by: open_consultation(one, reason="Soon.", by=by),
    "close": lambda one, by: close_consultation(one, reason="Enough.", by=by),
    "feedback": start_feedback,
    "conclude": conclude_consultation,
    "pause": lambda one, by: pause_consultation(one, reason="A mistake.", by=by),
    "withdraw": lambda one, by: withdraw_consultation(one, reason="Not needed.", what_follows="Nothing.", by=by),
    "extend": lambda one, by: extend_consultation(one, closes_on=LATER.date() + clock.DAY, reason="Asked.", by=by),
    "move_decision": lambda one, by: move_decision(one, decide_on=LATER.date(), reason="The board met.", by=by),
    "add_question": lambda one, by: add_question(one, by=by, **QUESTION),
    "enter": lambda one, by: consultations.enter(one, by=by),
    "add_theme": lambda one, by: consultations.a_theme(one, by=by),
    "uncounted": lambda one, by: record_uncounted(one, count=1, note="Spam", by=by),
}


@pytest.mark.parametrize("state", STATES)
def test_a_consultation_offers_the_steps_its_state_allows(state):
    make, expected = STATES[state]
    assert names(steps_of_consultation(make())) == expected


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", TAKEN)
def test_steps_work_where_offered_and_are_refused_elsewhere(state, name):
    consultation, by = STATES[state][0](), accounts.coordinator()
    steps = steps_of_consultation(consultation)
    take_or_be_refused(name, consultation, steps, lambda one: TAKEN[name](one, by=by))


@pytest.mark.parametrize("state", STATES)
def test_every_offered_page_opens_and_every_hint_is_shown(staff, state):
    consultation = STATES[state][0]()
    steps = steps_of_consultation(consultation)
    shown = page(staff.get(f"/staff/consultations/{consultation.slug}/"))
    for step in steps.offered:
        assert step.url in shown
        assert step.is_post or staff.get(step.url).status_code == 200
    assert all(hint in shown for hint in steps.hints)


HINTS = [
    ("draft without questions", "Add a question before you open this consultation."),
    ("closed", "Add the themes people raised before you publish the results."),
    ("feedback", "1 theme is waiting for an answer. You can conclude the consultation after that."),
]


@pytest.mark.parametrize(("state", "hint"), HINTS)
def test_the_page_says_why_a_step_is_not_offered(state, hint):
    assert steps_of_consultation(STATES[state][0]()).hints == [hint]


@pytest.mark.parametrize("state", sorted(set(STATES) - {state for state, _hint in HINTS}))
def test_the_page_gives_no_reason_where_every_step_is_offered(state):
    assert steps_of_consultation(STATES[state][0]()).hints == []


@pytest.mark.parametrize("state", ["draft", "paused"])
def test_opening_is_not_offered_after_the_closing_date(state):
    consultation, by = STATES[state][0](), accounts.coordinator()
    with clock.frozen(LATER):
        steps = steps_of_consultation(consultation)
        assert steps["open"] is None
        take_or_be_refused("open", consultation, steps, lambda one: open_consultation(one, reason="Soon.", by=by))


def test_the_close_button_says_whether_it_is_early():
    consultation = consultations.an_open_one()
    assert steps_of_consultation(consultation)["close"].words == "Close consultation now"
    with clock.frozen(LATER):
        assert steps_of_consultation(consultation)["close"].words == "Close consultation"
