"""Officers answer themes for their agency, and the co-ordinator for the service."""

import datetime as dt

import pytest

from answers.models import Answer, Commitment, YouSaidEntry
from common import clock
from consultations.services.running import start_feedback
from tests.consultations.walking import NOON, page
from tests.counting import queries
from tests.factories import accounts, consultations
from tests.previews import send_shown

pytestmark = pytest.mark.django_db
QUEUE = "/officer/consultations/"
AGREED = {
    "version": "0",
    "outcome": "agreed",
    "text": "We will open clubs on Saturdays.",
    "done": "The list is on our website.",
}
PROMISE = {"what_1": "Open a club", "owner_1": "Commissioner", "due_on_1": "2026-09-01", "how_seen_1": "The list"}


@pytest.fixture
def agency():
    return accounts.agency("Marlshire County Council")


@pytest.fixture
def officer(client, sign_in, agency):
    return sign_in(client, accounts.officer(of=agency))


@pytest.fixture
def row(agency):
    return consultations.one_being_answered(agency=agency, title="Short breaks").themes.get()


def form_of(row):
    return f"{QUEUE}themes/{row.pk}/"


def write_and_post(client, row, typed=()):
    """Save the draft of an answer, and post it from its preview."""
    assert client.post(form_of(row), AGREED | dict(typed)).url == f"{form_of(row)}preview/"
    return send_shown(client, f"{form_of(row)}preview/")


def results_of(row):
    return f"/consultations/{row.consultation.slug}/results/#theme-{row.pk}"


def test_the_queue_shows_themes_waiting_for_the_officers_agency(officer, row):
    consultations.one_being_answered(agency=accounts.agency(), title="Not theirs")
    consultations.one_being_answered(title="The service's own")
    consultations.a_theme(consultations.a_closed_one(agency=row.consultation.deciding_agency, title="Not yet out"))
    text = page(officer.get(QUEUE))
    assert "Short breaks" in text
    assert "The group asked for an answer by 26 August 2026." in text
    for other in ("Not theirs", "The service&#x27;s own", "Not yet out"):
        assert other not in text


def test_waiting_themes_come_first_and_overdue_ones_are_marked(officer, agency):
    answered = consultations.one_being_answered(agency=agency, title="First, answered").themes.get()
    consultations.answer(answered)
    consultations.one_being_answered(agency=agency, title="Second, waiting")
    with clock.frozen(NOON + dt.timedelta(weeks=13)):
        text = page(officer.get(QUEUE))
    assert text.index("Second, waiting") < text.index("First, answered")
    assert text.count(">overdue<") == 1


def test_an_answer_is_posted_with_its_commitment(officer, row):
    assert write_and_post(officer, row, PROMISE).url == results_of(row)
    row.refresh_from_db()
    assert (row.answer.outcome, row.answer.text) == ("agreed", "We will open clubs on Saturdays.")
    assert Commitment.objects.get().what == "Open a club"
    assert "We will open clubs on Saturdays." in page(officer.get(results_of(row)))


def test_pressing_the_button_twice_posts_one_answer(officer, row):
    officer.post(form_of(row), AGREED | PROMISE)
    first, second = (send_shown(officer, f"{form_of(row)}preview/") for _press in range(2))
    assert (first.url, second.url) == (results_of(row), results_of(row))
    assert Answer.objects.count() == Commitment.objects.count() == YouSaidEntry.objects.count() == 1
    assert officer.get(form_of(row)).url == results_of(row)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"outcome": ""}, "outcome", "Choose an answer"),
        ({"text": ""}, "text", "Say what you will do."),
        ({"done": ""}, "done", "Is it done already, or what will be done by when?"),
        ({"outcome": "partly"}, "reason", "Say what you will not do, and why."),
        ({"outcome": "not_possible"}, "reason", "Say why it is not possible."),
        ({"outcome": "not_ours"}, "instead", "Say who can act on this instead."),
        (PROMISE | {"due_on_1": "2026-06-02"}, "due_on_1", "This date has passed."),
        (PROMISE | {"owner_1": ""}, "owner_1", "Say who will do it."),
    ],
)
def test_missing_values_are_shown_at_their_field_and_keep_what_was_typed(officer, row, change, field, words):
    typed = AGREED | {"text": "We will see." if "text" not in change else ""} | change
    response = officer.post(form_of(row), typed)
    text = page(response)
    assert response.status_code == 200
    assert words in text
    assert f'id="id_{field}_error"' in text
    assert typed["text"] in text
    assert Answer.objects.count() == Commitment.objects.count() == 0


def test_no_field_of_the_form_decides_who_answers(officer, row):
    write_and_post(officer, row, {"agency": "1", "answered_by": "1", "posted_on": "2020-01-01"})
    answer = Answer.objects.get()
    assert (answer.agency, answer.posted_on) == (row.consultation.deciding_agency, NOON.date())


def test_the_theme_of_another_agency_gives_404(client, sign_in, row):
    for user in (accounts.officer(), accounts.coordinator()):
        sign_in(client, user)
        assert client.get(form_of(row)).status_code == 404
        assert client.post(form_of(row), AGREED).status_code == 404
        assert row.theme.name not in page(client.get(QUEUE))
    assert Answer.objects.count() == 0


def test_a_theme_before_feedback_gives_404(officer, agency):
    row = consultations.a_theme(consultations.a_closed_one(agency=agency))
    assert officer.get(form_of(row)).status_code == 404


def test_the_coordinator_answers_for_the_service(client, sign_in):
    row = consultations.one_being_answered().themes.get()
    sign_in(client, accounts.coordinator())
    assert "that the service itself decides" in page(client.get(QUEUE))
    assert f'href="{form_of(row)}"' in page(client.get(f"/staff/consultations/{row.consultation.slug}/"))
    assert write_and_post(client, row).url == results_of(row)


def test_text_from_the_public_is_escaped(officer, agency):
    attack = "<script>alert(1)</script> {{ 7|add:7 }}"
    row = consultations.a_theme(consultations.a_closed_one(agency=agency), said=attack)
    start_feedback(row.consultation, by=accounts.coordinator())
    write_and_post(officer, row, {"text": attack})
    for address in (QUEUE, results_of(row)):
        text = page(officer.get(address))
        assert "<script>alert" not in text
        assert "{{ 7|add:7 }}" in text


def test_the_queue_takes_the_same_queries_for_3_rows_and_for_30(officer, agency):
    counts = []
    for number in (3, 27):
        consultations.one_being_answered(agency=agency, themes=number)
        with queries() as counted:
            officer.get(QUEUE)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 20
