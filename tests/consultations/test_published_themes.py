"""A theme nobody spoke of is not published by mistake, and one that was is withdrawn in the open (V1)."""

import datetime as dt

import pytest
from django.test import Client

from answers.models import Commitment, YouSaidEntry
from answers.services.you_said import publish_entry
from consultations.models import ConsultationTheme
from consultations.services.feedback import code_answer
from consultations.services.running import close_consultation, start_feedback
from reports.figures import collect
from tests.factories import accounts, answers, consultations
from tests.factories import reports as make_reports
from tests.issues.pages import errors, said, words
from tests.previews import send_shown
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SOURCE = "It was said at the open day of the service."
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
WHY = "No answer said this. It was meant for another consultation."
HEARD = "Families want breaks on Saturdays and in their own town."
ANSWERED = "We will open two clubs on Saturdays in every town."


@pytest.fixture
def one(by):
    """A closed consultation with a theme that nobody's answer was sorted into."""
    one = consultations.an_open_one(by=by)
    consultations.respond(one)
    consultations.a_theme(one, by=by, said=HEARD, source="")
    return close_consultation(one, reason="Enough.", by=by)


def at(one, path=""):
    return f"/staff/consultations/{one.slug}/{path}"


def theme_at(row, path):
    return f"/staff/consultations/themes/{row.pk}/{path}/"


def results_of(one, client=None):
    return words((client or Client()).get(f"/consultations/{one.slug}/results/"))


# --- before publishing ------------------------------------------------------------------------------


def test_results_with_a_theme_nobody_spoke_of_are_not_published(staff, one):
    row = one.themes.get()
    page = words(staff.get(at(one)))
    assert f"No answers are sorted into: {row.theme}." in page
    assert "Publish results" not in page.split("No answers are sorted into")[0].split("Next steps")[1]
    assert "No answers are sorted into" in said(staff, staff.post(at(one, "feedback/")))
    one.refresh_from_db()
    assert one.results_published_on is None


def test_once_it_says_where_it_comes_from_everybody_reads_that(staff, one):
    row = one.themes.get()
    assert theme_at(row, "edit") in staff.get(at(one)).content.decode()
    form = staff.get(theme_at(row, "edit"))
    seen = form.context["form"]["seen"].value()
    staff.post(theme_at(row, "edit"), {"said": HEARD, "source": SOURCE, "seen": seen})
    assert "Results published." in said(staff, staff.post(at(one, "feedback/")))
    assert f"Where this comes from: {SOURCE}" in results_of(one)


def test_once_an_answer_is_sorted_into_it_the_results_are_published(staff, one, by):
    code_answer(one.themes.get(), one.questions.get(kind="long").answers.get(), by=by)
    assert "Results published." in said(staff, staff.post(at(one, "feedback/")))


def test_it_can_be_removed_before_the_results_are_published(staff, one):
    row = one.themes.get()
    assert "Theme removed." in said(staff, staff.post(theme_at(row, "remove")))
    assert not ConsultationTheme.objects.exists()


def test_two_who_change_a_theme_do_not_overwrite_each_other(staff, one):
    row = one.themes.get()
    seen = staff.get(theme_at(row, "edit")).context["form"]["seen"].value()
    first, second = (
        staff.post(theme_at(row, "edit"), {"said": said, "source": SOURCE, "seen": seen}) for said in ("One.", "Two.")
    )
    assert (first.status_code, second.status_code) == (302, 409)
    assert ConsultationTheme.objects.get().said == "One."


def test_published_themes_are_neither_changed_nor_removed(staff):
    row = consultations.one_being_answered().themes.get()
    for ask, path in ((staff.get, "edit"), (staff.post, "remove")):
        assert "A theme can only be withdrawn now, with a reason" in said(staff, ask(theme_at(row, path)))
    assert ConsultationTheme.objects.get().said == row.said


def test_a_theme_added_to_published_results_says_where_it_comes_from_and_when(staff):
    one = consultations.one_being_answered()
    typed = {"name": "Buses", "said": "The bus is late."}
    assert "say where this theme comes from" in errors(staff.post(at(one, "themes/new/"), typed))
    staff.post(at(one, "themes/new/"), typed | {"source": SOURCE})
    text = results_of(one)
    assert SOURCE in text
    assert "Added on 3 June 2026, after the results were published." in text


# --- withdrawn after publishing ---------------------------------------------------------------------


@pytest.fixture
def agency():
    return accounts.agency("Marlshire County Council")


@pytest.fixture
def row(by, agency):
    one = consultations.a_closed_one(by=by, agency=agency)
    consultations.a_theme(one, by=by, said=HEARD)
    consultations.a_theme(one, by=by, said="The forms are far too long for anybody.")
    return start_feedback(one, by=by).themes.first()


def withdraw(staff, row, reason=WHY):
    return staff.post(theme_at(row, "withdraw"), {"reason": reason})


def test_a_theme_published_by_mistake_says_in_its_place_that_it_was_withdrawn(staff, row):
    assert theme_at(row, "withdraw") in staff.get(at(row.consultation)).content.decode()
    assert "Theme withdrawn." in said(staff, withdraw(staff, row))
    text = results_of(row.consultation)
    assert f"This theme was withdrawn from the results on 3 June 2026, because: {WHY}" in text
    assert HEARD not in text
    assert "The forms are far too long" in text
    page = words(Client().get(row.consultation.get_absolute_url()))
    assert f"The theme “{row.theme}” was withdrawn from the results" in page
    assert "0 of 1 theme has been answered." in page
    theme = words(Client().get(row.theme.get_absolute_url()))
    assert "Withdrawn from the results of a consultation" in theme
    assert HEARD not in theme


def test_its_answer_and_its_entry_go_with_it_and_its_promise_stays(staff, row, by):
    promise = answers.promise(dt.date(2026, 9, 1))
    consultations.answer(row, text=ANSWERED, commitments=[promise])
    publish_entry(YouSaidEntry.objects.get(), by=by)
    withdraw(staff, row)
    public = Client()
    for address in ("/you-said-we-did/", "/", f"/consultations/{row.consultation.slug}/results/"):
        assert ANSWERED not in words(public.get(address)), address
        assert HEARD not in words(public.get(address)), address
    entry = YouSaidEntry.objects.get()
    assert (entry.published_on, str(entry.withdrawn_on)) == (None, "2026-06-03")
    assert "was withdrawn" in said(staff, staff.post(f"/staff/you-said-we-did/{entry.pk}/publish/"))
    assert Commitment.objects.get().what in results_of(row.consultation)
    assert "What was promised in its answer still stands" in results_of(row.consultation)


def test_it_leaves_the_officers_queue_with_its_draft(staff, row, agency):
    officer = accounts.officer(of=agency)
    client, form = sign_in(Client(), officer), f"/officer/consultations/themes/{row.pk}/"
    typed = {"version": "0", "outcome": "agreed", "text": ANSWERED, "done": "The list is on our website."}
    client.post(form, typed)
    withdraw(staff, row)
    assert HEARD not in words(client.get("/officer/consultations/"))
    assert [client.get(f"{form}{end}").status_code for end in ("", "preview/")] == [404, 404]
    assert send_shown(client, f"{form}preview/").status_code == 404
    assert not row.versions.exists()


def test_the_consultation_is_concluded_without_it(staff, row):
    consultations.answer(row.consultation.themes.last())
    withdraw(staff, row)
    assert "Consultation concluded" in said(staff, staff.post(at(row.consultation, "conclude/")))


def test_it_is_withdrawn_once_and_with_a_reason(staff, row):
    assert "Give a reason" in errors(withdraw(staff, row, "..."))
    withdraw(staff, row)
    assert "already been withdrawn" in errors(withdraw(staff, row))
    assert "already been withdrawn" in said(staff, staff.get(theme_at(row, "withdraw")))


def test_the_same_theme_can_be_added_again_the_right_way(staff, row):
    withdraw(staff, row)
    typed = {"theme": row.theme.pk, "said": "Buses are late.", "source": SOURCE}
    assert staff.post(at(row.consultation, "themes/new/"), typed).status_code == 302
    assert row.consultation.themes.standing().filter(theme=row.theme).count() == 1


def test_before_publishing_a_theme_is_removed_and_not_withdrawn(staff, by):
    row = consultations.a_theme(by=by)
    assert "the theme can be removed" in said(staff, staff.get(theme_at(row, "withdraw")))


def test_reports_tell_that_it_was_withdrawn_and_count_it_no_more(staff, row):
    consultations.answer(row, text=ANSWERED)
    withdraw(staff, row)
    figures = collect("annual", *YEAR, today=YEAR[1])
    [told] = figures["consultations"]
    assert (told["themes"], told["answered"]) == (1, 0)
    assert told["answers"][0]["taken_back"]["why"] == WHY
    assert HEARD not in str(figures)
    assert ANSWERED not in str(figures)


def test_a_report_that_told_it_loses_its_words(staff, row, by):
    consultations.answer(row, text=ANSWERED)
    report = make_reports.an_agreed_report(by=by)
    assert HEARD in str(report.agreed_build.figures)
    withdraw(staff, row)
    report.refresh_from_db()
    assert HEARD not in str(report.agreed_build.figures)
    assert ANSWERED not in str(report.agreed_build.figures)
