"""A made-up idempotency key opens no limit.

Each post carries the same `once`, as a form that is sent again would; only forms that keep one thing for each key
count such a post once.
"""

import datetime as dt

import pytest

from common import clock
from common.models import Message
from tests.factories import consultations, issues

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 7, 3, 14, 37, tzinfo=dt.UTC)
KEY = {"once": "made-up"}


def statuses(client, address, data, times):
    with clock.frozen(FRIDAY):
        return [client.post(address, data | KEY).status_code for _number in range(times)]


def test_secrets_cannot_be_guessed_behind_one_key(client):
    issue, _secret = issues.raised()
    guess = {"reference": issue.reference, "secret": "0000-0000-0000-0000-0000"}
    assert statuses(client, "/issues/track/", guess, 40) == [200] * 11 + [429] * 29


def test_links_to_a_draft_cannot_be_mailed_without_end_behind_one_key(client):
    address = client.post("/issues/raise/kind/", {"kind": "gap"}).url
    save = "/issues/raise/save/?" + address.partition("?")[2]
    assert statuses(client, save, {"email": "victim@example.org"}, 20) == [200] * 6 + [429] * 14
    assert Message.objects.count() <= 6


def test_drafts_cannot_be_begun_without_end_behind_one_key(client):
    assert 429 in statuses(client, "/issues/raise/kind/", {"kind": "gap"}, 203)


def test_answers_to_a_consultation_cannot_be_begun_without_end_behind_one_key(client):
    address = f"/consultations/{consultations.an_open_one().slug}/respond/"
    assert 429 in statuses(client, address, {"group": "parent"}, 603)
