"""Constituencies and seats: opened, shared, closed (M1, M9)."""

import datetime as dt

import pytest
from django.core.management import call_command

from common.errors import DomainError
from members.models import Constituency
from members.services.seats import (
    close_seat,
    create_constituency,
    create_seat,
    open_named_constituencies,
    update_constituency,
    update_seat,
)
from tests.factories import members

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 6, 18, 11, tzinfo=dt.UTC)
TOMORROW = dt.date(2026, 6, 19)


def refused(field, service, *args, **kwargs):
    with pytest.raises(DomainError) as error:
        service(*args, by=None, now=TODAY, **kwargs)
    assert error.value.field == field


def test_a_constituency_gets_an_address_from_its_name():
    assert members.a_constituency("  Health   services ").slug == "health-services"


@pytest.mark.parametrize("name", ["Health services", "health SERVICES", "Health-services"])
def test_a_constituency_name_is_unique(name):
    members.a_constituency("Health services")
    refused("name", create_constituency, name)


def test_a_name_needs_letters():
    refused("name", create_constituency, "!!!")


def test_a_constituency_can_be_renamed_but_not_to_another():
    first, second = members.a_constituency("Schools"), members.a_constituency("Health")
    update_constituency(first, name="Schools and early years", by=None)
    first.refresh_from_db()
    assert (first.name, first.slug) == ("Schools and early years", "schools")
    refused("name", update_constituency, second, name="schools and EARLY years")


def test_a_shared_seat_names_the_meeting_that_agreed():
    place = members.a_constituency()
    refused("sharing_agreed_on", create_seat, place, "Seat", is_shared=True)
    refused("sharing_agreed_on", create_seat, place, "Seat", is_shared=True, sharing_agreed_on=TOMORROW)
    agreed_on = dt.date(2026, 3, 12)
    seat = create_seat(place, "Seat", is_shared=True, sharing_agreed_on=agreed_on, by=None, now=TODAY)
    assert seat.sharing_agreed_on == agreed_on


def test_a_seat_that_is_not_shared_has_no_agreement_date():
    seat = members.a_seat(sharing_agreed_on=dt.date(2026, 3, 12))
    assert seat.sharing_agreed_on is None


def test_a_seat_opens_today_or_before():
    refused("opened_on", create_seat, members.a_constituency(), "Seat", opened_on=TOMORROW)
    seat = create_seat(members.a_constituency(), "Seat", by=None, now=TODAY)
    assert seat.opened_on == dt.date(2026, 6, 18)


def test_two_holders_keep_a_seat_shared():
    seat, _holders = members.a_shared_seat()
    refused("is_shared", update_seat, seat, is_shared=False)


def test_a_seat_becomes_shared_by_agreement():
    seat = members.a_seat()
    refused("sharing_agreed_on", update_seat, seat, is_shared=True)
    update_seat(seat, is_shared=True, sharing_agreed_on=dt.date(2026, 3, 12), by=None, now=TODAY)
    seat.refresh_from_db()
    assert seat.is_shared


def test_the_day_a_seat_is_open_since_can_be_put_right():
    seat = members.a_seat(opened_on=dt.date(2026, 1, 5))
    update_seat(seat, opened_on=dt.date(2019, 9, 2), by=None, now=TODAY)
    seat.refresh_from_db()
    assert seat.opened_on == dt.date(2019, 9, 2)


def test_a_seat_was_open_when_somebody_first_held_it():
    seat = members.a_member(starts_on=dt.date(2024, 2, 1)).seat
    refused("opened_on", update_seat, seat, opened_on=dt.date(2024, 2, 2))
    update_seat(seat, opened_on=dt.date(2024, 2, 1), by=None, now=TODAY)


def test_a_seat_is_not_open_from_a_day_to_come():
    refused("opened_on", update_seat, members.a_seat(), opened_on=TOMORROW)


def test_only_an_empty_seat_is_closed():
    held, put_forward, empty = members.a_member().seat, members.a_nomination().seat, members.a_seat()
    refused(None, close_seat, held)
    refused(None, close_seat, put_forward)
    close_seat(empty, by=None, now=TODAY)
    assert empty.closed_on == dt.date(2026, 6, 18)
    refused(None, close_seat, empty)


@pytest.mark.parametrize("day", [TOMORROW, dt.date(2019, 12, 31)])
def test_a_seat_closes_between_its_opening_and_today(day):
    refused("closed_on", close_seat, members.a_seat(), closed_on=day)


# --- what the terms name --------------------------------------------------------------------------


def test_a_service_begins_with_the_seven_constituencies_that_the_terms_name_once():
    for _time in range(2):
        call_command("start_service", no_input=True, verbosity=0)
    named = Constituency.objects.filter(is_required=True)
    assert named.count() == Constituency.objects.count() == 7
    assert named.first().name == "Parents and carers"
    assert named.filter(is_council_side=True).count() == 3


def test_a_group_that_has_its_own_constituencies_keeps_them_alone():
    members.a_constituency("Families of the north")
    assert open_named_constituencies(by=None) == 0
    assert Constituency.objects.get().name == "Families of the north"
