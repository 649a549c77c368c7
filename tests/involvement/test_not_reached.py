"""The co-ordinator sees at a request that an e-mail to the person who asked could not be delivered."""

import datetime as dt

import pytest

from common import clock
from involvement.services.requests import refuse_version
from tests.factories import accounts
from tests.factories import involvement as make
from tests.issues.pages import words
from tests.refusing import deliver
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 6, 1, 11, tzinfo=dt.UTC)
NOT_REACHED = "An e-mail to the person who asked could not be delivered, and they left no other way to reach them."


@pytest.fixture
def staff(client):
    with clock.frozen(MONDAY):
        yield sign_in(client, accounts.coordinator(now=MONDAY - dt.timedelta(days=90)))


def page_of(client, asked):
    return words(client.get(f"/staff/other-versions/{asked.reference}/"))


@pytest.mark.parametrize("is_refused", [True, False])
def test_the_page_of_the_request_says_whether_they_were_reached(staff, is_refused):
    asked, other = make.a_request(email="gone@example.org"), make.a_request(email="well@example.org")
    refuse_version(asked, "We have no Braille printer.", by=accounts.coordinator())
    deliver(MONDAY + dt.timedelta(hours=1), refused="gone@example.org" if is_refused else "nobody@example.org")
    assert (NOT_REACHED in page_of(staff, asked)) == is_refused
    assert NOT_REACHED not in page_of(staff, other)
