"""Themes of a consultation: an old one or a new one, how many people said so, and when it can be concluded."""

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


def test_a_theme_that_issues_have_is_chosen_and_followed_as_one(staff, one):
    known = issues.theme("School buses")
    assert add(staff, one, theme=known.pk).status_code == 302
    assert (one.themes.get().theme, Theme.objects.count()) == (known, 1)


def test_a_theme_nobody_raised_before_is_named_on_the_spot(staff, one):
    assert add(staff, one, name="Buses on Saturdays", service_area="travel").status_code == 302
    theme = one.themes.get().theme
    assert (theme.name, theme.service_area_id) == ("Buses on Saturdays", "travel")


def test_a_new_theme_without_a_kind_of_service_is_of_another_kind(staff, one):
    add(staff, one, name="Buses on Saturdays")
    assert one.themes.get().theme.service_area_id == "other"


def test_a_theme_in_no_words_is_asked_for(staff, one):
    shown = page(add(staff, one))
    assert "Choose a theme, or name a new one below." in shown
    assert SAID["said"] in shown


def test_a_theme_chosen_and_a_new_name_are_one_too_many(staff, one):
    shown = page(add(staff, one, theme=issues.theme("School buses").pk, name="Buses"))
    assert "You chose a theme above." in shown
    assert 'value="Buses"' in shown
    assert not one.themes.exists()


def test_a_name_there_already_is_told_at_its_field_and_leaves_nothing(staff, one):
    issues.theme("School buses")
    shown = page(add(staff, one, name="SCHOOL BUSES"))
    assert "There is already a theme with this name." in shown
    assert 'id="id_name_error"' in shown or 'aria-describedby="id_name_error' in shown
    assert not ConsultationTheme.objects.exists()


def test_a_new_theme_is_not_left_behind_where_it_cannot_be_added(staff, by):
    draft = consultations.a_draft(by=by)
    assert "Themes can be added while it is open" in page(add(staff, draft, name="Buses on Saturdays"))
    assert not Theme.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"theme": "x"}, {"theme": "0"}, {"name": "a\0b"}, {"name": "x" * 151}, {"name": "N", "service_area": "x"}]
)
def test_what_is_no_theme_is_told_and_changes_nothing(staff, one, typed):
    response = add(staff, one, **typed)
    assert response.status_code == (400 if len(typed.get("name", "")) > 150 else 200)
    assert "There is a problem" in page(response)
    assert not Theme.objects.exists()


def test_the_button_pressed_twice_adds_one(staff, one):
    known = issues.theme("School buses")
    assert [add(staff, one, theme=known.pk).status_code for _press in range(2)] == [302, 200]
    assert one.themes.count() == 1


# --- how many people said so ------------------------------------------------------------------------


def words_of(response):
    """Return everything one person wrote: in a short and in a long answer."""
    return list(response.answers.filter(question__kind__in=[QuestionKind.SHORT, QuestionKind.LONG]))


def said_by(one, by, people):
    """A theme into which everything was put that some people wrote, two answers each."""
    row = consultations.a_theme(one, by=by)
    for _person in range(people):
        for words in words_of(consultations.respond(one)):
            code_answer(row, words, by=by)
    return row


def test_somebody_who_said_it_in_two_answers_is_one_person(one, by):
    row = said_by(one, by, people=3)
    assert row.coded.count() == 6
    assert row.count_people() == 3
    assert ConsultationTheme.objects.with_people().get().people == 3


def test_you_said_tells_people_and_not_answers(one, by):
    row = said_by(one, by, people=2)
    start_feedback(close_consultation(one, by=by), by=by)
    consultations.answer(row, by=by)
    assert YouSaidEntry.objects.get().said_by_count == 2


def test_a_theme_nobody_s_words_were_put_into_tells_no_number(one, by):
    row = consultations.a_theme(one, by=by)
    start_feedback(close_consultation(one, by=by), by=by)
    consultations.answer(row, by=by)
    assert YouSaidEntry.objects.get().said_by_count is None


def test_the_results_the_queue_and_the_answer_all_tell_how_many(staff, one, by):
    row = said_by(one, by, people=2)
    start_feedback(close_consultation(one, by=by), by=by)
    for address in (f"/consultations/{one.slug}/results/", "/officer/consultations/"):
        assert "2 people said so in their own words." in page(staff.get(address))
    assert "2 people said so" in page(staff.get(f"/officer/consultations/themes/{row.pk}/"))
    assert '<td data-label="People">2</td>' in page(staff.get(at(one)))


def test_the_results_take_the_same_queries_for_3_themes_and_for_30(client, by):
    few, many = (consultations.one_being_answered(by=by, themes=count) for count in (3, 30))
    counts = []
    for one in (few, many):
        with queries() as counted:
            assert client.get(f"/consultations/{one.slug}/results/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 15


# --- concluding -------------------------------------------------------------------------------------


def test_concluding_is_offered_once_every_theme_is_answered(staff, by):
    one = consultations.one_being_answered(by=by, themes=2)
    shown = page(staff.get(at(one)))
    assert at(one, "conclude/") not in shown
    assert "2 themes wait for their answers." in shown
    for row in one.themes.all():
        consultations.answer(row, by=by)
    assert at(one, "conclude/") in page(staff.get(at(one)))


def test_an_agency_without_an_officer_is_told_of_and_one_with_is_not(staff, by):
    agency = accounts.agency("Marlshire Travel")
    one = consultations.one_being_answered(by=by, agency=agency)
    assert "Nobody signs in for Marlshire Travel yet." in page(staff.get(at(one)))
    accounts.officer(of=agency)
    assert "Nobody signs in for" not in page(staff.get(at(one)))


def test_the_service_itself_is_not_told_that_nobody_signs_in_for_it(staff, by):
    assert "Nobody signs in for" not in page(staff.get(at(consultations.one_being_answered(by=by))))


def test_on_the_day_it_closed_the_page_says_today(client, by):
    one = consultations.one_being_answered(by=by)
    assert "It closed today." in page(client.get(f"/consultations/{one.slug}/results/"))
    with clock.frozen(NOON + dt.timedelta(days=1)):
        assert "It closed 1 day ago." in page(client.get(f"/consultations/{one.slug}/results/"))
