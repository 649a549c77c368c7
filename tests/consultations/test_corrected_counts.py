"""Published counts stay as published: a mistake is corrected with a date and a reason, wherever they stand."""

import datetime as dt

import pytest
from django.test import Client

from answers.models import YouSaidEntry
from answers.services.you_said import publish_entry
from common import clock
from consultations.models import CorrectedTheme
from consultations.services.feedback import code_answer
from consultations.services.running import (
    close_consultation,
    conclude_consultation,
    start_feedback,
    withdraw_consultation,
)
from reports.figures import collect
from tests.consultations.walking import NOON
from tests.factories import consultations
from tests.issues.pages import errors, said, words

pytestmark = pytest.mark.django_db
WHY = "Two answers were overlooked when they were sorted."
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
LATER = NOON + dt.timedelta(days=30)


def asked(by, groups):
    """A consultation with a theme that one of each of some groups said, and one more answer in no theme yet."""
    one = consultations.an_open_one(by=by)
    row = consultations.a_theme(one, by=by, source="")
    for group in groups:
        code_answer(row, long_answer(consultations.respond(one, group=group)), by=by)
    other = long_answer(consultations.respond(one))
    start_feedback(close_consultation(one, reason="Enough.", by=by), by=by)
    return row, other


def long_answer(response):
    return response.answers.get(question__kind="long")


@pytest.fixture
def six(by):
    return asked(by, ["parent"] * 6)


def words_at(one):
    return f"/staff/consultations/{one.slug}/words/"


def correct(staff, answer, themes, reason=WHY):
    address = f"/staff/consultations/words/{answer.pk}/correct/"
    page = staff.get(address)
    seen = page.context["form"]["seen"].value() if page.status_code == 200 else ""
    return staff.post(address, {"themes": [row.pk for row in themes], "reason": reason, "seen": seen})


def publish(row, by):
    consultations.answer(row, by=by)
    publish_entry(YouSaidEntry.objects.get(), by=by)
    row.refresh_from_db()


def test_sorting_is_refused_once_the_results_are_published(staff, six):
    row, other = six
    code = f"/staff/consultations/words/{other.pk}/code/"
    coded = row.coded.first()
    for typed, answer in (({"theme": row.pk}, other), ({"theme": row.pk, "out": "1"}, coded)):
        refused = staff.post(code.replace(str(other.pk), str(answer.pk)), typed)
        assert "The results are published, so the counts stay." in said(staff, refused)
    assert row.coded.count() == 6
    page = staff.get(words_at(row.consultation)).content.decode()
    assert "/code/" not in page
    assert f"/words/{other.pk}/correct/" in page
    assert "6 families said so" in words(Client().get(row.get_absolute_url()))


def test_a_correction_shows_both_counts_the_day_and_the_reason_wherever_the_count_stands(staff, six, by):
    row, other = six
    publish(row, by)
    with clock.frozen(LATER):
        done = said(staff, correct(staff, other, [row]))
        assert f"Counts corrected: {row.theme}." in done
        told = f"Corrected on 3 July 2026, from 6 families to 7 families, because: {WHY}"
        results = words(Client().get(row.get_absolute_url()))
        assert "7 families said so" in results
        assert told in results
        board = words(Client().get("/you-said-we-did/"))
        assert "Said by 7 families." in board
        assert told in board
        assert told in words(staff.get("/officer/consultations/"))
        assert (
            '<td data-label="People">7</td>'
            in staff.get(f"/staff/consultations/{row.consultation.slug}/").content.decode()
        )
        page = words(Client().get(row.consultation.get_absolute_url()))
        assert f"How many people said “{row.theme}” was corrected" in page
    [entry] = collect("annual", *YEAR, today=YEAR[1])["you_said"]
    assert (entry["said_by"], entry["corrected"]) == ("7 families", [told])


def test_a_concluded_consultation_is_corrected_in_the_open_too(staff, six, by):
    row, other = six
    publish(row, by)
    conclude_consultation(row.consultation, by=by)
    correct(staff, other, [row])
    assert "Corrected on 3 June 2026, from 6 families to 7 families" in words(Client().get(row.get_absolute_url()))


def test_what_was_sorted_in_wrongly_is_taken_out_in_the_open(staff, six):
    row, _other = six
    correct(staff, row.coded.first(), [])
    text = words(Client().get(row.get_absolute_url()))
    assert "5 families said so" in text
    assert "from 6 families to 5 families" in text


def test_a_small_number_stays_in_words(staff, by):
    row, other = asked(by, ["parent"] * 2)
    correct(staff, other, [row])
    text = words(Client().get(row.get_absolute_url()))
    assert f"Corrected on 3 June 2026, and still a few families, because: {WHY}" in text


def test_a_correction_needs_a_reason_and_a_change(staff, six):
    row, other = six
    assert "Give a reason" in errors(correct(staff, other, [row], reason="..."))
    assert "in these themes already" in errors(correct(staff, other, []))
    assert not CorrectedTheme.objects.exists()


def test_two_who_correct_the_same_answer_do_not_overwrite_each_other(staff, six):
    row, other = six
    address = f"/staff/consultations/words/{other.pk}/correct/"
    seen = staff.get(address).context["form"]["seen"].value()
    typed = {"themes": [row.pk], "reason": WHY, "seen": seen}
    assert [staff.post(address, typed).status_code for _press in range(2)] == [302, 409]
    assert CorrectedTheme.objects.count() == 1


def test_somebody_who_is_counted_already_changes_no_count(staff, six):
    row, _other = six
    short = row.coded.first().response.answers.get(question__kind="short")
    assert "No count changed" in said(staff, correct(staff, short, [row]))
    assert not CorrectedTheme.objects.exists()


def test_before_publishing_and_after_withdrawing_nothing_is_corrected(staff, by):
    one = consultations.an_open_one(by=by)
    answer = long_answer(consultations.respond(one))
    address = f"/staff/consultations/words/{answer.pk}/correct/"
    assert "not published yet" in said(staff, staff.get(address))
    withdraw_consultation(one, reason="Not needed.", what_follows="Nothing.", by=by)
    assert "was withdrawn" in said(staff, staff.get(address))


def test_messages_not_counted_stay_as_published(staff, six):
    address = f"/staff/consultations/{six[0].consultation.slug}/uncounted/"
    seen = staff.get(address).context["form"]["seen"].value()
    refused = staff.post(address, {"count": "9", "note": "e-mails", "seen": seen})
    assert "before the results are published" in errors(refused)
    assert "9 (" not in words(Client().get(six[0].get_absolute_url()))
