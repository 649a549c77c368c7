"""One's own account: what is shown, and the one thing that can be changed there."""

import datetime as dt

import pytest

from accounts.audit import entries_about
from accounts.models import User
from accounts.roles import Role
from accounts.services.grants import grant_role
from common import clock
from tests.factories import accounts as people

pytestmark = pytest.mark.django_db
MINE = "/my/account/"


def test_it_needs_signing_in(client):
    assert client.get(MINE).url == f"/sign-in/?next={MINE}"
    assert client.post(MINE, {"name": "x"}).url == f"/sign-in/?next={MINE}"


def test_a_parent_sees_address_and_name_and_nothing_of_second_factors(client, sign_in):
    page = sign_in(client, people.parent("anna@example.org", name="Anna")).get(MINE).content.decode()
    assert "anna@example.org" in page
    assert 'value="Anna"' in page
    assert "second factor" not in page


def test_staff_see_their_roles_and_the_way_to_password_and_second_factor(client, sign_in):
    user = people.officer(people.agency("Highways"))
    grant_role(user, Role.PAYER, by=None, ends_on=clock.today() + dt.timedelta(days=3))
    page = " ".join(sign_in(client, user).get(MINE).content.decode().split())
    assert "officer of an agency, Highways" in page
    assert "payer, until" in page
    assert "/sign-in/second-factor/" in page
    assert "/sign-in/password/change/" in page


def test_a_role_that_is_over_is_not_shown(client, sign_in):
    user = people.member_user()
    past = clock.today() - dt.timedelta(days=30)
    grant_role(user, Role.PAYER, by=None, starts_on=past, ends_on=past)
    assert "payer" not in sign_in(client, user).get(MINE).content.decode()


def test_a_changed_name_is_recorded_in_the_audit_trail(client, sign_in):
    user = people.parent(name="Anna")
    response = sign_in(client, user).post(MINE, {"name": "  Anna   Smith "}, follow=True)
    assert "Name saved." in response.content.decode()
    assert User.objects.get(pk=user.pk).name == "Anna Smith"
    entry = entries_about(user).first()
    assert (entry.verb, entry.by, entry.detail) == ("rename_user", user, {"before": "Anna"})


def test_a_name_of_a_thousand_letters_is_refused_and_kept_on_the_page(client, sign_in):
    response = sign_in(client, people.parent()).post(MINE, {"name": "n" * 1000})
    assert response.status_code == 200
    assert "n" * 1000 in response.content.decode()


def test_it_costs_few_queries(client, sign_in, django_assert_max_num_queries):
    sign_in(client, people.coordinator())
    with django_assert_max_num_queries(9):
        client.get(MINE)
