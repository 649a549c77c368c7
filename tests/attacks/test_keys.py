"""Promise 15: the last administrator and the last co-ordinator cannot be shut out, by anybody or by themselves."""

import datetime as dt

import pytest

from accounts.models import RoleGrant, User
from accounts.roles import Role, has_role
from accounts.services.grants import end_role, grant_role
from accounts.services.people import create_user, deactivate_user
from common import clock
from common.errors import DomainError
from tests.factories import accounts as people
from tests.filling import save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
KEYS = {Role.ADMINISTRATOR: people.administrator, Role.COORDINATOR: people.coordinator}
each_key = pytest.mark.parametrize("role", KEYS)
DAY = dt.timedelta(days=1)


WAYS = {
    "closed": lambda user: deactivate_user(user, by=user),
    "role ended": lambda user: end_role(user.grants.get(), by=user),
    "role ended later": lambda user: end_role(user.grants.get(), on=clock.today() + 30 * DAY, by=user),
}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


def holds_still(user, role):
    return (
        User.objects.get(pk=user.pk).is_active and RoleGrant.objects.filter(user=user, role=role, ends_on=None).exists()
    )


@each_key
@each_way
def test_the_last_one_stays(role, way):
    user = KEYS[role]()
    with pytest.raises(DomainError, match="Nobody else can sign in as"):
        way(user)
    assert holds_still(user, role)


@each_key
@each_way
def test_one_of_two_may_go(role, way):
    user, _other = KEYS[role](), KEYS[role]()
    way(user)
    assert not holds_still(user, role)


def closed(role):
    deactivate_user(KEYS[role](), by=None)


def with_a_last_day(role):
    user = people.parent()
    user.set_password(people.PASSWORD)
    user.save()
    grant_role(user, role, ends_on=clock.today() + 7 * DAY, by=None)


def from_next_week(role):
    grant_role(people.payer(), role, starts_on=clock.today() + 7 * DAY, by=None)


def never_signed_in(role):
    grant_role(create_user("mistyped@example.org", by=None), role, by=None)


@each_key
@pytest.mark.parametrize("make", [closed, with_a_last_day, from_next_week, never_signed_in])
def test_somebody_who_cannot_sign_in_for_good_does_not_count(role, make):
    user = KEYS[role]()
    make(role)
    with pytest.raises(DomainError, match="Nobody else can sign in as"):
        end_role(user.grants.get(), by=None)


@each_key
def test_somebody_who_never_had_a_password_may_go_while_another_holds_the_key(role):
    KEYS[role]()
    never_signed_in(role)
    deactivate_user(User.objects.get(email="mistyped@example.org"), by=None)
    assert not User.objects.get(email="mistyped@example.org").is_active


def test_who_holds_both_keys_needs_another_for_each():
    both = people.administrator()
    grant_role(both, Role.COORDINATOR, by=None)
    people.administrator()
    with pytest.raises(DomainError, match="co-ordinator"):
        deactivate_user(both, by=None)


def test_other_roles_may_be_without_anybody():
    officer = people.officer()
    deactivate_user(officer, by=None)
    assert not User.objects.get(pk=officer.pk).is_active


@pytest.fixture
def alone(client):
    """The only administrator, signed in."""
    user = people.administrator()
    sign_in(client, user)
    return user


def test_the_only_administrator_cannot_close_her_own_account_in_the_admin(client, alone):
    page = save(client, f"/admin/accounts/user/{alone.pk}/change/", {"email": alone.email, "name": "Gone"}, follow=True)
    assert "Nobody else can sign in as administrator." in page.content.decode()
    alone.refresh_from_db()
    assert (alone.is_active, alone.name == "Gone") == (True, False)


def test_the_only_administrator_cannot_end_her_own_role_in_the_admin(client, alone):
    today = clock.today()
    address = f"/admin/accounts/rolegrant/{alone.grants.get().pk}/change/"
    page = save(client, address, {"ends_on": today.isoformat()}, follow=True)
    assert "Nobody else can sign in as administrator." in page.content.decode()
    assert has_role(User.objects.get(pk=alone.pk), Role.ADMINISTRATOR)
    assert alone.grants.get().ends_on is None
