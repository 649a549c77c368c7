"""Fixtures: the moment of the tests, and the co-ordinator."""

import pytest

from common import clock
from tests.consultations.walking import NOON
from tests.factories import accounts
from tests.signing_in import sign_in


@pytest.fixture(autouse=True)
def noon():
    """Freeze the clock at noon of one day in June."""
    with clock.frozen(NOON):
        yield


@pytest.fixture
def by(db):
    """The co-ordinator who prepares."""
    return accounts.coordinator()


@pytest.fixture
def staff(client, by):
    """A client signed in as that co-ordinator."""
    return sign_in(client, by)
