"""Letters to people of the group: once, to the address on file, with links that open; none to who has no address."""

import re

import pytest

from common.models import Message
from members.services.memberships import end_membership
from members.services.people import update_person
from members.services.roles import draft_role_version
from tests.factories import accounts, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
APPOINTED = "You are a member of the group"
REVIEWED = "Your place on the group: can we help you to come?"
PUBLISHED = "Please read what your seat asks of you"


@pytest.fixture
def membership():
    """A member who signs in, in a seat with a role description in force."""
    seat = members.a_seat("Parent, coast", role_description=members.a_role_description())
    user = accounts.parent("ann@example.org", name="Ann Lowe")
    return members.a_member(person=members.a_person("Ann Lowe", user=user), seat=seat)


def letter(subject, to="ann@example.org"):
    return Message.objects.get(to=to, subject=subject)


def happens(membership):
    members.a_new_version(membership.seat.role_description)
    members.an_open_review(membership)


@pytest.mark.parametrize("subject", [APPOINTED, REVIEWED, PUBLISHED])
def test_each_email_names_the_person_and_its_link_opens_for_them(client, membership, subject):
    happens(membership)
    body = letter(subject).body_text
    assert body.startswith("Dear Ann Lowe,")
    [path] = re.findall(r"https?://[^/\s]+(/\S*)", body)
    assert sign_in(client, membership.person.user).get(path).status_code == 200


def test_the_appointment_email_names_seat_and_date(membership):
    body = letter(APPOINTED).body_text
    assert "You hold the seat “Parent, coast”" in body
    assert "From 6 January 2020" in body


def test_the_review_email_blames_nobody_and_names_no_third_person(membership):
    happens(membership)
    body = letter(REVIEWED).body_text
    assert "there may be good reasons" in body
    assert "childcare" in body


def test_a_member_who_cannot_sign_in_is_asked_to_tell_the_co_ordinator():
    person = members.a_person("Ben Roe", email="ben@example.org")
    seat = members.a_seat(role_description=members.a_role_description())
    happens(members.a_member(person=person, seat=seat, has_account=False))
    assert "Please tell the co-ordinator" in letter(REVIEWED, "ben@example.org").body_text
    assert "tell the co-ordinator whether you accept it" in letter(PUBLISHED, "ben@example.org").body_text
    assert "/my/" not in letter(APPOINTED, "ben@example.org").body_text


def test_a_person_without_an_address_gets_no_email_and_nothing_fails():
    seat = members.a_seat(role_description=members.a_role_description())
    happens(members.a_member(person=members.a_person("Cy Hill"), seat=seat, has_account=False))
    assert not Message.objects.exists()


def test_the_address_on_record_is_used_before_the_sign_in_address(membership):
    update_person(membership.person, email="home@example.org", by=None)
    members.an_open_review(membership)
    assert Message.objects.filter(subject=REVIEWED).values_list("to", flat=True).get() == "home@example.org"


def test_a_draft_a_nomination_and_an_ending_send_no_email(membership):
    before = Message.objects.count()
    draft_role_version(membership.seat.role_description, "Better words.", by=None)
    members.a_nomination(person=members.a_person("Di Moor", email="di@example.org"))
    end_membership(membership, reason="Moved away", by=None)
    assert Message.objects.count() == before


def test_holders_of_other_seats_are_not_asked(membership):
    other = members.a_member(person=members.a_person("Ed Fox", email="ed@example.org"))
    members.a_new_version(membership.seat.role_description)
    assert not Message.objects.filter(to=other.person.mail_address, subject=PUBLISHED).exists()
