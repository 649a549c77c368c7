"""The timeline of a consultation, and of a theme raised in one."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from common import clock, timeline
from consultations.services.running import (
    conclude_consultation,
    open_consultation,
    start_feedback,
    withdraw_consultation,
)
from tests.consultations.walking import NOON
from tests.counting import queries
from tests.factories import accounts, consultations

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = clock.DAY
CLOSES = clock.at(dt.date(2026, 7, 3), dt.time(17))
ASKS = "The group asks for an answer to every theme by this day"


def told(obj):
    return [(entry.on, entry.title, entry.is_done) for entry in timeline.build(obj, AnonymousUser())]


def test_a_draft_has_no_steps():
    assert told(consultations.a_draft()) == []


def test_an_open_consultation_shows_its_closing_date():
    assert told(consultations.an_open_one(closes_at=CLOSES)) == [
        (TODAY, "It opened for answers", True),
        (dt.date(2026, 7, 3), "It closes", False),
        (dt.date(2026, 9, 25), ASKS, False),
    ]


def test_the_decision_date_is_in_the_future_until_that_day():
    one = consultations.an_open_one(closes_at=CLOSES, decide_on=dt.date(2026, 10, 1))
    title = f"{one.deciding_agency} decides" if one.deciding_agency else "The service decides"
    assert told(one)[-1] == (dt.date(2026, 10, 1), title, False)
    with clock.frozen(dt.date(2026, 10, 2)):
        assert title not in [words for _on, words, _done in told(one)]
    one = withdraw_consultation(one, reason="Not needed.", what_follows="Nothing.", by=accounts.coordinator())
    assert title not in [words for _on, words, _done in told(one)]


def test_an_announced_consultation_shows_its_opening_date():
    one = consultations.an_open_one(opens_in=5, closes_at=CLOSES)
    opens = TODAY + 5 * DAY
    assert told(one) == [
        (TODAY, "It was announced", True),
        (opens, "It opens for answers", False),
        (dt.date(2026, 7, 3), "It closes", False),
        (dt.date(2026, 9, 25), ASKS, False),
    ]
    with clock.frozen(one.opens_at):
        assert told(one)[1] == (opens, "It opened for answers", True)


def test_a_consultation_stopped_before_opening_shows_no_opening():
    one = consultations.an_open_one(opens_in=5)
    one = withdraw_consultation(one, reason="Not needed.", what_follows="Nothing.", by=accounts.coordinator())
    assert told(one) == [(TODAY, "It was announced", True), (TODAY, "It was withdrawn", True)]


def test_a_pause_is_shown_with_its_reason_and_end():
    one = consultations.a_paused_one(closes_at=CLOSES)
    assert timeline.build(one, AnonymousUser())[1].text == "A mistake."
    one = open_consultation(one, by=accounts.coordinator(), now=NOON + DAY)
    assert [title for _on, title, _done in told(one)] == [
        "It opened for answers",
        "It was paused",
        "It opened again",
        "It closes",
        ASKS,
    ]


def test_the_timeline_shows_closed_between_closing_minute_and_beat():
    one = consultations.an_open_one(closes_at=CLOSES)
    with clock.frozen(CLOSES + dt.timedelta(minutes=1)):
        assert (dt.date(2026, 7, 3), "It closed", True) in told(one)


def test_the_answer_date_is_in_the_future_until_concluded():
    one = consultations.one_being_answered()
    assert told(one)[-2:] == [
        (TODAY, "The results were published", True),
        (dt.date(2026, 8, 26), "The group asked for an answer to every theme by this day", False),
    ]
    consultations.answer(one.themes.get())
    one = conclude_consultation(one, by=accounts.coordinator(), now=NOON + DAY)
    assert told(one)[-1] == (TODAY + DAY, "It was concluded: every theme has been answered", True)


def test_a_theme_shows_its_consultation_once_results_are_published():
    row = consultations.a_theme()
    assert told(row.theme) == []
    start_feedback(row.consultation, by=accounts.coordinator())
    entry = timeline.build(row.theme, AnonymousUser())[0]
    assert entry.title == f"Raised in a consultation: {row.consultation.title}"
    assert entry.text == row.said
    assert entry.url == f"/consultations/{row.consultation.slug}/results/#theme-{row.pk}"


def test_a_timeline_takes_one_query_for_each_app():
    one = consultations.a_concluded_one(themes=3)
    with queries() as counted:
        timeline.build(one, AnonymousUser())
    assert len([sql for sql in counted if "consultations_consultationmove" in sql]) == 1
    theme = one.themes.first().theme
    with queries() as counted:
        timeline.build(theme, AnonymousUser())
    assert len([sql for sql in counted if "consultations_" in sql]) == 1
