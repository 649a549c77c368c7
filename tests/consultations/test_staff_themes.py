"""Themes of a consultation: existing or new, the number of people, and when it can be concluded."""

import datetime as dt

import pytest

from answers.models import YouSaidEntry
from common import clock
from consultations.models import ConsultationTheme
from consultations.rules import QuestionKind
from consultations.services.feedback import code_answer
from consultations.services.running import close_consultation, start_feedback
from issues.models import Theme
from tests.consultations.walking import NOON, page
from tests.counting import queries
from tests.factories import accounts, consultations, issues

pytestmark = pytest.mark.django_db
STAFF = "/staff/consultations/"
SAID = {"said": "Families want the bus on Saturdays."}


@pytest.fixture
def one(by):
    return consultations.an_open_one(by=by)


def at(consultation, path=""):
    return f"{STAFF}{consultation.slug}/{path}"


def add(staff, one, **typed):
    return staff.post(at(one, "themes/new/"), SAID | typed)


# --- an old theme or a new one ----------------------------------------------------------------------


def test_an_existing_theme_of_issues_can_be_chosen(staff, one):
    known = issues.theme("School buses")
    assert add(staff, one, theme=known.pk).status_code == 302
    assert (one.themes.get().theme, Theme.objects.count()) == (known, 1)


def test_a_new_theme_can_be_named_in_the_form(staff, one):
    assert add(staff, one, name="Buses on Saturdays", service_area="travel").status_code == 302
    theme = one.themes.get().theme
    assert (theme.name, theme.service_area_id) == ("Buses on Saturdays", "travel")


def test_a_new_theme_without_a_service_area_gets_the_other_area(staff, one):
    add(staff, one, name="Buses on Saturdays")
    assert one.themes.get().theme.service_area_id == "other"


def test_a_theme_is_required(staff, one):
    shown = page(add(staff, one))
    assert "Choose a theme, or name a new one below." in shown
    assert SAID["said"] in shown


def test_choosing_a_theme_and_naming_a_new_one_is_refused(staff, one):
    shown = page(add(staff, one, theme=issues.theme("School buses").pk, name="Buses"))
    assert "You have chosen a theme above." in shown
    assert 'value="Buses"' in shown
    assert not one.themes.exists()


def test_an_existing_theme_name_is_refused_at_its_field(staff, one):
    issues.theme("School buses")
    shown = page(add(staff, one, name="school buses"))
    assert "There is already a theme with this name." in shown
    assert 'id="id_name_error"' in shown or 'aria-describedby="id_name_error' in shown
    assert not ConsultationTheme.objects.exists()


def test_a_new_theme_is_not_created_when_it_cannot_be_added(staff, by):
    draft = consultations.a_draft(by=by)
    assert "Themes can only be added while the consultation is open" in page(
        add(staff, draft, name="Buses on Saturdays")
    )
    assert not Theme.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"theme": "x"}, {"theme": "0"}, {"name": "a\0b"}, {"name": "x" * 151}, {"name": "N", "service_area": "x"}]
)
def test_an_invalid_theme_is_refused_and_changes_nothing(staff, one, typed):
    response = add(staff, one, **typed)
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert not Theme.objects.exists()


def test_pressing_the_button_twice_adds_one_theme(staff, one):
    known = issues.theme("School buses")
    assert [add(staff, one, theme=known.pk).status_code for _press in range(2)] == [302, 200]
    assert one.themes.count() == 1


# --- how many people said so ------------------------------------------------------------------------


def words_of(response):
    """Return one person's answers: a short and a long one."""
    return list(response.answers.filter(question__kind__in=[QuestionKind.SHORT, QuestionKind.LONG]))


def said_by(one, by, people):
    """A theme with two answers from each of several people."""
    row = consultations.a_theme(one, by=by)
    for _person in range(people):
        for words in words_of(consultations.respond(one)):
            code_answer(row, words, by=by)
    return row


def test_one_person_with_two_answers_counts_once(one, by):
    row = said_by(one, by, people=3)
    assert row.coded.count() == 6
    assert row.count_people() == (3, True)
    assert ConsultationTheme.objects.with_people().get().people == 3


def test_you_said_counts_people_not_answers(one, by):
    row = said_by(one, by, people=2)
    start_feedback(close_consultation(one, reason="Enough.", by=by), by=by)
    consultations.answer(row, by=by)
    assert YouSaidEntry.objects.get().said_by_count == 2


def test_a_theme_without_answers_shows_no_number(one, by):
    row = consultations.a_theme(one, by=by)
    start_feedback(close_consultation(one, reason="Enough.", by=by), by=by)
    consultations.answer(row, by=by)
    assert YouSaidEntry.objects.get().said_by_count is None


def test_results_queue_and_answer_page_show_the_number_of_people(staff, one, by):
    row = said_by(one, by, people=2)
    start_feedback(close_consultation(one, reason="Enough.", by=by), by=by)
    for address in (f"/consultations/{one.slug}/results/", "/officer/consultations/"):
        assert "A few families said so in their own words." in page(staff.get(address))
    assert "A few families said so" in page(staff.get(f"/officer/consultations/themes/{row.pk}/"))
    assert '<td data-label="People">2</td>' in page(staff.get(at(one)))


def test_the_results_take_the_same_queries_for_3_themes_and_for_30(client, by):
    few, many = (consultations.one_being_answered(by=by, themes=count) for count in (3, 30))
    counts = []
    for one in (few, many):
        with queries() as counted:
            assert client.get(f"/consultations/{one.slug}/results/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 16


# --- concluding -------------------------------------------------------------------------------------


def test_concluding_is_offered_once_every_theme_is_answered(staff, by):
    one = consultations.one_being_answered(by=by, themes=2)
    shown = page(staff.get(at(one)))
    assert at(one, "conclude/") not in shown
    assert "2 themes are waiting for answers." in shown
    for row in one.themes.all():
        consultations.answer(row, by=by)
    assert at(one, "conclude/") in page(staff.get(at(one)))


def test_the_page_warns_when_the_agency_has_no_officer(staff, by):
    agency = accounts.agency("Marlshire Travel")
    one = consultations.one_being_answered(by=by, agency=agency)
    assert "Marlshire Travel has no officer who can sign in yet." in page(staff.get(at(one)))
    accounts.officer(of=agency)
    assert "has no officer who can sign in yet" not in page(staff.get(at(one)))


def test_the_page_gives_no_officer_warning_for_the_service_itself(staff, by):
    assert "has no officer who can sign in yet" not in page(staff.get(at(consultations.one_being_answered(by=by))))


def test_on_the_day_it_closed_the_page_says_today(client, by):
    one = consultations.one_being_answered(by=by)
    assert "It closed today." in page(client.get(f"/consultations/{one.slug}/results/"))
    with clock.frozen(NOON + dt.timedelta(days=1)):
        assert "It closed 1 day ago." in page(client.get(f"/consultations/{one.slug}/results/"))
