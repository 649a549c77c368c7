"""Who comes to the members' pages."""

import pytest

from tests.factories import accounts, members
from tests.signing_in import sign_in


@pytest.fixture
def coordinator(db):
    return accounts.coordinator()


@pytest.fixture
def as_coordinator(client, coordinator):
    return sign_in(client, coordinator)


@pytest.fixture
def membership(db):
    """A member with a role description to accept, in a constituency."""
    return members.a_member(seat=members.a_seat(role_description=members.a_role_description()))


@pytest.fixture
def as_member(client, membership):
    return sign_in(client, membership.person.user)
