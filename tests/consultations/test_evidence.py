"""People's views are given (P8); every theme is answered, in time (V1)."""

import pytest

from accounts.services.settings import set_setting
from common import clock, evidence
from common.evidence import State
from consultations.services.running import close_consultation, start_feedback, withdraw_consultation
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations, issues

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
WEEK = 7 * clock.DAY


def found(kind, today=TODAY):
    return evidence.collect(evidence.year_to(today), {kind})[kind]


def views(today=TODAY):
    return found("views-given", today)


def themes(today=TODAY):
    return found("answered-themes", today)


def published(people):
    one = consultations.a_closed_one(people=people)
    consultations.a_theme(one)
    return start_feedback(one, by=accounts.coordinator())


def test_without_answers_p8_is_due():
    assert (views().state, views().figure) == (
        State.DUE,
        "no answers to a consultation in a year",
    )


def test_p8_counts_the_year_once_results_are_published():
    consultations.respond(consultations.an_open_one())
    assert views().state == State.DUE
    one = published(2)
    assert (views().state, views().figure) == (
        State.KEPT,
        "2 answers to consultations in a year",
    )
    assert (views().on, views(TODAY + 53 * WEEK).state) == (TODAY, State.DUE)
    assert one.responses.count() == 2


def test_p8_does_not_count_late_responses():
    one = consultations.a_closed_one(people=1, closes_in=2)
    by = accounts.coordinator()
    consultations.enter(one, arrived_on=TODAY + 5 * clock.DAY, now=NOON + WEEK, by=by)
    consultations.a_theme(one, by=by)
    start_feedback(one, by=by)
    assert views(TODAY + WEEK).figure == "1 answer to consultations in a year"


def test_v1_has_no_evidence_without_a_closed_consultation():
    consultations.an_open_one()
    assert themes().state == State.NONE


def test_v1_counts_themes_and_is_kept_while_answers_are_not_overdue():
    one = consultations.one_being_answered(themes=2)
    consultations.answer(one.themes.first())
    assert (themes().figure, themes().state) == ("1 of 2 themes answered", State.KEPT)


def test_v1_is_overdue_after_twelve_weeks_and_links_to_the_consultation():
    one = consultations.one_being_answered(themes=2)
    consultations.answer(one.themes.first())
    assert themes(TODAY + 12 * WEEK).state == State.KEPT
    late = themes(TODAY + 12 * WEEK + clock.DAY)
    assert (late.state, late.on, late.url) == (State.OVERDUE, one.answers_due_on, one.get_absolute_url())


def test_a_closed_consultation_without_published_results_is_overdue_too():
    consultations.a_closed_one(people=1)
    assert themes(TODAY + 13 * WEEK).state == State.OVERDUE


def test_v1_stays_kept_after_conclusion():
    one = consultations.a_concluded_one(themes=2)
    kept = themes(TODAY + 60 * WEEK)
    assert (kept.state, kept.figure, kept.on) == (State.KEPT, "2 of 2 themes answered", TODAY)
    assert kept.url == one.get_absolute_url()


def test_a_withdrawn_consultation_does_not_count_as_waiting():
    one = consultations.one_being_answered()
    withdraw_consultation(one, reason="A new law.", what_follows="Nothing.", by=accounts.coordinator())
    assert themes(TODAY + 60 * WEEK).state == State.NONE


def test_an_answer_given_after_the_period_is_not_counted_in_it():
    one = consultations.one_being_answered(themes=1)
    consultations.answer(one.themes.first(), now=NOON + WEEK)
    assert themes().figure == "0 of 1 themes answered"
    assert themes(TODAY + WEEK).figure == "1 of 1 themes answered"


def test_v3_names_the_level_of_each_consultation_opened():
    assert found("involvement-levels").state == State.NONE
    consultations.a_draft(level="co_production")
    for level in ("consultation", "consultation", "participation"):
        consultations.an_open_one(level=level)
    shown = found("involvement-levels")
    levels = "information (0), consultation (2), participation (1), co-production (0)"
    assert shown.figure == f"3 consultations opened in a year, each with its level: {levels}"
    assert (shown.on, shown.state) == (TODAY, State.KEPT)
    assert found("involvement-levels", TODAY - clock.DAY).state == State.NONE


def test_v4_names_the_ways_people_chose_and_what_was_entered_for_them():
    assert found("ways-of-taking-part").figure == "nothing has arrived in a year"
    issues.received_issue(now=NOON)
    words = "issues and answers to consultations in a year came by {}; entered for people: {}"
    web = found("ways-of-taking-part")
    assert (web.figure, web.state) == (words.format("web form", 0), State.NOT_USUAL)
    one, by = consultations.an_open_one(), accounts.coordinator()
    consultations.enter(one, by=by)
    assert found("ways-of-taking-part").figure == words.format("web form", 0), "results are not public yet"
    for _number in range(4):
        consultations.enter(one, channel="phone", by=by)
    consultations.a_theme(one, by=by)
    start_feedback(close_consultation(one, reason="Everybody has answered.", by=by), by=by)
    entered = found("ways-of-taking-part")
    words = words.format("web form, phone or text, paper or letter", "{}")
    assert (entered.figure, entered.state) == (words.format("fewer than 10"), State.KEPT)
    set_setting("small_number", 5, by=None)
    assert found("ways-of-taking-part").figure == words.format(5)
