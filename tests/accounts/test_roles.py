"""What a grant gives, and when it is gone."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from accounts import roles
from accounts.audit import entries_about
from accounts.models import RoleGrant, User
from accounts.roles import Role
from accounts.services.grants import end_role, grant_role
from accounts.services.people import deactivate_user
from common import clock
from common.errors import DomainError
from tests.factories import accounts as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_coordinator():
    """Somebody who stays: the last co-ordinator can neither be closed nor lose the role."""
    return people.coordinator()


MARCH = dt.date(2027, 3, 10)


def again(user):
    """The user as the next request reads them."""
    return User.objects.get(pk=user.pk)


def test_a_parent_holds_no_role_and_no_right():
    user = people.parent()
    assert roles.roles_of(user) == {}
    assert not any(user.has_perm(perm) for perm in roles.PERMISSIONS)


def test_someone_signed_out_has_no_rights_and_no_agency():
    nobody = AnonymousUser()
    assert not nobody.has_perm("issues.receive_issue")
    assert not nobody.has_module_perms("accounts")
    assert roles.agencies_of(nobody) == set()
    assert not roles.has_role(nobody, Role.MEMBER)


def test_a_role_holds_on_its_first_and_last_day_and_not_around_them():
    user = people.parent()
    grant_role(user, Role.COORDINATOR, by=None, starts_on=MARCH, ends_on=dt.date(2027, 3, 12))
    held = []
    for day in range(9, 14):
        with clock.frozen(dt.date(2027, 3, day)):
            held.append(again(user).has_perm("issues.receive_issue"))
    assert held == [False, True, True, True, False]


def test_the_roles_are_read_once_a_request(django_assert_num_queries):
    user = again(people.coordinator())
    with django_assert_num_queries(1):
        assert user.has_perm("issues.receive_issue")
        assert not user.has_perm("accounts.open_admin")
        assert user.has_module_perms("issues")
        assert roles.home_of(user) == "/staff/"


def test_the_days_roles_are_read_anew_when_the_day_changes():
    user = people.parent()
    grant_role(user, Role.COORDINATOR, by=None, starts_on=MARCH, ends_on=MARCH)
    with clock.frozen(MARCH):
        assert user.has_perm("issues.receive_issue")
    with clock.frozen(MARCH + dt.timedelta(days=1)):
        assert not user.has_perm("issues.receive_issue")


def test_superuser_and_staff_flags_give_nothing():
    user = people.parent()
    user.is_superuser = True
    assert not user.has_perm("accounts.open_admin")
    assert not user.is_staff
    assert not user.has_module_perms("accounts")


def test_an_inactive_user_has_no_right(other_coordinator):
    user = people.coordinator()
    deactivate_user(user, by=people.administrator())
    assert not again(user).has_perm("issues.receive_issue")


def test_an_unknown_right_is_nobodys():
    assert not people.administrator().has_perm("issues.does_not_exist")


def test_an_officer_answers_for_each_agency_they_were_given():
    one, two = people.agency(), people.agency()
    user = people.officer(one)
    grant_role(user, Role.OFFICER, agency=two, by=None)
    assert roles.agencies_of(user) == {one.pk, two.pk}


def test_only_officers_have_an_agency():
    user = people.parent()
    with pytest.raises(DomainError):
        grant_role(user, Role.OFFICER, by=None)
    with pytest.raises(DomainError):
        grant_role(user, Role.PAYER, agency=people.agency(), by=None)


@pytest.mark.parametrize(("role", "with_agency"), [("officer", False), ("payer", True)])
def test_the_database_too_keeps_agencies_to_officers(role, with_agency):
    agency = people.agency() if with_agency else None
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=people.parent(), role=role, agency=agency, starts_on=MARCH)


def test_a_role_cannot_end_before_it_starts():
    with pytest.raises(DomainError) as refused:
        grant_role(people.parent(), Role.PAYER, by=None, starts_on=MARCH, ends_on=dt.date(2027, 3, 9))
    assert refused.value.field == "ends_on"


def test_giving_oneself_a_role_is_refused():
    admin = people.administrator()
    with pytest.raises(DomainError):
        grant_role(admin, Role.COORDINATOR, by=admin)
    assert not again(admin).has_perm("issues.receive_issue")


def test_a_member_may_be_seated_by_a_co_ordinator_who_is_that_member():
    user = people.coordinator()
    grant_role(user, Role.MEMBER, by=user)
    assert again(user).has_perm("meetings.view_pack")


def test_giving_a_role_that_is_held_already_writes_nothing():
    user = people.coordinator()
    first = user.grants.get()
    assert grant_role(user, Role.COORDINATOR, by=None) == first
    assert user.grants.count() == 1


def test_a_role_taken_away_is_gone_at_the_next_request(other_coordinator):
    user, admin = people.coordinator(now=clock.now() - dt.timedelta(days=30)), people.administrator()
    end_role(user.grants.get(), by=admin, reason="Left the service")
    assert not again(user).has_perm("issues.receive_issue")
    assert user.grants.get().ends_on == clock.today() - dt.timedelta(days=1)


def test_a_role_given_and_taken_on_one_day_leaves_only_its_trail(other_coordinator):
    user = people.coordinator()
    grant = user.grants.get()
    end_role(grant, by=people.administrator())
    assert not again(user).has_perm("issues.receive_issue")
    assert not user.grants.exists()
    assert [entry.verb for entry in entries_about(grant)] == ["end_role", "grant_role"]


def test_a_role_can_end_on_a_day_to_come(other_coordinator):
    user = people.coordinator()
    end_role(user.grants.get(), on=clock.today() + dt.timedelta(days=5), by=None)
    assert again(user).has_perm("issues.receive_issue")
    assert user.grants.get().ends_on == clock.today() + dt.timedelta(days=4)


@pytest.mark.parametrize(
    ("make", "home"),
    [
        (people.parent, "/my/"),
        (people.member_user, "/my/"),
        (people.coordinator, "/staff/"),
        (people.officer, "/officer/"),
        (people.board_member, "/board/"),
        (people.administrator, "/admin/"),
        (people.payer, "/payer/"),
        (people.safeguarding_lead, "/staff/safeguarding/"),
    ],
)
def test_everybody_starts_from_their_own_page(make, home):
    assert roles.home_of(make()) == home


def test_who_signs_in_with_a_second_factor():
    assert {
        "coordinator", "safeguarding", "reader", "officer", "board", "payer", "administrator",
    } == roles.SIGNS_IN_WITH_SECOND_FACTOR  # fmt: skip
