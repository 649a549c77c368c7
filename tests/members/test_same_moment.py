"""Two co-ordinators nominate for the same seat at the same moment."""

import pytest
from django.db import connection

from common.errors import DomainError
from members.models import Membership, Seat
from members.services.memberships import nominate
from members.services.seats import close_seat
from tests.factories import accounts, members
from tests.same_moment import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordinator():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time")
    return accounts.coordinator()


def test_of_two_nominations_of_a_person_the_second_is_refused_in_words(coordinator):
    seat, person = members.a_seat(), members.a_person()
    one, two = (Seat.objects.get(pk=seat.pk) for _time in range(2))
    [error] = meanwhile(
        lambda: nominate(person, one, by=coordinator),
        lambda: nominate(person, two, by=coordinator),
    )
    assert isinstance(error, DomainError)
    assert error.field == "person"
    assert Membership.objects.count() == 1


def test_nobody_is_nominated_for_a_seat_that_is_being_closed(coordinator):
    seat, person = members.a_seat(), members.a_person()
    one, two = (Seat.objects.get(pk=seat.pk) for _time in range(2))
    [error] = meanwhile(
        lambda: close_seat(one, by=coordinator),
        lambda: nominate(person, two, by=coordinator),
    )
    assert isinstance(error, DomainError)
    assert error.field == "seat"
    assert not Membership.objects.exists()
