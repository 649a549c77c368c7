"""The moment at which consultations are tried, and who prepares them."""

import pytest

from common import clock
from tests.consultations.walking import NOON
from tests.factories import accounts
from tests.signing_in import sign_in


@pytest.fixture(autouse=True)
def noon():
    """Every test is at noon of one day in June, unless it says another moment."""
    with clock.frozen(NOON):
        yield


@pytest.fixture
def by(db):
    """The co-ordinator who prepares."""
    return accounts.coordinator()


@pytest.fixture
def staff(client, by):
    """The browser of that co-ordinator, signed in."""
    return sign_in(client, by)
