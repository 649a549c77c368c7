"""How much may be sent to each kind of page, decided before it is read."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.sizes import MB, largest_body

pytestmark = pytest.mark.django_db
RAISE = "/issues/raise/check/"


@pytest.mark.parametrize(
    ("path", "megabytes"),
    [
        (RAISE, 2.5),
        ("/sign-in/", 2.5),
        ("/nowhere/", 2.5),
        ("/staff/members/import/", 7.5),
        ("/staff/meetings/april/items/1/papers/add/", 32.5),
    ],
)
def test_a_form_of_text_takes_little_an_import_more_and_a_form_with_a_file_most(path, megabytes):
    assert largest_body(path) == megabytes * MB


def test_what_is_too_large_is_refused_in_plain_words_and_its_texts_are_kept(client):
    file = SimpleUploadedFile("clip.mp4", b"x" * 3_000_000)
    response = client.post(RAISE, {"original_text": "The bus never comes.", "once": "key-1", "file": file})
    page = response.content.decode()
    assert response.status_code == 413
    assert "That is too much to send at once" in page
    assert "at most 2.5 MB" in page
    assert "The bus never comes." in page
    assert "key-1" not in page


def test_of_a_text_that_is_too_long_the_others_before_it_are_kept(client):
    body = b"contact_name=Ann&original_text=" + b"x" * 3_000_000
    page = client.post(RAISE, body, content_type="application/x-www-form-urlencoded").content.decode()
    assert "Ann" in page
    assert "xxx" not in page


def test_nothing_of_it_is_read_beyond_the_beginning(client):
    taken = []

    class Body(io.BytesIO):
        def read(self, size=-1):
            taken.append(size)
            return super().read(size)

    answer = client.generic(
        "POST", RAISE, b"", CONTENT_LENGTH="50000000", **{"wsgi.input": Body(b"a=1&" * 5_000_000)},
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert answer.status_code == 413
    assert taken == [300_000]
