"""The limit on responses from one address counts sent responses, not page views."""

import datetime as dt

import pytest

from common import clock
from consultations.models import Response
from tests.consultations.walking import NOON, fields_of, walk
from tests.factories import consultations

pytestmark = pytest.mark.django_db


def address():
    return f"/consultations/{consultations.an_open_one().slug}/respond/"


def test_moving_between_pages_does_not_count_towards_the_limit(client):
    respond = address()
    assert {client.post(respond, {"group": "parent"}).status_code for _ in range(30)} == {302}


def test_the_twenty_second_response_in_an_hour_is_delayed_and_keeps_what_was_typed(client):
    one = consultations.an_open_one()
    codes = []
    for _number in range(22):
        check = walk(client, one)
        response = client.post(check, fields_of(client.get(check)))
        codes.append(response.status_code)
    assert codes == [302] * 21 + [429]
    assert int(response["Retry-After"]) == 60
    assert "Saturdays, please." in response.content.decode()
    with clock.frozen(NOON + dt.timedelta(minutes=1)):
        assert client.post(check, fields_of(response)).status_code == 302
    assert Response.objects.count() == 22


def test_another_address_is_not_limited(client):
    one = consultations.an_open_one()
    for number in range(22):
        check = walk(client, one)
        ip = f"198.51.100.{number // 11}"
        assert client.post(check, fields_of(client.get(check)), REMOTE_ADDR=ip).status_code == 302
