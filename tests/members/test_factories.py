"""Every factory reaches the state it names."""

import pytest

from accounts.roles import Role, has_role
from members.rules import MembershipStatus, ReviewStatus
from tests.factories import members

pytestmark = pytest.mark.django_db


def test_a_member_is_active_and_has_member_rights():
    membership = members.a_member()
    assert membership.status == MembershipStatus.ACTIVE
    assert has_role(membership.person.user, Role.MEMBER)


def test_a_former_member_has_no_member_rights():
    membership = members.a_former_member()
    assert membership.status == MembershipStatus.ENDED
    assert not has_role(membership.person.user, Role.MEMBER)


def test_a_shared_seat_has_its_holders():
    seat, holders = members.a_shared_seat(holders=3)
    assert seat.memberships.active().count() == len(holders) == 3


def test_reviews_are_open_or_decided():
    assert members.an_open_review().status == ReviewStatus.OPEN
    assert members.a_decided_review().status == ReviewStatus.DECIDED


def test_an_accepted_member_has_accepted_the_version_in_force():
    membership = members.an_accepted_member()
    assert membership.acceptances.get().version == membership.seat.role_description.in_force


def test_a_group_has_the_requested_number_of_members():
    assert len(members.a_group(members=5, constituencies=2)) == 5
