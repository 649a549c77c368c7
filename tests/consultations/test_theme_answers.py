"""The answer to a theme: a draft, its preview, posted once; then superseded by a new one, and both readable."""

import datetime as dt

import pytest

from answers.models import Answer, Commitment, YouSaidEntry
from answers.services.you_said import publish_entry
from common import clock
from common.errors import DomainError
from common.periods import Period
from consultations.figures import consultations as figures_of
from consultations.models import Consultation, ThemeAnswer
from consultations.services.answering import post_theme_answer, supersede_theme_answer
from consultations.services.running import conclude_consultation, withdraw_consultation
from tests.consultations.test_officer_pages import AGREED, PROMISE, form_of, results_of, write_and_post
from tests.consultations.walking import NOON
from tests.factories import accounts, consultations
from tests.issues.pages import errors, words
from tests.previews import send_shown

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LATER = NOON + 40 * DAY
PROMISED = {"what": "Open a club", "owner": "Commissioner", "due_on": dt.date(2026, 9, 1), "how_seen": "The list"}
WHY = "The budget was cut in July."
REFUSED = AGREED | {"outcome": "not_possible", "text": "", "done": "", "reason": "There is no money left."}


@pytest.fixture
def agency():
    return accounts.agency("Marlshire County Council")


@pytest.fixture
def officer(client, sign_in, agency):
    return sign_in(client, accounts.officer(of=agency))


@pytest.fixture
def row(agency):
    return consultations.one_being_answered(agency=agency, title="Short breaks").themes.get()


def test_a_draft_is_shown_as_everyone_will_read_it_and_to_nobody_else(officer, row, client):
    officer.post(form_of(row), AGREED | PROMISE)
    preview = words(officer.get(f"{form_of(row)}preview/"))
    assert "It cannot be edited once posted" in preview
    for said in ("We will open clubs on Saturdays.", "Open a club (Commissioner", "by 1 September 2026"):
        assert said in preview
    assert (Commitment.objects.count(), YouSaidEntry.objects.count()) == (0, 0)
    officer.logout()
    assert "We will open clubs" not in words(client.get(results_of(row)))
    assert "waiting for an answer" in words(client.get(results_of(row)))


def test_a_draft_can_be_changed_and_deleted_before_it_is_posted(officer, row):
    officer.post(form_of(row), AGREED)
    assert "We will open clubs on Saturdays." in officer.get(form_of(row)).content.decode()
    assert officer.post(form_of(row), AGREED | {"version": "1", "text": "We will open two."}).status_code == 302
    assert "We will open two." in words(officer.get(f"{form_of(row)}versions/"))
    officer.post(f"{form_of(row)}discard/")
    assert (Answer.objects.count(), ThemeAnswer.objects.count()) == (0, 0)


def test_two_officers_do_not_overwrite_each_other(officer, row):
    officer.post(form_of(row), AGREED)
    page = officer.post(form_of(row), AGREED | {"text": "We will not."})
    assert page.status_code == 409
    assert "We will open clubs on Saturdays." in words(page)
    assert "We will not." in page.content.decode()


def test_a_posted_answer_has_no_form_and_is_changed_by_a_new_version_with_a_reason(officer, row):
    write_and_post(officer, row)
    assert officer.get(form_of(row)).url == results_of(row)
    assert officer.post(form_of(row), REFUSED).url == results_of(row)
    new = f"{form_of(row)}new-version/"
    for typed in ("", "."):
        assert errors(officer.post(new, {"reason": typed}))
    assert officer.post(new, {"reason": WHY}).url == form_of(row)
    assert "already been started" in errors(officer.post(new, {"reason": WHY}))
    assert row.versions.count() == 2


def test_both_answers_stay_readable_with_their_dates_and_the_reason(officer, row, client):
    write_and_post(officer, row, PROMISE)
    with clock.frozen(LATER):
        officer.post(f"{form_of(row)}new-version/", {"reason": WHY})
        assert "We will open clubs" in words(client.get(results_of(row)))
        assert WHY not in words(client.get(results_of(row)))
        officer.post(form_of(row), REFUSED | {"version": "0"})
        assert WHY in words(officer.get(f"{form_of(row)}preview/"))
        done = words(send_shown(officer, f"{form_of(row)}preview/", follow=True))
        text = words(client.get(results_of(row)))
    assert "The results show both, when it was replaced and why. Whoever follows the consultation" in done
    assert "is e-mailed. Others are not" in done
    assert "Earlier answer, replaced on 13 July 2026" in text
    assert text.index("There is no money left.") < text.index("Earlier answer") < text.index("We will open clubs")
    assert f"It replaces the answer of 3 June 2026. Why it changed: {WHY}" in text
    assert "Superseded on 13 July 2026 by a newer version." in text
    timeline = words(client.get(row.consultation.get_absolute_url()))
    assert f"The answer to “{row.theme}” was replaced" in timeline


def test_its_entry_leaves_the_board_and_its_commitments_go_over(row, by):
    consultations.answer(row, commitments=[PROMISED])
    entry = YouSaidEntry.objects.get()
    publish_entry(entry, by=by)
    consultations.another_answer(row, now=LATER)
    entry.refresh_from_db()
    assert (entry.published_on, entry.kind, entry.we_did) == (None, "could_not", "The money is gone.")
    assert entry.answer == Commitment.objects.get().answer == row.answer
    assert YouSaidEntry.objects.count() == 1


def test_an_answer_in_time_stays_in_time_when_it_is_replaced_late(row):
    consultations.answer(row)
    late = clock.at(row.consultation.answers_due_on + DAY, dt.time(9))
    consultations.another_answer(row, now=late)
    row.refresh_from_db()
    assert (row.answered_on, row.answer.posted_on) == (NOON.date(), late.date())
    assert not Consultation.objects.answers_overdue(late.date()).exists()


def test_a_concluded_consultation_s_answer_can_be_replaced_a_withdrawn_one_s_not(row, by, agency):
    consultations.answer(row)
    conclude_consultation(row.consultation, by=by)
    assert consultations.another_answer(row).answer.outcome == "not_possible"
    other = consultations.one_being_answered(agency=agency).themes.get()
    consultations.answer(other)
    withdraw_consultation(other.consultation, reason="Not needed.", what_follows="Nothing.", by=by)
    with pytest.raises(DomainError, match="no answer that can be changed"):
        consultations.another_answer(other)


def test_only_the_body_that_decides_replaces_its_answer(row, by):
    consultations.answer(row)
    for other in (by, accounts.officer(), accounts.administrator()):
        with pytest.raises(DomainError, match="Only the body that decides"):
            supersede_theme_answer(row, reason=WHY, by=other)
    with pytest.raises(DomainError):
        post_theme_answer(row, by=by)


def report_of(end):
    return figures_of(Period(dt.date(2026, 1, 1), end), {})[0]


def test_the_annual_report_tells_the_answer_that_held_and_what_it_replaced(row):
    consultations.answer(row)
    consultations.another_answer(row, now=LATER)
    answer = report_of(LATER.date())["answers"][0]
    assert (answer["outcome"], answer["posted"], answer["earlier"]) == ("not_possible", "2026-07-13", "2026-06-03")
    assert answer["because"] == consultations.WHY_CHANGED
    assert report_of(NOON.date())["answers"][0]["outcome"] == "agreed"
