"""What somebody types wrongly into the forms of signing in: told next to the field, never a fault of ours."""

import pytest

from accounts.models import User
from tests.factories import accounts as people
from tests.filling import save
from tests.mailbox import mail
from tests.signing_in import app_code, ask_code, code_in, is_in, try_password

pytestmark = pytest.mark.django_db
DOOR, CODE, MINE = "/sign-in/", "/sign-in/code/", "/my/account/"
WRONG = {"code": "BBBB-BBBB"}
UNSEEN = "This contains characters that cannot be shown. Please type it again."


def page(response):
    return response.content.decode()


# --- the address --------------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["", "   ", "anna", "anna@", "a@b\0.org", "x" * 300 + "@example.org", "a b@c.org"])
def test_an_invalid_address_shows_an_error_and_sends_nothing(client, email):
    response = client.post(DOOR, {"email": email})
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert not mail.outbox


def test_an_address_that_was_typed_wrongly_is_kept_to_be_mended(client):
    assert 'value="anna@"' in page(client.post(DOOR, {"email": "anna@"}))


@pytest.mark.parametrize("address", [DOOR, "/sign-in/password/", "/sign-in/password/link/"])
def test_ten_thousand_and_one_fields_are_refused_in_plain_words(client, address):
    response = client.post(address, {f"field{number}": "x" for number in range(10_001)})
    assert response.status_code in {400, 413}
    assert "Traceback" not in page(response)


# --- the code in the e-mail ---------------------------------------------------------------------------


def test_five_wrong_codes_lead_to_a_new_one_and_not_to_a_password(client):
    ask_code(client, "new@example.org")
    last = [client.post(CODE, WRONG, follow=True) for _try in range(5)][-1]
    assert "The wrong code was typed 5 times. Ask for a new one here." in page(last)
    assert "link to set a new password" not in page(last)


def test_a_new_code_still_leads_to_the_page_first_asked_for(client):
    client.post(f"{DOOR}?next={MINE}", {"email": "new@example.org"})
    answers = [client.post(f"{CODE}?next={MINE}", WRONG) for _try in range(5)]
    assert answers[-1].url == "/sign-in/?next=%2Fmy%2Faccount%2F"


@pytest.mark.parametrize("nothing", ["", "   "])
def test_an_empty_code_is_not_counted_as_an_attempt(client, nothing):
    code = code_in(ask_code(client, "new@example.org"))
    for _press in range(6):
        assert "Fill in “The code in the e-mail”" in page(client.post(CODE, {"code": nothing}))
    client.post(CODE, {"code": code})
    assert is_in(client)


@pytest.mark.parametrize("code", ["A", "A" * 21, "ABCD\0EFGH", "１２３４５６７８", "<b>", "x" * 100_000])
def test_a_strange_code_is_a_wrong_one(client, code):
    ask_code(client, "new@example.org")
    response = client.post(CODE, {"code": code})
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert not User.objects.exists()


def test_without_asking_first_there_is_no_page_for_a_code(client):
    assert client.get(CODE).url == DOOR
    assert client.post(CODE, WRONG).url == DOOR


# --- the password and the app -------------------------------------------------------------------------


@pytest.mark.parametrize("password", ["", "x\0y", "x" * 5_000])
def test_a_strange_password_is_a_wrong_one(client, password):
    user = people.coordinator()
    response = try_password(client, user.email, password)
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert not is_in(client)


@pytest.fixture
def half_way(client):
    """Somebody of the staff who has given the password, and is asked for the code of the app."""
    user = people.coordinator()
    assert try_password(client, user.email, people.PASSWORD).url.startswith("/sign-in/second-factor/code/")
    return user


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "12\x0034", "１２３４５６", "x" * 10_000])
def test_a_malformed_app_code_is_refused(client, half_way, code):
    response = client.post("/sign-in/second-factor/code/", {"code": code})
    assert response.status_code == 200
    assert "There is a problem" in page(response)
    assert not is_in(client)


def test_an_app_code_of_ten_minutes_ago_is_refused(client, half_way):
    client.post("/sign-in/second-factor/code/", {"code": app_code(half_way, steps=-20)})
    assert not is_in(client)
    client.post("/sign-in/second-factor/code/", {"code": app_code(half_way)})
    assert is_in(client)


def test_half_way_through_there_is_no_page_but_the_next_step(client, half_way):
    for address in (MINE, "/staff/", "/sign-in/second-factor/", "/sign-in/second-factor/recovery/"):
        assert client.get(address).url.startswith("/sign-in/")


# --- one's name ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [("x" * 121, "Use 120 characters or fewer."), ("Nell \u202e", UNSEEN), ("Nell\0", UNSEEN), ("Ne\x07ll", UNSEEN)],
)
def test_a_name_that_cannot_be_shown_as_typed_is_refused(client, sign_in, name, words):
    user = people.parent(name="Anna")
    response = save(sign_in(client, user), MINE, {"name": name})
    assert words in page(response)
    assert User.objects.get(pk=user.pk).name == "Anna"


@pytest.mark.parametrize("name", ["Zoë Ó Briain", "李小龍", "مریم", ""])
def test_a_name_of_any_language_or_none_is_kept(client, sign_in, name):
    user = people.parent(name="Anna")
    assert save(sign_in(client, user), MINE, {"name": name}).status_code == 302
    assert User.objects.get(pk=user.pk).name == name
