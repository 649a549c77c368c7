"""The public pages without JavaScript: the list, one consultation, one question a page."""

import datetime as dt
import re

import pytest

from common import clock
from common.retention import carry_out, rules
from consultations.models import Response, ResponseDraft
from consultations.rules import QuestionKind
from consultations.services.running import open_consultation, pause_consultation
from tests.consultations.walking import NOON, fields_of, given, page, send, start_of, step_of, walk
from tests.counting import queries
from tests.factories import accounts, consultations

pytestmark = pytest.mark.django_db
K = QuestionKind


@pytest.fixture
def one():
    return consultations.an_open_one()


# --- the list and one of them ---------------------------------------------------------------------


def test_the_list_takes_the_same_queries_for_3_rows_and_for_30(client):
    counts = []
    for number in (3, 27):
        for _row in range(number):
            consultations.a_withdrawn_one()
        with queries() as counted:
            assert client.get("/consultations/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 8


def test_open_consultations_come_first(client):
    first = consultations.an_open_one(title="Open since long", opens_in=-90)
    consultations.a_concluded_one(title="Concluded since then", opens_in=-2)
    text = page(client.get("/consultations/"))
    assert text.index(first.title) < text.index("Concluded since then")


@pytest.mark.parametrize("value", ["draft", "nonsense", "\0", "'", "open"])
def test_an_invalid_filter_is_not_a_server_error(client, one, value):
    assert client.get("/consultations/", {"status": value}).status_code == 200


def test_the_consultation_page_says_what_people_should_know(client):
    one = consultations.an_open_one(
        agency=accounts.agency("Marlshire County Council"),
        decide_on=dt.date(2026, 9, 1),
        can_change="Which clubs.",
        cannot_change="The sum of money.",
    )
    text = page(client.get(one.get_absolute_url()))
    for words in (
        "Answer now",
        "Marlshire County Council",
        "1 September 2026",
        "Which clubs.",
        "The sum of money.",
        "A planned change",
        "Consultation",
        "It is up to you to decide whether this concerns you",
        "on paper, by phone or in person",
        '<h2 dir="auto">What is planned</h2>',
    ):
        assert words in text, words


def test_the_consultation_page_takes_at_most_sixteen_queries(client):
    one = consultations.one_being_answered(themes=3)
    for address in (one.get_absolute_url(), f"{one.get_absolute_url()}results/"):
        with queries() as counted:
            assert client.get(address).status_code == 200
        assert len(counted) <= 16, "\n".join(counted)


def test_the_public_page_says_how_long_an_answer_has_been_waited_for(client):
    one = consultations.one_being_answered(themes=2)
    consultations.answer(one.themes.first())
    with clock.frozen(NOON + dt.timedelta(days=100)):
        assert "1 of 2 themes have been answered." in page(client.get(one.get_absolute_url()))
        text = page(client.get(f"{one.get_absolute_url()}results/"))
    assert "It closed 100 days ago. The group asked for an answer by 26 August 2026." in text
    assert text.count("overdue") == 1


def test_versions_link_to_each_other(client):
    old = consultations.a_withdrawn_one(title="The first try")
    consultations.a_draft(title="Not yet known", earlier_version=old)
    assert "newer version" not in page(client.get(old.get_absolute_url()))
    new = consultations.an_open_one(title="The second try", earlier_version=old)
    assert new.get_absolute_url() in page(client.get(old.get_absolute_url()))
    assert old.get_absolute_url() in page(client.get(new.get_absolute_url()))


# --- one question a page --------------------------------------------------------------------------


def test_a_consultation_can_be_answered_without_an_account(client, one):
    response = send(client, one)
    answered = Response.objects.get()
    assert (response.status_code, answered.group_id, answered.user) == (302, "parent", None)
    assert answered.answers.count() == 6
    text = page(client.get(response.url))
    for words in (
        "Thank you. We have your answers.",
        answered.reference,
        "What happens next",
        "3 July 2026",
        "by 25 September 2026.",
    ):
        assert words in text
    assert ResponseDraft.objects.count() == 0


def test_every_page_asks_one_question_under_one_heading(client, one):
    address = start_of(one)
    for number, typed in enumerate(given(one), 1):
        text = page(client.get(address))
        assert text.count("<h1") == 1
        assert f"Question {number} of 7" in text
        address = client.post(address, typed).url
    text = page(client.get(address))
    assert text.count("<h1") == 1
    assert "Check your answers" in text


@pytest.mark.parametrize("kind", K)
def test_going_back_shows_what_was_answered(client, one, kind):
    check = walk(client, one)
    address, name = step_of(one, kind)
    text = page(client.get(f"{address}?{check.partition('?')[2]}"))
    value = consultations.answers_to(one, **{K.NUMBER: "12"})[int(name[1:])]
    value = value[0] if isinstance(value, list) else value
    is_chosen = re.search(rf'value="{value}"[^>]* checked', text)
    assert is_chosen or f'value="{value}"' in text or f"\n{value}</textarea>" in text


def test_the_back_link_goes_back_one_question_and_keeps_the_draft(client, one):
    address = walk(client, one).replace("check/", "3/")
    assert f'href="{address.replace("/3/", "/2/")}"' in page(client.get(address))
    first = address.replace("/3/", "/1/")
    assert f'href="{first.replace("1/?", "?")}"' in page(client.get(first))
    assert f'href="{one.get_absolute_url()}"' in page(client.get(start_of(one)))


def test_changing_an_answer_from_the_check_page_returns_to_it(client, one):
    check = walk(client, one)
    change = re.search(r'href="([^"]*/4/\?draft=[^"]*)"', page(client.get(check)))[1].replace("&amp;", "&")
    name = step_of(one, K.SHORT)[1]
    assert client.post(change, {name: "Thornwick"}).url == check
    text = page(client.get(check))
    assert "Thornwick" in text
    assert "Eldermere" not in text


def test_the_check_page_redirects_to_the_first_unanswered_question(client, one):
    address = client.post(start_of(one), {"group": "other"}).url
    check = address.replace("/1/", "/check/")
    assert client.get(check).url == address
    assert client.get(f"{start_of(one)}check/").url == start_of(one)


def test_an_optional_question_can_be_left_out_and_is_shown_as_such(client, one):
    nothing = [{"group": "parent"}, {step_of(one, K.ONE)[1]: given(one)[1].popitem()[1]}, {}, {}, {}, {}, {}]
    check = walk(client, one, nothing)
    assert page(client.get(check)).count("Not given") == 5
    assert client.post(check, fields_of(client.get(check))).status_code == 302
    assert Response.objects.get().answers.count() == 1


def test_the_check_page_says_when_nothing_was_answered(client, one):
    check = walk(client, one, [{"group": "parent"}, *[{}] * 6])
    response = client.post(check, fields_of(client.get(check)))
    assert (response.status_code, Response.objects.count()) == (200, 0)
    assert "Answer at least one question." in page(response)


def test_a_required_question_asks_again(client):
    one = consultations.an_open_one(questions=[{"kind": K.SHORT, "text": "Which town?", "is_required": True}])
    client.post(start_of(one), {"group": "parent"})
    response = client.post(f"{start_of(one)}1/", {})
    assert response.status_code == 200
    assert page(response).count("Fill in “Which town?”") == 2  # above, and next to the field
    assert "<title>Error:" in page(response)


@pytest.mark.parametrize("number", [0, 7, 99999, 10**12])
def test_an_unknown_question_gives_404(client, one, number):
    assert client.get(f"{start_of(one)}{number}/").status_code == 404


# --- once, and on time ----------------------------------------------------------------------------


def test_pressing_the_button_twice_gives_the_same_reference(client, one):
    check = walk(client, one)
    fields = fields_of(client.get(check))
    first, second = client.post(check, fields), client.post(check, fields)
    assert (first.url, second.status_code, Response.objects.count()) == (second.url, 302, 1)


def test_one_draft_in_two_windows_is_sent_once(client, one):
    check = walk(client, one)
    first, second = (fields_of(client.get(check)) for _window in range(2))
    assert first == second
    client.post(check, first)
    changed = second | {step_of(one, K.SHORT)[1]: "Another town"}
    refused = client.post(check, changed)
    assert refused.status_code == 409
    assert "already sent" in page(refused)
    assert "Another town" in page(refused)
    assert Response.objects.count() == 1


def test_an_expired_draft_can_still_be_sent_from_an_open_page(client, one):
    check = walk(client, one)
    fields = fields_of(client.get(check))
    carry_out(rules["consultations.drafts"], NOON + dt.timedelta(days=5))
    assert client.post(check, fields).status_code == 302
    assert Response.objects.count() == 1


CLOSES = NOON + dt.timedelta(days=1)
OVER = CLOSES + dt.timedelta(minutes=1)


def test_closing_during_an_answer_shows_what_was_written(client):
    one = consultations.an_open_one(closes_at=CLOSES)
    check = walk(client, one)
    fields = fields_of(client.get(check))
    address, name = step_of(one, K.LONG)
    question = f"{address}?{check.partition('?')[2]}"
    with clock.frozen(OVER):
        for response in (
            client.post(question, {name: "My last words."}),
            client.post(check, fields),
            client.get(check),
        ):
            text = page(response)
            assert "It has closed" in text
            assert "These answers were not sent." in text
            assert "Eldermere" in text
        assert "My last words." in page(client.get(question))
    assert Response.objects.count() == 0


def test_a_second_press_after_closing_still_shows_thank_you(client):
    one = consultations.an_open_one(closes_at=CLOSES)
    check = walk(client, one)
    fields = fields_of(client.get(check))
    with clock.frozen(CLOSES + dt.timedelta(seconds=59)):
        first = client.post(check, fields)
    with clock.frozen(OVER):
        second = client.post(check, fields)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert Response.objects.get().is_late is False


def test_pausing_during_an_answer_keeps_the_draft_and_says_how_long(client, one):
    check = walk(client, one)
    by = accounts.coordinator()
    paused = pause_consultation(one, reason="A question was wrong.", by=by)
    text = page(client.get(check))
    for words in ("It is paused", "A question was wrong.", "to the end of 4 June 2026", "Eldermere"):
        assert words in text
    open_consultation(paused, by=by)
    assert client.post(check, fields_of(client.get(check))).status_code == 302


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (consultations.a_paused_one, "It is paused"),
        (consultations.a_closed_one, "It has closed"),
        (consultations.a_concluded_one, "It has closed"),
        (consultations.a_withdrawn_one, "It was withdrawn"),
        (lambda: consultations.an_open_one(opens_in=3), "It is not open yet"),
    ],
)
def test_every_page_says_when_answers_are_not_taken(client, make, words):
    one = make()
    for address in (start_of(one), f"{start_of(one)}2/", f"{start_of(one)}check/"):
        assert words in page(client.get(address))
        assert words in page(client.post(address, {"group": "parent"})) or "check" in address
    assert ResponseDraft.objects.count() == Response.objects.count() == 0


# --- signed in ------------------------------------------------------------------------------------


def test_a_signed_in_person_answers_without_a_name_by_default(client, sign_in, one):
    sign_in(client, accounts.parent())
    send(client, one)
    assert Response.objects.get().user is None


def test_a_signed_in_person_can_keep_the_response_in_their_list(client, sign_in, one):
    user = accounts.parent()
    sign_in(client, user)
    check = walk(client, one)
    assert "Show this answer on my page" in page(client.get(check))
    client.post(check, fields_of(client.get(check)) | {"is_mine": "on"})
    answered = Response.objects.get()
    assert answered.user == user
    assert answered.reference in page(client.get("/my/"))


# --- how dear -------------------------------------------------------------------------------------


def test_answering_and_sending_take_at_most_ten_queries(client, one):
    send(client, one)
    pages = given(one)
    address = start_of(one)
    for typed in pages:
        with queries() as counted:
            address = client.post(address, typed).url
        assert len(counted) <= 10, "\n".join(counted)
    fields = fields_of(client.get(address))
    with queries() as counted:
        assert client.post(address, fields).status_code == 302
    assert len(counted) <= 10, "\n".join(counted)
