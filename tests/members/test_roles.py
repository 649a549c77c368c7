"""Role descriptions: a new version asks again (M2), and the statement of M5 within it."""

import datetime as dt

import pytest
from django.db.models import ProtectedError

from accounts.audit import entries_about
from common.errors import DomainError
from common.models import Message
from common.versions import erase_versions
from members.models import Membership
from members.services.roles import (
    accept_role_description,
    create_role_description,
    draft_role_version,
    publish_role_version,
)
from tests.factories import members

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 18, 11, tzinfo=dt.UTC)


@pytest.fixture
def membership():
    return members.a_member(seat=members.a_seat(role_description=members.a_role_description()))


def waits(membership):
    return Membership.objects.to_accept().filter(pk=membership.pk).exists()


def test_a_draft_asks_no_one_to_accept():
    description = members.a_role_description(is_published=False)
    membership = members.a_member(seat=members.a_seat(role_description=description))
    assert description.in_force is None
    assert not waits(membership)
    with pytest.raises(DomainError):
        accept_role_description(membership, by=membership.person.user)


def test_drafting_goes_on_with_the_draft_and_publishing_begins_the_next():
    description = members.a_role_description(is_published=False)
    draft_role_version(description, "Better words.", by=None)
    assert [version.number for version in description.versions.all()] == [1]
    publish_role_version(description.draft, by=None, now=NOW)
    assert draft_role_version(description, "More words.", by=None).number == 2
    assert description.in_force.text == "Better words."


def test_a_published_version_is_not_published_again():
    description = members.a_role_description()
    with pytest.raises(DomainError):
        publish_role_version(description.in_force, by=None)


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_001])
def test_a_version_needs_text_within_the_limit(text):
    with pytest.raises(DomainError) as refused:
        draft_role_version(members.a_role_description(), text, by=None)
    assert refused.value.field == "text"


def test_a_title_is_unique():
    members.a_role_description("Parent carer member")
    with pytest.raises(DomainError) as refused:
        create_role_description("parent carer MEMBER", by=None)
    assert refused.value.field == "title"


def test_an_acceptance_is_recorded_once_with_its_time(membership):
    assert waits(membership)
    acceptance = accept_role_description(membership, by=membership.person.user, now=NOW)
    again = accept_role_description(membership, by=membership.person.user)
    assert (again.pk, again.accepted_at) == (acceptance.pk, NOW)
    assert entries_about(acceptance).count() == 1
    assert not waits(membership)


def test_a_new_version_asks_again_by_mail_and_keeps_the_old_acceptance(membership):
    accept_role_description(membership, by=membership.person.user)
    version = members.a_new_version(membership.seat.role_description)
    assert waits(membership)
    letter = Message.objects.get(key=f"members.role.{version.pk}.person.{membership.person_id}")
    assert letter.to == membership.person.user.email
    assert f"/my/membership/{membership.pk}/accept/" in letter.body_text
    accept_role_description(membership, by=membership.person.user)
    assert not waits(membership)
    assert membership.acceptances.count() == 2


def test_an_acceptance_keeps_pointing_at_the_accepted_version(membership):
    acceptance = accept_role_description(membership, by=membership.person.user)
    words = acceptance.version.text
    for text in ("A draft of the next.", "A better draft."):
        draft_role_version(membership.seat.role_description, text, by=None)
    assert membership.acceptances.get().version.text == words
    with pytest.raises(ProtectedError):
        erase_versions(membership.seat.role_description)


def test_only_holders_of_these_seats_are_emailed(membership):
    members.a_member()
    members.a_former_member(seat=members.a_seat(role_description=membership.seat.role_description))
    version = members.a_new_version(membership.seat.role_description)
    assert Message.objects.filter(key__startswith=f"members.role.{version.pk}.").count() == 1


def test_only_the_version_read_can_be_accepted(membership):
    read = membership.seat.role_description.in_force
    members.a_new_version(membership.seat.role_description)
    with pytest.raises(DomainError):
        accept_role_description(membership, version=read, by=membership.person.user)
    assert waits(membership)


def test_a_former_member_cannot_accept():
    seat = members.a_seat(role_description=members.a_role_description())
    with pytest.raises(DomainError):
        accept_role_description(members.a_former_member(seat=seat), by=None)


def test_each_holder_of_a_shared_seat_accepts_for_themselves():
    _seat, (one, other) = members.a_shared_seat(role_description=members.a_role_description())
    accept_role_description(one, by=one.person.user)
    assert not waits(one)
    assert waits(other)
