"""Messages on pages that answer only to a button."""

import pytest

from tests.factories import accounts


@pytest.mark.django_db
def test_a_button_that_is_opened_as_a_page_says_so_in_words(client, sign_in):
    response = sign_in(client, accounts.coordinator()).get("/staff/issues/PPS-1/unpublish/")
    assert response.status_code == 405
    assert "This is a button, not a page" in response.content.decode()
    assert "POST" in response["Allow"]


@pytest.mark.django_db
def test_a_page_that_takes_no_form_says_so_in_words(client):
    response = client.post("/members/")
    assert response.status_code == 405
    assert "Nothing was done" in response.content.decode()
