"""Moves of a consultation from opening to conclusion, and the dates they store."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from accounts.services.settings import set_setting
from common import clock
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from consultations.models import Consultation
from consultations.periodic import close_what_has_ended
from consultations.rules import ConsultationStatus, Door
from consultations.services.running import (
    answers_due_on,
    close_consultation,
    conclude_consultation,
    open_consultation,
    pause_consultation,
    record_uncounted,
    start_feedback,
    withdraw_consultation,
)
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations

pytestmark = pytest.mark.django_db
S = ConsultationStatus
DAY = dt.timedelta(days=1)
CLOSES = clock.at(dt.date(2026, 7, 3), dt.time(23, 59))


def moves(consultation):
    return [(move.status, move.on) for move in consultation.moves.all()]


def test_opening_stores_the_opening_date(by):
    one = consultations.an_open_one(by=by)
    assert (one.status, one.opened_on, one.door()) == (S.OPEN, NOON.date(), Door.OPEN)
    assert moves(one) == [(S.OPEN, NOON.date())]
    assert AuditEntry.objects.filter(verb="consultation_open", by=by).exists()


def test_opening_needs_a_question(by):
    with pytest.raises(DomainError, match="at least one question"):
        open_consultation(consultations.a_draft(by=by, questions=()), reason="Soon.", by=by)


def test_opening_after_the_closing_minute_is_refused(by):
    draft = consultations.a_draft(by=by)
    with pytest.raises(DomainError, match="Change the dates"):
        open_consultation(draft, reason="Soon.", by=by, now=draft.closes_at + dt.timedelta(minutes=1))
    assert open_consultation(draft, reason="Soon.", by=by, now=draft.closes_at).status == S.OPEN


def test_a_consultation_opened_early_is_announced_and_takes_no_answers_yet(by, client):
    one = consultations.an_open_one(by=by, opens_in=5)
    assert (one.opened_on, one.door()) == (NOON.date(), Door.BEFORE)
    with pytest.raises(DomainError, match="not open yet"):
        consultations.respond(one)
    text = client.get(one.get_absolute_url()).content.decode()
    assert "It opens on 8 June 2026" in text
    assert "Answer now" not in text
    consultations.respond(one, now=one.opens_at)


@pytest.mark.parametrize("reason", ["", "  "])
def test_pausing_and_withdrawing_need_a_reason(by, reason):
    one = consultations.an_open_one(by=by)
    for verb in (pause_consultation, withdraw_consultation):
        with pytest.raises(DomainError) as refused:
            verb(one, reason=reason, by=by)
        assert refused.value.field == "reason"


def test_a_paused_consultation_takes_no_answers_until_reopened(by):
    one = consultations.a_paused_one(by=by)
    assert (one.status_reason, one.door()) == ("A mistake.", Door.PAUSED)
    with pytest.raises(DomainError, match="paused"):
        consultations.respond(one)
    one = open_consultation(one, reason="Soon.", by=by, now=NOON + DAY)
    assert (one.status_reason, one.opened_on) == ("", NOON.date())
    consultations.respond(one)
    assert moves(one) == [(S.OPEN, NOON.date()), (S.PAUSED, NOON.date()), (S.OPEN, NOON.date() + DAY)]


def test_a_consultation_paused_past_its_closing_time_can_only_be_closed(by):
    one = consultations.a_paused_one(by=by)
    with pytest.raises(DomainError, match="only be closed"):
        open_consultation(one, reason="Soon.", by=by, now=one.closes_at + DAY)
    assert close_consultation(one, reason="Enough.", by=by, now=one.closes_at + DAY).closed_on == one.closes_on


# --- closing --------------------------------------------------------------------------------------


def test_closing_early_stores_that_day(by):
    one = close_consultation(
        consultations.an_open_one(by=by, closes_at=CLOSES), reason="Enough.", by=by, now=NOON + DAY
    )
    assert (one.closed_on, one.answers_due_on) == (dt.date(2026, 6, 4), dt.date(2026, 8, 27))


def test_the_time_to_answer_is_a_setting(by):
    set_setting("answer_weeks", 6, by=None, now=NOON)
    assert consultations.a_closed_one(by=by).answers_due_on == NOON.date() + dt.timedelta(weeks=6)


def test_a_closed_consultation_keeps_the_answer_time_of_its_day(by):
    one = consultations.a_closed_one(by=by)
    set_setting("answer_weeks", 6, by=None, now=NOON + DAY)
    assert answers_due_on(one.closed_on) == one.answers_due_on == NOON.date() + dt.timedelta(weeks=12)


def test_beat_closes_at_night_with_the_closing_date(by):
    one = consultations.an_open_one(by=by, closes_at=CLOSES)
    assert close_what_has_ended(CLOSES + dt.timedelta(seconds=59)) == 0
    assert close_what_has_ended(clock.at(dt.date(2026, 7, 4), dt.time(0, 0))) == 1
    one.refresh_from_db()
    assert (one.status, one.closed_on, one.answers_due_on) == (S.CLOSED, dt.date(2026, 7, 3), dt.date(2026, 9, 25))
    assert moves(one)[-1] == (S.CLOSED, dt.date(2026, 7, 3))
    entry = AuditEntry.objects.get(verb="consultation_closed")
    assert (entry.by, entry.at) == (None, None)


def test_beat_can_run_twice_or_days_late(by):
    one = consultations.an_open_one(by=by, closes_at=CLOSES)
    consultations.a_paused_one(by=by, closes_at=CLOSES)
    assert [close_what_has_ended(CLOSES + 3 * DAY) for _round in range(2)] == [2, 0]
    one.refresh_from_db()
    assert one.closed_on == dt.date(2026, 7, 3)


def test_a_consultation_shows_as_closed_between_closing_minute_and_beat(by, client):
    one = consultations.an_open_one(by=by, closes_at=CLOSES)
    with clock.frozen(CLOSES + dt.timedelta(minutes=1)):
        assert (one.status, one.shown_status, one.door()) == (S.OPEN, S.CLOSED, Door.AFTER)
        for address in (one.get_absolute_url(), "/consultations/"):
            text = client.get(address).content.decode()
            assert "It closed on 3 July 2026" in text
            assert "Answer now" not in text


# --- results, answers, the end --------------------------------------------------------------------


def test_results_can_only_be_published_with_a_theme(by):
    one = consultations.a_closed_one(by=by, people=2)
    with pytest.raises(DomainError, match="add the themes"):
        start_feedback(one, by=by)
    consultations.a_theme(one, by=by)
    one = start_feedback(one, by=by)
    assert (one.status, one.results_published_on) == (S.FEEDBACK, NOON.date())


def test_officers_of_the_deciding_agency_are_e_mailed_once(by):
    agency = accounts.agency("Marlshire")
    officers = [accounts.officer(of=agency) for _number in range(2)]
    accounts.officer()
    one = consultations.one_being_answered(by=by, agency=agency, themes=2)
    written = Message.objects.filter(to__in=[officer.email for officer in officers])
    assert written.count() == Message.objects.count() == 2
    assert one.title in written[0].subject
    assert "2 themes are waiting for your answer" in written[0].body_text
    assert "/officer/consultations/" in written[0].body_text


def test_a_consultation_cannot_be_concluded_with_an_unanswered_theme(by):
    one = consultations.one_being_answered(by=by, themes=2)
    first, second = one.themes.all()
    consultations.answer(first)
    with pytest.raises(DomainError, match="without an answer: 1"):
        conclude_consultation(one, by=by)
    consultations.answer(second)
    one = conclude_consultation(one, by=by, now=NOON + DAY)
    assert (one.status, one.concluded_on) == (S.CONCLUDED, NOON.date() + DAY)


def test_a_theme_added_during_conclusion_prevents_it(by):
    """The service reads the themes after locking, even if the row it was given is older."""
    one = consultations.one_being_answered(by=by)
    consultations.answer(one.themes.get())
    stale = Consultation.objects.get(pk=one.pk)
    consultations.a_theme(one, by=by)
    with pytest.raises(DomainError, match="without an answer: 1"):
        conclude_consultation(stale, by=by)


def test_a_withdrawn_consultation_stays_public_with_its_reason(by, client):
    one = consultations.a_withdrawn_one(by=by)
    assert (one.status, one.status_reason) == (S.WITHDRAWN, "Not needed.")
    assert "Not needed." in client.get(one.get_absolute_url()).content.decode()


def test_final_states_have_no_moves(by):
    for one in (consultations.a_concluded_one(by=by), consultations.a_withdrawn_one(by=by)):
        for verb in (open_consultation, close_consultation, conclude_consultation):
            with pytest.raises(MoveNotAllowed):
                verb(one, by=by)


def test_an_outdated_row_cannot_be_moved_twice(by):
    one = consultations.an_open_one(by=by)
    stale = Consultation.objects.get(pk=one.pk)
    close_consultation(one, reason="Enough.", by=by)
    with pytest.raises(MoveNotAllowed):
        close_consultation(stale, reason="Enough.", by=by)
    assert [status for status, _on in moves(one)] == [S.OPEN, S.CLOSED]


# --- messages that are no responses ---------------------------------------------------------------


def test_uncounted_messages_are_recorded_separately(by):
    one = record_uncounted(consultations.a_closed_one(by=by, people=1), count=5, note="e-mails", by=by)
    assert (one.uncounted_count, one.uncounted_note, one.responses.count()) == (5, "e-mails", 1)


@pytest.mark.parametrize("make", [consultations.a_draft, consultations.a_concluded_one, consultations.a_withdrawn_one])
def test_uncounted_messages_can_be_recorded_from_opening_to_conclusion(by, make):
    with pytest.raises(DomainError, match="after the consultation opens"):
        record_uncounted(make(by=by), count=5, note="e-mails", by=by)


def test_one_closed_early_says_when_it_closed():
    consultation = consultations.a_closed_one(closes_in=30)
    assert consultation.ends_on == consultation.closed_on < consultation.closes_on
    assert consultations.an_open_one().ends_on > consultation.ends_on
