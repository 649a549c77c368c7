"""Induction lists of roles, reminders to accept, and versions compared (M2)."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from common import clock
from common.errors import DomainError
from common.models import Message
from members.models import InductionDone
from members.services.induction import add_induction_step, end_induction_step, record_induction, take_back_induction
from members.services.roles import accept_role_description, remind_to_accept
from tests.counting import cost
from tests.factories import members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 18, 11, tzinfo=dt.UTC)


@pytest.fixture
def role(db):
    return members.a_role_description("Parent carer member")


def holder(role, **fields):
    return members.a_member(seat=members.a_seat(role_description=role), **fields)


def read(client, name, *args):
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


# --- induction


def test_a_step_of_the_same_name_is_not_added_twice(role):
    step = add_induction_step(role, "Meet the chair", by=None)
    with pytest.raises(DomainError, match="already on the list"):
        add_induction_step(role, "meet  the CHAIR", by=None)
    end_induction_step(step, by=None)
    assert add_induction_step(role, "Meet the chair", by=None).pk != step.pk


def test_a_step_is_done_once_and_can_be_taken_back(role):
    membership, step = holder(role), add_induction_step(role, "Meet the chair", by=None)
    first = record_induction(membership, step, by=None, now=NOW)
    assert record_induction(membership, step, by=None, now=NOW + clock.DAY) == first
    assert first.done_on == NOW.date()
    take_back_induction(membership, step, by=None)
    take_back_induction(membership, step, by=None)
    assert not InductionDone.objects.exists()
    assert AuditEntry.objects.filter(verb="take_back_induction").count() == 1


def test_a_step_of_another_role_is_not_theirs(role):
    step = add_induction_step(members.a_role_description("Officer"), "Meet the chair", by=None)
    with pytest.raises(DomainError, match="not part of their induction"):
        record_induction(holder(role), step, by=None)


def test_a_step_that_was_taken_off_is_not_done_any_more(role):
    step = add_induction_step(role, "Meet the chair", by=None)
    end_induction_step(step, by=None)
    with pytest.raises(DomainError, match="taken off the list"):
        record_induction(holder(role), step, by=None)
    with pytest.raises(DomainError, match="already been taken off"):
        end_induction_step(step, by=None)


def test_a_new_member_ticks_off_their_induction_and_is_reminded_of_the_rest(client, role):
    membership = holder(role, starts_on=clock.today())
    first, second = (add_induction_step(role, title, by=None) for title in ("Meet the chair", "Read the code"))
    sign_in(client, membership.person.user)
    assert "Your induction: 2 things to do" in read(client, "my_home")
    address = reverse("members:my_induction_done", args=[membership.pk, first.pk])
    assert "Marked as done" in client.post(address, follow=True).content.decode()
    assert "Your induction: 1 thing to do" in read(client, "my_home")
    client.post(reverse("members:my_induction_done", args=[membership.pk, second.pk]))
    assert "Your induction:" not in read(client, "my_home")
    client.post(reverse("members:my_induction_take_back", args=[membership.pk, second.pk]))
    assert InductionDone.objects.count() == 1


def test_somebody_who_has_long_been_a_member_is_not_reminded(client, role):
    membership = holder(role)
    add_induction_step(role, "Meet the chair", by=None)
    sign_in(client, membership.person.user)
    assert "Your induction:" not in read(client, "my_home")
    assert "Meet the chair" in read(client, "members:my_membership")


def test_nobody_ticks_off_the_induction_of_somebody_else(client, role):
    own, other = holder(role), holder(role)
    step = add_induction_step(role, "Meet the chair", by=None)
    sign_in(client, own.person.user)
    assert client.post(reverse("members:my_induction_done", args=[other.pk, step.pk])).status_code == 404
    foreign = add_induction_step(members.a_role_description("Officer"), "Meet the chair", by=None)
    assert client.post(reverse("members:my_induction_done", args=[own.pk, foreign.pk])).status_code == 404


def test_the_co_ordinator_sees_on_the_roles_page_what_each_has_done(as_coordinator, role):
    membership = holder(role)
    page = as_coordinator.post(
        reverse("members:induction_step_add", args=[role.pk]), {"title": "Meet the chair"}, follow=True
    )
    assert "Meet the chair: not yet" in " ".join(page.content.decode().split())
    step = role.induction_steps.get()
    as_coordinator.post(reverse("members:induction_record", args=[membership.pk, step.pk]))
    assert InductionDone.objects.get().membership == membership
    assert "Meet the chair: not yet" not in read(as_coordinator, "members:staff_role_description", role.pk)


def test_the_induction_of_many_takes_no_more_queries(as_coordinator, role):
    add_induction_step(role, "Meet the chair", by=None)
    holder(role)
    address = reverse("members:staff_role_description", args=[role.pk])
    few = cost(as_coordinator, address)
    for n in range(10):
        holder(role)
        add_induction_step(role, f"Step {n}", by=None)
    assert cost(as_coordinator, address) == few


def test_a_step_taken_off_the_list_stays_with_those_who_did_it(as_coordinator, role):
    membership, step = holder(role), add_induction_step(role, "Meet the chair", by=None)
    record_induction(membership, step, by=None)
    end_induction_step(step, by=None)
    assert "Meet the chair" in " ".join(as_coordinator.get(membership.get_absolute_url()).content.decode().split())
    other = as_coordinator.get(holder(role).get_absolute_url()).content.decode()
    assert "Meet the chair" not in other


# --- reminders


def test_those_who_have_not_accepted_are_reminded_once_a_day(role):
    version = role.in_force
    for one in [holder(role) for _ in range(4)][:1]:
        accept_role_description(one, by=None)
    for moment in (NOW, NOW + clock.DAY):
        remind_to_accept(version, by=None, now=moment)
        with pytest.raises(DomainError, match="already been reminded today"):
            remind_to_accept(version, by=None, now=moment)
    assert Message.objects.filter(key__startswith="members.role_reminder").count() == 6


def test_the_co_ordinator_reads_how_many_were_reminded_and_when(as_coordinator, role):
    accept_role_description(holder(role), by=None)
    holder(role)
    assert "Remind the 1 person who has not accepted it" in read(
        as_coordinator, "members:staff_role_description", role.pk
    )
    page = as_coordinator.post(reverse("members:role_remind", args=[role.in_force.pk]), follow=True)
    words = " ".join(page.content.decode().split())
    assert "1 e-mail is on its way." in words
    assert "Reminders sent" in words


def test_nobody_is_reminded_of_an_old_version_or_where_everybody_accepted(role):
    old = role.in_force
    membership = holder(role)
    members.a_new_version(role)
    with pytest.raises(DomainError, match="not in force"):
        remind_to_accept(old, by=None)
    accept_role_description(membership, by=None)
    with pytest.raises(DomainError, match="Everyone has accepted"):
        remind_to_accept(role.in_force, by=None)


# --- versions


def test_anybody_compares_two_published_versions(client, role):
    assert "What has changed" not in read(client, "members:role_description_detail", role.slug)
    members.a_new_version(role, "Come to the meetings.\n\nTell your group afterwards.")
    assert "What has changed" in read(client, "members:role_description_detail", role.slug)
    page = read(client, "members:role_description_changes", role.slug)
    assert "Tell your group afterwards.</ins>" in page
    assert "Act in the best interests of the service.</del>" in page


def test_a_draft_is_not_compared_in_public(client, role):
    members.draft_of(role, "Something nobody has agreed yet.")
    assert "nobody has agreed" not in read(client, "members:role_description_changes", role.slug)
