"""An extension, an early end and another day for the decision: shown with the old day, asked about, never silent."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from common import clock
from common.periods import Period
from consultations.figures import consultations as figures_of
from consultations.models import Consultation
from consultations.rules import ConsultationStatus
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations
from tests.issues.pages import date, errors, words

pytestmark = pytest.mark.django_db
S = ConsultationStatus
DAY = dt.timedelta(days=1)
WHY = "Schools asked for more time."
OLD, NEW = dt.date(2026, 7, 3), dt.date(2026, 7, 24)
EXTENDED = f"Extended on 3 June 2026, from 3 July 2026 to 24 July 2026, because: {WHY}"
TOO_SOON = "The decision is planned before the answers are due"
LATE = dt.date(2026, 12, 1)  # after the answers are due, twelve weeks after closing


def address(one, step=""):
    return f"/staff/consultations/{one.slug}/{step}"


def fresh(one):
    return Consultation.objects.get(pk=one.pk)


@pytest.fixture
def one(by):
    """It closes on 3 July; its decision is planned for 1 December."""
    return consultations.an_open_one(by=by, agency=accounts.agency(), decide_on=LATE)


def extend(staff, one, closes_on=NEW, decide_on=LATE, **typed):
    page = staff.get(address(one, "extend/"))
    fields = {"reason": WHY, "seen": page.context["form"]["seen"].value()}
    fields |= date("closes_on", closes_on) | (date("decide_on", decide_on) if decide_on else {})
    return staff.post(address(one, "extend/"), fields | typed)


# --- extension ------------------------------------------------------------------------------------


def test_an_extension_shows_the_old_date_and_the_reason_wherever_the_time_to_answer_is(staff, one, client):
    assert "Extend consultation" in words(staff.get(address(one)))
    assert extend(staff, one).status_code == 302
    said = words(staff.get(address(one)))
    assert "Consultation extended to 24 July 2026." in said
    assert "Whoever follows it is e-mailed. Others are not, so please say so wherever you announced it." in said
    assert "Nobody has asked" not in said
    staff.logout()
    for page in ("", "results/"):
        assert EXTENDED in words(client.get(f"{one.get_absolute_url()}{page}"))
    detail = words(client.get(one.get_absolute_url()))
    assert "You can answer until 24 July 2026" in detail
    assert "It was extended from 3 July 2026 to 24 July 2026" in detail
    audit = AuditEntry.objects.get(verb="extend_consultation")
    assert (audit.reason, audit.detail["earlier"]) == (WHY, "2026-07-03")


def test_people_answer_until_the_new_date_and_it_closes_then(staff, one, client):
    extend(staff, one)
    with clock.frozen(NOON + 40 * DAY):
        assert consultations.respond(fresh(one)).is_late is False
        assert fresh(one).closes_on == NEW
    with clock.frozen(dt.date(2026, 7, 25)):
        assert "It closed on 24 July 2026" in words(client.get(one.get_absolute_url()))


def test_an_extension_is_later_and_says_why(staff, one):
    assert "must be after 3 July 2026, the date people were told" in errors(extend(staff, one, closes_on=OLD))
    assert "Give a reason." in errors(extend(staff, one, reason="..."))
    assert "must not be before the closing date" in errors(extend(staff, one, decide_on=OLD))
    assert "could show who somebody is" in errors(extend(staff, one, reason="Amelia Smith asked."))
    assert fresh(one).closes_on == OLD
    assert not fresh(one).moved_dates.exists()


def test_it_can_be_extended_twice_and_both_are_told(staff, one, client):
    extend(staff, one)
    extend(staff, one, closes_on=dt.date(2026, 8, 3))
    text = words(client.get(one.get_absolute_url()))
    assert EXTENDED in text
    assert "from 24 July 2026 to 3 August 2026" in text


def test_somebody_elses_extension_is_not_overwritten(staff, one):
    page = staff.get(address(one, "extend/"))
    seen = page.context["form"]["seen"].value()
    extend(staff, one)
    assert extend(staff, one, closes_on=dt.date(2026, 8, 3), seen=seen).status_code == 409


@pytest.mark.parametrize("make", [consultations.a_draft, consultations.a_closed_one, consultations.a_withdrawn_one])
def test_only_one_that_is_open_or_paused_is_extended(staff, by, make):
    other = make(by=by)
    assert "Only a consultation that is open or paused" in words(staff.get(address(other, "extend/"), follow=True))
    assert "Extend consultation" not in words(staff.get(address(other)))


def test_a_paused_one_is_extended_and_stays_paused(staff, by):
    paused = consultations.a_paused_one(by=by)
    extend(staff, paused, decide_on=None)
    assert (fresh(paused).closes_on, fresh(paused).status) == (NEW, S.PAUSED)


def test_one_whose_closing_minute_has_passed_is_not_extended(staff, one):
    with clock.frozen(one.closes_at + DAY):
        assert "It can only be closed now." in words(staff.get(address(one, "extend/"), follow=True))


def test_a_short_time_is_told_as_it_was_announced(staff, by, client):
    short = consultations.an_open_one(by=by, closes_in=20)
    extend(staff, short, decide_on=None)
    text = words(client.get(short.get_absolute_url()))
    assert f"At first it was to be open for 3 weeks, because: {consultations.WHY_SHORT}" in text


def test_the_annual_report_tells_the_date_that_was_told_when_its_period_ended(staff, one):
    with clock.frozen(NOON + 10 * DAY):
        extend(staff, one)
    before, after = (figures_of(Period(dt.date(2026, 1, 1), NOON.date() + n * DAY), {})[0] for n in (5, 15))
    assert (before["closes"], after["closes"]) == ("2026-07-03", "2026-07-24")
    assert not any("Extended" in note for note in before["period_notes"])
    assert any("Extended on 13 June 2026" in note for note in after["period_notes"])


# --- a decision before the answers ----------------------------------------------------------------


def test_an_extension_that_puts_the_answers_behind_the_decision_asks(staff, by, client):
    soon = consultations.an_open_one(by=by, decide_on=dt.date(2026, 9, 30))
    assert TOO_SOON not in words(staff.get(address(soon)))
    page = extend(staff, soon, decide_on=soon.decide_on)
    assert f"{TOO_SOON}, on 16 October 2026." in errors(page)
    assert 'name="is_meant"' in page.content.decode()
    assert extend(staff, soon, decide_on=soon.decide_on, is_meant="on").status_code == 302
    assert TOO_SOON in words(staff.get(address(soon)))


def test_an_extension_may_move_the_decision_and_both_days_are_told(staff, one, client):
    extend(staff, one, decide_on=dt.date(2027, 1, 12))
    text = words(client.get(one.get_absolute_url()))
    assert "The decision was planned for 1 December 2026. On 3 June 2026 it was moved to 12 January 2027." in text
    assert "The decision was moved from 1 December 2026 to 12 January 2027" in text


def close_early(staff, one, decide_on=None, **typed):
    page = staff.get(address(one, "close/"))
    fields = {"reason": WHY, "seen": page.context["form"]["seen"].value()}
    return staff.post(address(one, "close/"), fields | (date("decide_on", decide_on) if decide_on else {}) | typed)


def test_closing_early_shows_what_follows_and_asks_for_the_decision(staff, one, client):
    form = words(staff.get(address(one, "close/")))
    assert "Every theme is then due an answer by 26 August 2026 instead of 25 September 2026." in form
    assert "Decision date" in form
    assert "must not be before the closing date" in errors(close_early(staff, one, NOON.date() - DAY))
    asked = close_early(staff, one, dt.date(2026, 7, 1))
    assert f"{TOO_SOON}, on 26 August 2026." in errors(asked)
    assert fresh(one).status == S.OPEN
    assert close_early(staff, one, dt.date(2026, 7, 1), is_meant="on").status_code == 302
    closed = fresh(one)
    assert (closed.answers_due_on, closed.decide_on) == (dt.date(2026, 8, 26), dt.date(2026, 7, 1))
    text = words(client.get(one.get_absolute_url()))
    assert "The decision was planned for 1 December 2026. On 3 June 2026 it was moved to 1 July 2026." in text


def test_a_tick_holds_for_one_date_alone(staff, one):
    page = close_early(staff, one, dt.date(2026, 12, 1), is_meant="on", reason="..")
    assert page.context["form"]["is_meant"].value() in (None, False)
    assert errors(close_early(staff, one, dt.date(2026, 7, 1)))


def test_closing_early_may_put_the_decision_off(staff, one, client):
    close_early(staff, one)
    assert fresh(one).decide_on is None
    text = words(client.get(one.get_absolute_url()))
    assert "On 3 June 2026 it was put off, with no new date yet." in text
    assert "The decision planned for 1 December 2026 was put off" in text


def test_closing_after_the_closing_minute_asks_for_nothing_and_staff_are_warned(staff, by):
    soon = consultations.an_open_one(by=by, decide_on=dt.date(2026, 8, 1))
    with clock.frozen(soon.closes_at + DAY):
        staff.post(address(soon, "close/"))
        page = words(staff.get(address(soon)))
    assert f"{TOO_SOON}: for 1 August 2026, and every theme is due an answer by 25 September 2026." in page


# --- the decision alone ---------------------------------------------------------------------------


def move(staff, one, decide_on, **typed):
    page = staff.get(address(one, "decision/"))
    fields = {"reason": WHY, "seen": page.context["form"]["seen"].value()}
    return staff.post(address(one, "decision/"), fields | (date("decide_on", decide_on) if decide_on else {}) | typed)


def test_the_decision_is_moved_with_a_reason_that_everybody_reads(staff, one, client):
    assert "Every theme is due an answer by 25 September 2026." in words(staff.get(address(one, "decision/")))
    assert TOO_SOON in errors(move(staff, one, dt.date(2026, 8, 1)))
    assert "Choose a new date, today or later." in errors(move(staff, one, LATE))
    assert move(staff, one, dt.date(2026, 10, 1)).status_code == 302
    text = words(client.get(one.get_absolute_url()))
    moved = (
        f"The decision was planned for 1 December 2026. On 3 June 2026 it was moved to 1 October 2026, because: {WHY}"
    )
    assert moved in text
    assert AuditEntry.objects.filter(verb="move_decision", reason=WHY).exists()


def test_an_open_one_without_a_day_of_decision_is_given_one(staff, by, client):
    other = consultations.an_open_one(by=by)
    assert "Set the decision date" in words(staff.get(address(other)))
    move(staff, other, dt.date(2026, 10, 1))
    assert fresh(other).decide_on == dt.date(2026, 10, 1)
    assert "it was moved" not in words(client.get(other.get_absolute_url()))


@pytest.mark.parametrize(
    ("make", "is_offered"),
    [
        (consultations.a_draft, False),
        (consultations.one_being_answered, True),
        (consultations.a_concluded_one, False),
        (consultations.a_withdrawn_one, False),
    ],
)
def test_the_decision_is_moved_from_opening_until_it_is_concluded(staff, by, make, is_offered):
    other = make(by=by)
    assert ("Set the decision date" in words(staff.get(address(other)))) is is_offered
    assert (staff.get(address(other, "decision/")).status_code == 200) is is_offered


# --- the draft ------------------------------------------------------------------------------------


def test_a_draft_whose_decision_comes_before_the_answers_is_asked_about_and_warned_of(staff, by):
    draft = consultations.a_draft(by=by)
    page = staff.get(address(draft, "edit/"))
    shown = page.context["form"]
    typed = {name: shown[name].value() or "" for name in ("title", "summary", "information", "purpose", "level")}
    typed |= {"version": draft.version} | date("opens_on", draft.opens_on) | date("closes_on", draft.closes_on)
    typed |= date("decide_on", dt.date(2026, 8, 1))
    asked = staff.post(address(draft, "edit/"), typed)
    assert f"{TOO_SOON}, on 25 September 2026." in errors(asked)
    assert fresh(draft).decide_on is None
    assert staff.post(address(draft, "edit/"), typed | {"is_meant": "on"}).status_code == 302
    assert TOO_SOON in words(staff.get(address(draft)))
