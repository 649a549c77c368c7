"""Limits of size at the real server: what is too large is thrown away as it comes, with and without its length."""

import http.client

import pytest

from tests.faults.web import Web

RAISE = "/issues/raise/check/"
FIELDS = b"contact_name=Ann&original_text="
TOO_LARGE = 50_000_000
MB = 1_000_000


@pytest.fixture(scope="module")
def web(shared_portal):
    web = Web(shared_portal)
    yield web
    web.stop()


def bytes_of(count):
    yield FIELDS
    for _number in range(count // MB):
        yield b"x" * MB


def post(web, count, *, has_length):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if has_length:
        headers["Content-Length"] = str(len(FIELDS) + count)
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
    try:
        connection.request("POST", RAISE, bytes_of(count), headers, encode_chunked=not has_length)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("has_length", [True, False], ids=["length said", "in chunks"])
def test_fifty_megabytes_to_a_form_of_text_are_413_in_our_own_words(web, has_length):
    status, page = post(web, TOO_LARGE, has_length=has_length)
    assert status == 413
    assert "That is too much to send at once" in page
    assert "Ann" in page


@pytest.mark.parametrize("has_length", [True, False], ids=["length said", "in chunks"])
def test_what_is_not_too_large_reaches_its_page(web, has_length):
    assert post(web, 2 * MB, has_length=has_length)[0] == 403  # it lacks its CSRF token
