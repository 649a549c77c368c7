"""One's own account: what is shown, and the one thing that can be changed there."""

import datetime as dt

import pytest

from accounts.audit import entries_about
from accounts.models import User
from accounts.roles import Role
from accounts.rules import PendingStatus
from accounts.services.grants import grant_role
from accounts.services.pending_changes import apply_due_changes, ask_to_change_email, ask_to_reactivate
from accounts.services.people import deactivate_user
from common import clock
from tests.factories import accounts as people
from tests.filling import save
from tests.mailbox import mail

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
    response = save(sign_in(client, user), MINE, {"name": "  Anna   Smith "}, follow=True)
    assert "Name saved." in response.content.decode()
    assert User.objects.get(pk=user.pk).name == "Anna Smith"
    entry = entries_about(user).first()
    assert (entry.verb, entry.by, entry.detail) == ("rename_user", user, {"before": "Anna"})


def test_a_name_of_a_thousand_letters_is_refused_and_kept_on_the_page(client, sign_in):
    response = sign_in(client, people.parent()).post(MINE, {"name": "n" * 1000})
    assert response.status_code == 200
    assert "n" * 1000 in response.content.decode()


@pytest.fixture
def change():
    """A change of Anna's address that waits."""
    anna = people.coordinator(email="anna@example.org", name="Anna")
    return ask_to_change_email(anna, "mallory@example.org", by=people.administrator(name="Ada Keys"))


def withdraw(client, change):
    return client.post(f"{MINE}changes/{change.pk}/withdraw/", follow=True).content.decode()


def test_a_change_of_one_s_own_account_is_shown_and_withdrawn(client, sign_in, change):
    page = " ".join(sign_in(client, change.user).get(MINE).content.decode().split())
    assert "mallory@example.org instead of anna@example.org. Ada Keys asked for this on" in page
    page = withdraw(client, change)
    assert "Change withdrawn." in page
    assert "mallory@example.org" not in page
    change.refresh_from_db()
    assert (change.status, change.ended_by) == (PendingStatus.WITHDRAWN, change.user)
    assert apply_due_changes(clock.now() + dt.timedelta(days=2)) == 0
    assert "is already" in withdraw(client, change)


def test_nobody_withdraws_a_change_of_another_s_account_there(client, sign_in, change):
    for somebody in (people.parent(), people.coordinator(), people.administrator()):
        sign_in(client, somebody)
        assert client.post(f"{MINE}changes/{change.pk}/withdraw/").status_code == 404
        assert "mallory@example.org" not in client.get(MINE).content.decode()
    change.refresh_from_db()
    assert change.status == PendingStatus.WAITING


def test_the_person_concerned_alone_reads_in_the_email_how_to_withdraw_it(change):
    told = {message.to[0]: message.body for message in mail.outbox}
    assert "sign in and withdraw it under “My account”" in told["anna@example.org"]
    assert f"http://127.0.0.1:8000{MINE}" in told["anna@example.org"]
    assert MINE not in told["mallory@example.org"]


def test_somebody_whose_account_is_closed_is_not_sent_to_sign_in():
    closed = people.coordinator()
    people.coordinator()
    deactivate_user(closed, by=None)
    ask_to_reactivate(closed, by=people.administrator())
    [body] = [message.body for message in mail.outbox if message.to == [closed.email]]
    assert "opened again" in body
    assert MINE not in body


def test_it_costs_few_queries(client, sign_in, django_assert_max_num_queries):
    sign_in(client, people.coordinator())
    with django_assert_max_num_queries(10):
        client.get(MINE)
