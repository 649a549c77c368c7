"""Opening for less than six weeks and closing before the announced day have a reason, shown wherever they are read."""

import datetime as dt

import pytest

from accounts.services.settings import set_setting
from common import clock
from common.errors import DomainError
from common.models import Message
from consultations.models import Consultation
from consultations.rules import ConsultationStatus
from consultations.services.running import (
    close_consultation,
    open_consultation,
    pause_consultation,
    start_feedback,
)
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations
from tests.issues.pages import errors, words

pytestmark = pytest.mark.django_db
S = ConsultationStatus
DAY = dt.timedelta(days=1)
WHY = "The council decides in July."
SHORT = f"Open for 3 weeks, because: {WHY}"
EARLY = f"Closed on 4 June 2026, 19 days before the announced day, 23 June 2026, because: {WHY}"


def draft_for(days, by, **fields):
    """A draft that opens today and closes at the end of its last day."""
    last = NOON.date() + (days - 1) * DAY
    return consultations.a_draft(
        by=by, opens_at=clock.at(NOON.date(), dt.time(0)), closes_at=clock.at(last, dt.time(23, 59)), **fields
    )


def address(one, step):
    return f"/staff/consultations/{one.slug}/{step}/"


@pytest.fixture
def short(by):
    return open_consultation(draft_for(21, by, agency=accounts.agency()), reason=WHY, by=by)


def test_less_than_six_weeks_asks_for_a_reason_and_shows_it(staff, by, client):
    one = draft_for(21, by)
    assert "less than 6 weeks" in words(staff.get(address(one, "open")))
    for typed in ("", ".", "-- ?"):
        assert errors(staff.post(address(one, "open"), {"reason": typed}))
    assert Consultation.objects.get(pk=one.pk).status == S.DRAFT
    assert staff.post(address(one, "open"), {"reason": WHY}).status_code == 302
    for page in (one.get_absolute_url(), f"{one.get_absolute_url()}results/"):
        assert SHORT in words(client.get(page))


def test_a_name_in_a_reason_is_asked_about_and_what_was_typed_is_kept(staff, by):
    page = staff.post(address(draft_for(21, by), "open"), {"reason": "Ask Amelia Smith why."})
    assert "This could show who somebody is" in errors(page)
    assert "Ask Amelia Smith why." in page.content.decode()


@pytest.mark.parametrize(("days", "is_asked"), [(41, True), (42, False)])
def test_six_weeks_need_no_reason(staff, by, days, is_asked):
    one = draft_for(days, by)
    assert (staff.post(address(one, "open")).status_code == 200) is is_asked
    assert Consultation.objects.get(pk=one.pk).short_reason == ""


def test_the_weeks_are_counted_from_the_day_it_really_opens(by):
    one = draft_for(42, by)
    with pytest.raises(DomainError, match="Give a reason"):
        open_consultation(one, by=by, now=NOON + DAY)


def test_how_many_weeks_is_a_setting_from_a_day_on(by):
    set_setting("shortest_weeks", 2, by=None, now=NOON)
    assert open_consultation(draft_for(14, by), reason=WHY, by=by).short_reason == ""


def test_closing_before_the_announced_day_asks_for_a_reason_and_shows_it(staff, short, client):
    with clock.frozen(NOON + DAY):
        assert "People were told that they can answer until 23 June 2026, 11:59pm." in words(
            staff.get(address(short, "close"))
        )
        assert "Give a reason." in errors(staff.post(address(short, "close"), {"reason": "..."}))
        assert Consultation.objects.get(pk=short.pk).status == S.OPEN
        assert staff.post(address(short, "close"), {"reason": WHY}).status_code == 302
        for page in ("", "results/", "respond/"):
            text = words(client.get(f"{short.get_absolute_url()}{page}"))
            assert EARLY in text
            assert f"It was to be open for 3 weeks, because: {WHY}" in text
    assert "It was closed early, on" in words(staff.get(f"/staff/consultations/{short.slug}/"))


def test_officers_who_are_asked_for_answers_read_that_it_closed_early(by, short):
    officer = accounts.officer(of=short.deciding_agency)
    one = close_consultation(short, reason=WHY, by=by, now=NOON + DAY)
    consultations.a_theme(one, by=by)
    with clock.frozen(NOON + DAY):
        start_feedback(one, by=by)
    assert EARLY in Message.objects.get(to=officer.email).body_text


def test_on_the_announced_day_itself_the_hour_is_named(by, short):
    last = clock.at(dt.date(2026, 6, 23), dt.time(9))
    with pytest.raises(DomainError, match="Give a reason"):
        close_consultation(short, by=by, now=last)
    one = close_consultation(short, reason=WHY, by=by, now=last)
    with clock.frozen(last):
        assert f"Closed on 23 June 2026, before the announced time, 11:59pm, because: {WHY}" in one.period_notes


def test_after_its_closing_minute_it_closes_without_a_reason(staff, short):
    with clock.frozen(short.closes_at + DAY):
        assert staff.post(address(short, "close")).status_code == 302
        closed = Consultation.objects.get(pk=short.pk)
        assert (closed.early_reason, closed.was_closed_early) == ("", False)
        assert closed.period_notes == [f"It was open for 3 weeks, because: {WHY}"]


def test_a_pause_is_no_way_round_and_its_reason_stays_readable(by, short, client):
    paused = pause_consultation(short, reason="A question was wrong.", by=by)
    with pytest.raises(DomainError, match="Give a reason"):
        close_consultation(paused, by=by, now=NOON + DAY)
    open_consultation(paused, by=by, now=NOON + DAY)
    text = words(client.get(short.get_absolute_url()))
    assert "A question was wrong." in text
    assert SHORT in text


def test_an_open_one_has_no_form_that_moves_its_dates(staff, short):
    page = staff.get(address(short, "edit"), follow=True)
    assert "its questions and information are locked" in words(page)
    staff.post(address(short, "edit"), {"closes_on_0": "5", "closes_on_1": "6", "closes_on_2": "2026"})
    assert Consultation.objects.get(pk=short.pk).closes_at == short.closes_at
