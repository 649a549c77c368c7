"""An action that a member took on is theirs to see and to finish, most urgent first (M4)."""

import datetime as dt

import pytest
from django.urls import reverse

from answers.models import Commitment
from answers.rules import CommitmentStatus
from answers.services.commitments import correct_commitment, make_commitment
from common import clock
from tests.factories import accounts, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    return members.a_member()


def action(person, what="Ring the school", days=9, now=None):
    due_on = clock.today(now) + dt.timedelta(days=days)
    return make_commitment(owner=person.name, person=person, what=what, due_on=due_on, by=None, now=now)


def finish(client, commitment, evidence="The school rang back on Monday."):
    address = reverse("answers:my_action_finish", args=[commitment.reference])
    return client.post(address, {"evidence": evidence}, follow=True)


def test_a_member_finishes_their_own_action_from_their_page(client, member):
    commitment = action(member.person)
    sign_in(client, member.person.user)
    address = reverse("answers:my_action_finish", args=[commitment.reference])
    assert address in client.get(reverse("my_home")).content.decode()
    assert "Thank you. Recorded as done." in finish(client, commitment).content.decode()
    commitment.refresh_from_db()
    assert (commitment.status, commitment.evidence) == (CommitmentStatus.DONE, "The school rang back on Monday.")
    assert address not in client.get(reverse("my_home")).content.decode()


def test_an_action_whose_owner_is_named_as_a_member_is_theirs(client, member):
    name = member.person.name
    made = make_commitment(owner=f" {name.upper()} ", what="Ring the school", due_on=clock.today(), by=None)
    assert made.person == member.person
    assert correct_commitment(made, owner="The chair", what=made.what, due_on=made.due_on, by=None).person is None


def test_a_name_of_two_members_or_of_somebody_who_left_is_nobodys(member):
    members.a_member(person=members.a_person("Al Moor", email="one@example.org"))
    members.a_member(person=members.a_person("Al Moor", email="two@example.org"))
    left = members.a_former_member()
    for owner in ("Al Moor", left.person.name, "Head of travel"):
        assert make_commitment(owner=owner, what="Ring", due_on=clock.today(), by=None).person is None


def test_an_action_is_not_done_without_words(client, member):
    commitment = action(member.person)
    sign_in(client, member.person.user)
    assert finish(client, commitment, evidence=" ").context["form"].errors["evidence"]
    assert Commitment.objects.get().is_open


@pytest.mark.parametrize("somebody", [accounts.parent, accounts.officer, accounts.coordinator])
def test_nobody_finishes_the_action_of_another_here(client, member, somebody):
    commitment = action(member.person)
    sign_in(client, somebody())
    assert finish(client, commitment).status_code == 404


def test_what_is_due_first_stands_first_and_what_is_late_says_so(client, member):
    action(member.person, "Write to the nurse", days=20)
    action(member.person, "Ring the school", days=3)
    action(member.person, "Find a room", days=2, now=clock.now() - dt.timedelta(days=5))
    sign_in(client, member.person.user)
    page = client.get(reverse("my_home")).content.decode()
    places = [page.index(what) for what in ("Find a room", "Ring the school", "Write to the nurse")]
    assert places == sorted(places)
    assert "overdue" in page[places[0] : places[1]].lower()
