"""Wrong or hostile input is kept, reported and escaped."""

import re

import pytest

from consultations.models import Response, ResponseDraft
from consultations.rules import QuestionKind
from tests.consultations.walking import fields_of, given, page, send, start_of, step_of, walk
from tests.factories import accounts, consultations

pytestmark = pytest.mark.django_db
K = QuestionKind


@pytest.fixture
def one():
    return consultations.an_open_one()


# --- mistakes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (K.NUMBER, "a lot", "Give just a number, for example 12 or 2.5."),
        (K.NUMBER, "3,5", "Give just a number"),
        (K.NUMBER, "NaN", "Give just a number"),
        (K.NUMBER, "-1", "no smaller than 0"),
        (K.NUMBER, "101", "no larger than 100"),
        (K.NUMBER, "1e999999", "no larger than 100"),
        (K.NUMBER, "2.555", "no more than two digits after the decimal point"),
        (K.NUMBER, "1\0", "Give just a number"),
        (K.SHORT, "a\u202eb", "characters that cannot be shown"),
        (K.LONG, "a\0b", "characters that cannot be shown"),
    ],
)
def test_wrong_input_is_kept_with_a_message_at_its_field(client, one, kind, typed, words):
    address, name = step_of(one, kind)
    response = client.post(address, {name: typed})
    text = page(response)
    assert response.status_code == 200
    assert words in text
    assert f'id="id_{name}_error"' in text
    assert typed.replace("\0", "") in text.replace("\0", "")
    assert ResponseDraft.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "number"), [("12", "12"), (" 1,000 ", "1000"), ("12 ", "12"), ("2.50", "2.50"), ("0", "0"), ("+7", "7")]
)
def test_numbers_are_understood_as_people_type_them(client, typed, number):
    one = consultations.an_open_one(questions=[{"kind": K.NUMBER, "text": "How many?"}])
    send(client, one, [{"group": "parent"}, {step_of(one, K.NUMBER)[1]: typed}])
    assert str(Response.objects.get().answers.get().number) == f"{float(number):.2f}"


@pytest.mark.parametrize("kind", [K.ONE, K.SEVERAL, K.SCALE])
def test_a_choice_that_was_not_offered_is_refused_with_a_message(client, one, kind):
    address, name = step_of(one, kind)
    other = consultations.an_open_one().questions.first().choices.first()
    for wrong in (other.pk, "0", "x", "'", "\0"):
        response = client.post(address, {name: wrong})
        assert "Choose one of the answers listed." in page(response)


def test_unknown_fields_are_ignored(client, one):
    extra = {"status": "closed", "is_late": "on", "user": "1", "channel": "paper", "reference": "R-1", "is_mine": "on"}
    send(client, one, typed=extra)
    answered = Response.objects.get()
    assert (answered.is_late, answered.user, answered.channel) == (False, None, "web")
    assert answered.reference != "R-1"


def test_an_answer_to_another_question_on_the_page_is_ignored(client, one):
    client.post(f"{start_of(one)}1/", {f"q{question.pk}": "x" for question in one.questions.all()} | {"q999": "y"})
    client.post(start_of(one), {"group": "parent", "is_late": "on"})
    assert ResponseDraft.objects.get().answers == {"group": "parent"}


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [K.SHORT, K.LONG])
def test_a_text_of_100_000_characters_is_refused_and_kept(client, one, kind):
    address, name = step_of(one, kind)
    response = client.post(address, {name: "x" * 100_000})
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert "x" * 100_000 in page(response)
    assert ResponseDraft.objects.count() == 0


def test_a_text_that_is_too_long_is_refused_on_the_check_page_too(client, one):
    check = walk(client, one)
    typed = fields_of(client.get(check)) | {step_of(one, K.LONG)[1]: "x" * 100_000}
    assert "There is a problem" in page(client.post(check, typed))
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ settings.SECRET_KEY }} {% load i18n %}",
        "javascript:alert(1)",
        "=cmd|' /C calc'!A0",
        "👩‍👧 😀",
        "שלום עולם",
        "%s %(x)s \\ ' \" --",
        "<svg/onload=alert(1)>",
        "</textarea><script>alert(1)</script>",
        "&lt;b&gt; &amp;",
        "line one\nline two",
    ],
)
def test_unusual_text_is_stored_as_typed_and_escaped(client, sign_in, one, text):
    short, long = step_of(one, K.SHORT)[1], step_of(one, K.LONG)[1]
    pages = [typed | {name: text for name in typed if name in {short, long}} for typed in given(one)]
    check = walk(client, one, pages)
    shown = page(client.get(check))
    client.post(check, fields_of(client.get(check)))
    answered = Response.objects.get()
    assert answered.answers.get(question__kind=K.LONG).text == text
    assert answered.answers.get(question__kind=K.SHORT).text == " ".join(text.split())
    sign_in(client, accounts.coordinator())
    for seen in (shown, page(client.get(f"/staff/consultations/{one.slug}/words/"))):
        assert not re.search(r"<script>alert|<img src=x|<svg/onload", seen)


@pytest.mark.parametrize("secret", ["x", "\0", "%00", "😀", "'--", "a" * 5000, "../.."])
def test_a_guessed_draft_gives_the_same_404_as_a_sent_one(client, one, secret):
    sent = walk(client, one)
    client.post(sent, fields_of(client.get(sent)))
    for address in (f"{start_of(one)}2/", f"{start_of(one)}check/"):
        guessed = client.get(address, {"draft": secret})
        over = client.get(f"{address}?{sent.partition('?')[2]}")
        assert (guessed.status_code, over.status_code) == (404, 404)
        assert re.sub("draft=[^\"']*", "", page(guessed)) == re.sub("draft=[^\"']*", "", page(over))


def test_pages_with_a_secret_address_are_not_cached_and_send_no_referrer(client, one):
    for address in (start_of(one), walk(client, one)):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "strict-origin"


def test_a_draft_can_be_erased_at_once(client, one):
    check = walk(client, one)
    assert client.post(check.replace("check/", "drop/")).url == one.get_absolute_url()
    assert ResponseDraft.objects.count() == 0
    assert client.get(check).status_code == 404


@pytest.mark.parametrize("reference", ["", "R-0000-0000-0000", "<b>", "\0", "x" * 5000])
def test_the_thank_you_page_needs_a_sent_response(client, one, reference):
    assert client.get(f"{one.get_absolute_url()}thank-you/", {"reference": reference}).url == one.get_absolute_url()
