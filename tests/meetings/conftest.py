"""Fixtures: the day of the tests, users and meetings."""

import datetime as dt

import pytest
from django.test import Client

from common import clock
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.signing_in import sign_in

TODAY = dt.date(2026, 2, 20)
COMING = dt.date(2026, 3, 10)


@pytest.fixture
def today(db):
    """The day of the tests, before the next meeting on 10 March 2026."""
    with clock.frozen(TODAY):
        yield TODAY


@pytest.fixture
def coordinator(today):
    return accounts.coordinator(name="Co Day", email="co@example.org")


@pytest.fixture
def membership(today):
    """A member who can sign in."""
    person = members.a_person("Ann Lowe", user=accounts.parent("ann@example.org", name="Ann Lowe"))
    return members.a_member(person=person)


@pytest.fixture
def as_anyone(today):
    return Client()


@pytest.fixture
def as_coordinator(coordinator):
    return sign_in(Client(), coordinator)


@pytest.fixture
def as_member(membership):
    return sign_in(Client(), membership.person.user)


@pytest.fixture
def coming(today):
    """The next meeting, scheduled, with its agenda not published yet."""
    return make.a_scheduled_meeting(COMING, kind=MeetingKind.SPRING, access_notes="Step-free", how_to_join="Link 123")


@pytest.fixture
def published(coming):
    """The next meeting with its agenda, a paper and a private item."""
    item = make.an_item(coming, "Travel to school", text="Buses come late.")
    make.a_paper(item, "What parents said", report_of="Head of service", recommends="note it")
    make.a_paper(item, "Names of drivers", is_for_members_only=True)
    make.an_item(coming, "A tender", is_private=True, private_reason="Prices")
    return publish_agenda(coming, by=None)
