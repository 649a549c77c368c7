"""Who comes to the issues' pages: a co-ordinator, and the council with its officer."""

import datetime as dt

import pytest

from tests.factories import accounts
from tests.signing_in import sign_in

LONG_AGO = dt.datetime(2020, 1, 1, 11, tzinfo=dt.UTC)


@pytest.fixture
def coordinator(db):
    """A co-ordinator whose account is older than anything in the test."""
    return accounts.coordinator(now=LONG_AGO)


@pytest.fixture
def staff(client, coordinator):
    """The browser of the signed-in co-ordinator."""
    return sign_in(client, coordinator)


@pytest.fixture
def council(db):
    return accounts.agency("Northshire County Council")


@pytest.fixture
def officer(council):
    return accounts.officer(of=council, now=LONG_AGO)
