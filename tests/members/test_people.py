"""Persons, and the accounts they sign in with."""

import pytest

from accounts.audit import entries_about
from accounts.models import User
from accounts.roles import Role, has_role
from common.errors import DomainError
from members.rules import NameShown
from members.services.people import create_person, let_sign_in, link_user, update_person
from tests.factories import accounts, members

pytestmark = pytest.mark.django_db


def is_member(user):
    return has_role(User.objects.get(pk=user.pk), Role.MEMBER)


@pytest.mark.parametrize(
    ("shown", "name"), [(NameShown.FULL, "Asha Mary Begum"), (NameShown.FIRST, "Asha"), (NameShown.NONE, "")]
)
def test_a_person_is_named_as_they_chose(shown, name):
    assert members.a_person("Asha Mary Begum", name_shown=shown).public_name == name


@pytest.mark.parametrize(
    ("name", "email", "field"),
    [
        ("Asha Begum", "ASHA@example.org", "email"),
        (" asha  BEGUM", "asha@example.org", "email"),
        ("", "", "name"),
        ("Ben", "not an address", "email"),
        ("Ben", "a@b.example\nBcc: c@d.example", "email"),
    ],
)
def test_a_duplicate_or_invalid_person_is_refused(name, email, field):
    members.a_person("Asha Begum", email="asha@example.org")
    with pytest.raises(DomainError) as refused:
        create_person(name, email=email, by=None)
    assert refused.value.field == field


def test_two_people_of_one_household_may_share_an_address():
    members.a_person("Asha Begum", email="home@example.org")
    assert members.a_person("Tariq Begum", email="home@example.org").pk


def test_the_audit_entry_of_a_change_names_fields_not_values():
    person = members.a_person()
    update_person(person, access_needs="A quiet room", skills="", by=None)
    entry = entries_about(person).first()
    assert entry.detail == {"changed": ["access_needs"]}
    assert "quiet" not in str(entry.__dict__)


def test_saving_without_a_change_writes_no_audit_entry():
    person = members.a_person()
    before = entries_about(person).count()
    update_person(person, name=person.name, email=person.email, by=None)
    assert entries_about(person).count() == before


def test_an_account_linked_later_gets_member_rights():
    membership = members.a_member(has_account=False)
    user = accounts.parent()
    link_user(membership.person, user, by=None)
    assert is_member(user)


def test_changing_the_account_moves_member_rights():
    membership = members.a_member()
    old, new = membership.person.user, accounts.parent()
    link_user(membership.person, new, by=None)
    assert not is_member(old)
    assert is_member(new)
    link_user(membership.person, None, by=None)
    assert not is_member(new)


def test_an_account_belongs_to_one_person():
    membership = members.a_member()
    with pytest.raises(DomainError) as refused:
        link_user(members.a_person(), membership.person.user, by=None)
    assert refused.value.field == "email"


def test_setting_up_sign_in_finds_or_creates_the_account():
    parent = accounts.parent("asha@example.org")
    person = members.a_person("Asha Begum")
    let_sign_in(person, " Asha@Example.org ", by=None)
    assert person.user == parent
    let_sign_in(person, "new@example.org", by=None)
    assert person.user.email == "new@example.org"
    assert person.user.name == "Asha Begum"


def test_nobody_links_a_members_seat_to_their_own_account():
    coordinator = accounts.coordinator()
    membership = members.a_member(has_account=False)
    with pytest.raises(DomainError):
        link_user(membership.person, coordinator, by=coordinator)
    membership.person.refresh_from_db()
    assert membership.person.user is None


def test_email_goes_to_the_address_on_record_or_the_account():
    assert members.a_person(email="asha@example.org").mail_address == "asha@example.org"
    assert members.a_person(user=accounts.parent("ben@example.org")).mail_address == "ben@example.org"
    assert members.a_person().mail_address == ""
