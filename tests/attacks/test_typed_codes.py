"""A code, secret or reference is accepted however it was typed, dictated or pasted."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.factories import accounts as people
from tests.factories import issues
from tests.signing_in import app_code, ask_code, code_in, is_in, sign_in, try_password

pytestmark = pytest.mark.django_db
APP = "/sign-in/second-factor/code/"


def spaced(code, gap):
    """Return a code without its own dashes, and with a gap after each third letter."""
    letters = code.replace("-", "")
    return gap.join(letters[start : start + 3] for start in range(0, len(letters), 3))


def full_width(code):
    return "".join(chr(ord(letter) + 0xFEE0) for letter in code)


SPELLINGS = {
    "as sent": str,
    "small letters": str.lower,
    "capitals": str.upper,
    "spaces": lambda code: spaced(code, " "),
    "no-break spaces": lambda code: spaced(code, "\u00a0"),
    "thin spaces": lambda code: spaced(code, "\u202f"),
    "no-break dashes": lambda code: spaced(code, "\u2011"),
    "en dashes": lambda code: spaced(code, "\u2013"),
    "em dashes": lambda code: spaced(code, " \u2014 "),
    "minus signs": lambda code: spaced(code, "\u2212"),
    "zero-width spaces": lambda code: spaced(code, "\u200b"),
    "marks of direction": lambda code: f"\u200e{code}\u200f",
    "byte order mark": lambda code: f"\ufeff{code}",
    "full width": full_width,
    "tabs and line ends": lambda code: f"\t{spaced(code, chr(9))}\r\n",
}
however_typed = pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)


@however_typed
def test_an_e_mailed_code_signs_in(client, spelling):
    code = code_in(ask_code(client, "new@example.org"))
    client.post("/sign-in/code/", {"code": spelling(code)})
    assert is_in(client)


@pytest.fixture
def half_way(client):
    """A co-ordinator whose password was right, and who is asked for the second factor."""
    user = people.coordinator()
    try_password(client, user.email, people.PASSWORD)
    return user


@however_typed
def test_a_code_of_the_app_signs_in(client, half_way, spelling):
    client.post(APP, {"code": spelling(app_code(half_way))})
    assert is_in(client)


@however_typed
def test_a_recovery_code_signs_in(client, half_way, spelling):
    codes = Authenticator.objects.get(user=half_way, type=Authenticator.Type.RECOVERY_CODES).wrap()
    client.post(APP, {"code": spelling(codes.get_unused_codes()[0])})
    assert is_in(client)


def test_the_same_code_of_the_app_in_another_spelling_is_still_used_up(client, half_way):
    code = app_code(half_way)
    client.post(APP, {"code": code})
    again = Client()
    try_password(again, half_way.email, people.PASSWORD)
    again.post(APP, {"code": full_width(code)})
    assert not is_in(again)


@however_typed
def test_reference_and_secret_of_an_issue_open_it(client, spelling):
    issue, secret = issues.raised()
    response = client.post("/issues/track/", {"reference": spelling(issue.reference), "secret": spelling(secret)})
    assert response.url == f"/issues/{issue.reference}/"


@however_typed
def test_staff_find_an_issue_by_its_reference(client, spelling):
    issue, _secret = issues.raised()
    page = sign_in(client, people.coordinator()).get("/staff/issues/", {"words": spelling(issue.reference)})
    assert issue.reference in page.content.decode()
