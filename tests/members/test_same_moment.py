"""Two co-ordinators nominate for the same seat at the same moment."""

import threading

import pytest
from django.db import connection, transaction

from common.errors import DomainError
from members.models import Membership, Seat
from members.services.memberships import nominate
from members.services.seats import close_seat
from tests.factories import accounts, members
from tests.faults.arena import until

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@pytest.fixture
def coordinator():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time")
    return accounts.coordinator()


def somebody_waits():
    """Say whether another connection waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0]


def meanwhile(first, second):
    """Do one thing, and commit it once another connection, which does the second, waits for it or has ended."""
    raised = []

    def do_second():
        try:
            second()
        except DomainError as error:
            raised.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=do_second)
    with transaction.atomic():
        first()
        other.start()
        until(lambda: somebody_waits() or not other.is_alive(), "the other connection")
    other.join()
    return raised


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
