"""Promise 15: one administrator alone takes over nobody's account and gives nobody power, and everybody is told."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core.management import call_command

from accounts.audit import entries_about
from accounts.models import PendingChange, User
from accounts.roles import Role, has_role
from accounts.services.pending_changes import (
    apply_due_changes,
    approve_change,
    ask_to_change_email,
    ask_to_grant_role,
    withdraw_change,
)
from accounts.services.people import change_email, create_user
from common import clock
from common.errors import DomainError, MoveNotAllowed
from common.periodic import retain
from tests.factories import accounts as people
from tests.filling import save
from tests.mailbox import mail
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(hours=24)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def target():
    return people.coordinator(email="cora@example.org")


def change_address(client, user):
    data = {"email": "mallory@example.org", "name": user.name, "is_active": "on"}
    save(client, f"/admin/accounts/user/{user.pk}/change/", data)


def remove_app(client, user):
    client.post("/admin/accounts/user/", {"action": "take_second_factor_away", "_selected_action": [user.pk]})


def give_role(client, user):
    data = {"user": user.pk, "role": Role.SAFEGUARDING_LEAD, "starts_on": str(clock.today())}
    client.post("/admin/accounts/rolegrant/add/", data)


WAYS = {"address": change_address, "app": remove_app, "role": give_role}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


def state_of(user):
    user = User.objects.get(pk=user.pk)
    has_app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return user.email, has_app, user.grants.filter(role=Role.SAFEGUARDING_LEAD).exists()


@each_way
def test_alone_an_administrator_waits_a_day(client, target, way):
    before = state_of(target)
    way(sign_in(client, people.administrator()), target)
    assert state_of(target) == before
    assert apply_due_changes(clock.now() + DAY - MINUTE) == 0
    assert state_of(target) == before
    assert apply_due_changes(clock.now() + DAY) == 1
    assert apply_due_changes(clock.now() + DAY) == 0
    assert state_of(target) != before


@each_way
def test_with_another_administrator_it_waits_for_them_and_for_no_clock(client, target, way):
    one, two = people.administrator(), people.administrator()
    before = state_of(target)
    way(sign_in(client, one), target)
    assert apply_due_changes(clock.now() + 30 * DAY) == 0
    change = PendingChange.objects.get()
    data = {"action": "approve", "_selected_action": [change.pk]}
    page = client.post("/admin/accounts/pendingchange/", data, follow=True)
    assert "Another administrator has to agree" in page.content.decode()
    assert state_of(target) == before
    sign_in(client, two).post("/admin/accounts/pendingchange/", data)
    assert state_of(target) != before


def test_what_waits_is_not_said_to_be_changed(client, target):
    sign_in(client, people.administrator())
    data = {"email": "mallory@example.org", "name": target.name, "is_active": "on"}
    save(client, f"/admin/accounts/user/{target.pk}/change/", data)
    page = client.get("/admin/accounts/pendingchange/").content.decode()
    assert "This waits for 24 hours" in page
    assert "changed successfully" not in page
    assert not LogEntry.objects.exists()


@each_way
def test_a_withdrawn_change_is_never_made(client, target, way):
    one = people.administrator()
    before = state_of(target)
    way(sign_in(client, one), target)
    change = PendingChange.objects.get()
    client.post("/admin/accounts/pendingchange/", {"action": "withdraw", "_selected_action": [change.pk]})
    assert apply_due_changes(clock.now() + 2 * DAY) == 0
    with pytest.raises(MoveNotAllowed):
        approve_change(change, by=people.administrator())
    assert state_of(target) == before


def test_old_and_new_address_and_every_coordinator_are_told_at_once(client, target):
    people.coordinator(email="other@example.org")
    change_address(sign_in(client, people.administrator(name="Ada Keys")), target)
    told = [message for message in mail.outbox if message.subject == "A change to an account is waiting"]
    assert sorted(message.to[0] for message in told) == ["cora@example.org", "mallory@example.org", "other@example.org"]
    assert all("Ada Keys has asked for this change" in message.body for message in told)
    assert all("mallory@example.org instead of cora@example.org" in message.body for message in told)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR, Role.SAFEGUARDING_LEAD])
def test_a_puppet_is_not_made_administrator_to_agree(role):
    puppet = create_user("puppet@example.org", by=None)
    change = ask_to_grant_role(puppet, role, by=people.administrator())
    assert isinstance(change, PendingChange)
    assert not has_role(User.objects.get(pk=puppet.pk), role)


def test_an_administrator_who_never_set_a_password_does_not_count_as_the_second_person(target):
    never = create_user("never@example.org", by=None)
    never.grants.create(role=Role.ADMINISTRATOR, starts_on=clock.today())
    change = ask_to_change_email(target, "new@example.org", by=people.administrator())
    assert change.applies_at - change.asked_at == DAY


def test_an_address_taken_meanwhile_withdraws_the_change(target):
    change = ask_to_change_email(target, "new@example.org", by=people.administrator())
    change_email(people.parent(), "new@example.org", by=None)
    apply_due_changes(clock.now() + DAY)
    change.refresh_from_db()
    assert change.get_status_display() == "withdrawn"
    assert state_of(target)[0] == "cora@example.org"


def test_an_address_in_use_and_a_second_change_are_refused(target):
    admin = people.administrator()
    with pytest.raises(DomainError, match="already an account"):
        ask_to_change_email(target, people.parent().email, by=admin)
    ask_to_change_email(target, "new@example.org", by=admin)
    with pytest.raises(DomainError, match="waiting already"):
        ask_to_change_email(target, "newer@example.org", by=admin)


def test_one_s_own_address_changes_at_once():
    admin = people.administrator()
    ask_to_change_email(admin, "me@example.org", by=admin)
    assert state_of(admin)[0] == "me@example.org"


def test_withdrawing_twice_is_refused(target):
    admin = people.administrator()
    change = ask_to_change_email(target, "new@example.org", by=admin)
    withdraw_change(change, by=admin)
    with pytest.raises(MoveNotAllowed):
        withdraw_change(change, by=admin)


@pytest.mark.parametrize(("days", "is_kept"), [(364, True), (366, False)])
def test_the_addresses_of_a_change_are_blanked_12_months_after_it_ended(target, days, is_kept):
    admin = people.administrator()
    change = ask_to_change_email(target, "mallory@example.org", by=admin)
    waiting = ask_to_change_email(people.parent("pat@example.org"), "new@example.org", by=admin)
    withdraw_change(change, by=admin)
    assert retain.run_part("accounts.addresses", clock.now() + dt.timedelta(days=days)) == (0 if is_kept else 1)
    change.refresh_from_db()
    waiting.refresh_from_db()
    assert ("mallory@example.org" in change.in_words) is is_kept
    assert str(target) in change.in_words
    assert "new@example.org instead of pat@example.org" in waiting.in_words


def test_the_audit_trail_of_a_change_holds_no_address_beyond_it(target):
    change = ask_to_change_email(target, "mallory@example.org", by=people.administrator())
    lines = [(entry.object_name, entry.detail) for entry in entries_about(change)]
    assert "mallory@example.org" not in str(lines)


def test_the_hourly_reminders_make_what_is_due(target):
    ask_to_change_email(target, "new@example.org", by=people.administrator(), now=clock.now() - DAY)
    call_command("remind")
    assert state_of(target)[0] == "new@example.org"
