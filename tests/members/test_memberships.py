"""A person's way through a seat, and the rights that come and go with it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.audit import entries_about
from accounts.models import RoleGrant
from accounts.roles import Role, has_role
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from members.models import Membership
from members.rules import MembershipStatus
from members.services.memberships import appoint, end_membership, nominate, update_membership
from members.services.seats import close_seat
from tests.factories import accounts, members

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 18, 11, tzinfo=dt.UTC)
TODAY, YESTERDAY, TOMORROW = dt.date(2026, 6, 18), dt.date(2026, 6, 17), dt.date(2026, 6, 19)


def refused(field, service, *args, **kwargs):
    with pytest.raises(DomainError) as error:
        service(*args, now=NOW, **{"by": None, **kwargs})
    assert error.value.field == field


def is_member(person):
    person.user.refresh_from_db()
    return has_role(type(person.user).objects.get(pk=person.user_id), Role.MEMBER)


def test_a_nomination_gives_no_rights():
    nomination = members.a_nomination(person=members.a_person(has_account=True))
    assert nomination.status == MembershipStatus.NOMINATED
    assert not is_member(nomination.person)


def test_a_second_nomination_or_one_for_a_closed_seat_is_refused():
    nomination = members.a_nomination()
    refused("person", nominate, nomination.person, nomination.seat)
    closed = close_seat(members.a_seat(), by=None)
    refused("seat", nominate, nomination.person, closed)
    refused("nominated_on", nominate, nomination.person, members.a_seat(), nominated_on=TOMORROW)


def test_a_person_with_two_seats_is_a_member_until_the_last_ends():
    first = members.a_member()
    second = members.a_member(person=first.person)
    end_membership(first, reason="One is enough", by=None)
    assert is_member(first.person)
    end_membership(second, reason="Moved away", by=None)
    assert not is_member(first.person)


def test_appointing_gives_the_role_and_writes_audit_entry_and_email():
    coordinator = accounts.coordinator()
    person = members.a_person(has_account=True, email="asha@example.org")
    membership = appoint(members.a_nomination(person=person), starts_on=YESTERDAY, by=coordinator, now=NOW)
    grant = RoleGrant.objects.get(user=person.user, role=Role.MEMBER)
    assert (grant.starts_on, grant.ends_on) == (YESTERDAY, None)
    entry = entries_about(membership).first()
    assert (entry.verb, entry.by) == ("appoint", coordinator)
    assert "/my/membership/" in Message.objects.get(to="asha@example.org").body_text


def test_a_person_without_an_account_can_be_appointed():
    membership = members.a_member(has_account=False)
    assert membership.status == MembershipStatus.ACTIVE
    assert not RoleGrant.objects.exists()
    assert not Message.objects.exists()


def test_a_seat_that_is_not_shared_has_one_holder():
    held = members.a_member()
    refused(None, appoint, members.a_nomination(seat=held.seat))


def test_the_start_is_not_before_the_seat_or_in_anothers_term():
    seat = members.a_seat(opened_on=dt.date(2024, 1, 8))
    members.a_former_member(seat=seat, starts_on=dt.date(2024, 2, 1), ends_on=dt.date(2025, 2, 1))
    nomination = members.a_nomination(seat=seat)
    for day in (dt.date(2024, 1, 7), dt.date(2024, 6, 1)):
        refused("starts_on", appoint, nomination, starts_on=day)
    assert appoint(nomination, starts_on=dt.date(2025, 2, 1), by=None, now=NOW).is_active


def test_a_shared_seat_has_several_holders_each_with_their_own_rights():
    _seat, (one, other) = members.a_shared_seat()
    end_membership(one, reason="Moved away", by=None)
    assert not is_member(one.person)
    assert is_member(other.person)


def test_nobody_appoints_themselves():
    coordinator = accounts.coordinator()
    nomination = members.a_nomination(person=members.a_person(user=coordinator))
    refused(None, appoint, nomination, by=coordinator)
    nomination.refresh_from_db()
    assert nomination.status == MembershipStatus.NOMINATED


def test_ending_needs_a_reason_and_a_possible_date():
    membership = members.a_member(starts_on=dt.date(2025, 3, 6))
    refused("reason", end_membership, membership, reason="  ")
    refused("ends_on", end_membership, membership, reason="Moved", ends_on=TOMORROW)
    refused("ends_on", end_membership, membership, reason="Moved", ends_on=dt.date(2025, 3, 5))


def test_rights_are_gone_at_once_when_a_membership_ends_today():
    membership = members.a_member()
    end_membership(membership, reason="Moved away", by=None)
    assert not is_member(membership.person)


def test_a_membership_that_ended_stays_ended():
    former = members.a_former_member()
    with pytest.raises(MoveNotAllowed):
        appoint(former, by=None)
    with pytest.raises(MoveNotAllowed):
        end_membership(former, reason="Again", by=None)


def test_a_former_member_can_come_back():
    former = members.a_former_member()
    again = members.a_member(person=former.person, seat=former.seat, starts_on=dt.date(2022, 1, 5))
    assert again.is_active
    assert is_member(former.person)


def test_a_nomination_can_end_without_an_appointment():
    ended = end_membership(members.a_nomination(), reason="Withdrew", by=None, now=NOW)
    assert (ended.starts_on, ended.ends_on) == (None, TODAY)


def test_ending_withdraws_the_open_review():
    review = members.an_open_review()
    end_membership(review.membership, reason="Moved away", by=None)
    review.refresh_from_db()
    assert (review.status, review.withdrawn_reason) == ("withdrawn", "The membership ended.")


def test_changing_a_role_names_the_fields_in_the_audit_trail():
    membership = members.a_member()
    update_membership(membership, role_title="Chair of governors", affiliation="", by=None)
    assert entries_about(membership).first().detail == {"changed": ["role_title"]}


def test_the_database_keeps_status_and_dates_together():
    membership = members.a_member()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(ends_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(status="ended")
