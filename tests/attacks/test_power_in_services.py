"""Promise 15 holds in the services themselves: whoever calls them, nobody alone has power over another's account."""

import ast
import datetime as dt
from types import SimpleNamespace

import pytest

from accounts.models import PendingChange, RoleGrant, User
from accounts.roles import Role
from accounts.rules import PendingStatus
from accounts.services.grants import end_role, grant_role
from accounts.services.pending_changes import (
    apply_due_changes,
    approve_change,
    ask_to_change_email,
    ask_to_deactivate,
    ask_to_end_role,
    ask_to_grant_role,
    ask_to_reactivate,
    ask_to_reset_second_factor,
)
from accounts.services.people import (
    change_email,
    deactivate_user,
    reactivate_user,
    reset_second_factor,
    set_password,
)
from common import clock
from common.errors import DomainError, MoveNotAllowed
from tests.factories import accounts as people
from tests.mailbox import mail
from tests.test_layers import ROOT, modules

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(hours=24)
EVERYBODY = (
    people.parent,
    people.member_user,
    people.coordinator,
    people.safeguarding_lead,
    people.officer,
    people.board_member,
    people.payer,
    people.administrator,
)


def a_closed_one():
    user = people.coordinator()
    people.coordinator()
    deactivate_user(user, by=None)
    return user


def role_of(user):
    return RoleGrant.objects.get(user=user, role=Role.ADMINISTRATOR)


# name: whose account, how to ask for the change, how to make it
CHANGES = {
    "address": (
        people.coordinator,
        lambda user, **how: ask_to_change_email(user, "new@example.org", **how),
        lambda user, **how: change_email(user, "new@example.org", **how),
    ),
    "app": (people.coordinator, ask_to_reset_second_factor, reset_second_factor),
    "closed administrator": (people.administrator, ask_to_deactivate, deactivate_user),
    "opened again": (a_closed_one, ask_to_reactivate, reactivate_user),
    "administrator's role ended": (
        people.administrator,
        lambda user, **how: ask_to_end_role(role_of(user), **how),
        lambda user, **how: end_role(role_of(user), **how),
    ),
    "role": (
        people.parent,
        lambda user, **how: ask_to_grant_role(user, Role.PAYER, **how),
        lambda user, **how: grant_role(user, Role.PAYER, **how),
    ),
}
each_change = pytest.mark.parametrize(("make", "ask", "do"), CHANGES.values(), ids=CHANGES)


def state_of(user):
    user = User.objects.get(pk=user.pk)
    days = list(user.grants.order_by("pk").values_list("role", "ends_on"))
    return user.email, user.is_active, user.authenticator_set.count(), days


@each_change
@pytest.mark.parametrize("by", EVERYBODY)
def test_nobody_makes_a_change_without_an_agreement(make, ask, do, by):
    user = make()
    before = state_of(user)
    with pytest.raises(DomainError, match="Another administrator has to agree"):
        do(user, by=by())
    assert state_of(user) == before


@each_change
def test_whoever_asked_makes_it_only_after_a_day_alone(make, ask, do):
    admin, user = people.administrator(), make()
    before = state_of(user)
    change = ask(user, by=admin)
    with pytest.raises(DomainError, match="you asked for this change yourself"):
        do(user, by=admin, agreed=change)
    assert state_of(user) == before
    assert apply_due_changes(clock.now() + DAY) == 1
    assert state_of(user) != before


@each_change
def test_with_another_administrator_it_waits_for_them(make, ask, do):
    admin, other, user = people.administrator(), people.administrator(), make()
    before = state_of(user)
    change = ask(user, by=admin)
    assert change.applies_at is None
    assert apply_due_changes(clock.now() + 30 * DAY) == 0
    assert state_of(user) == before
    approve_change(change, by=other)
    assert state_of(user) != before


@each_change
def test_an_agreement_serves_once_and_for_its_own_person(make, ask, do):
    admin, other, user = people.administrator(), people.administrator(), make()
    change = ask(user, by=admin)
    someone = people.coordinator()
    with pytest.raises(DomainError, match="not the change that was asked for"):
        reset_second_factor(someone, by=other, agreed=change)
    do(user, by=other, agreed=change)
    with pytest.raises(MoveNotAllowed):
        reset_second_factor(user, by=other, agreed=change)


@each_change
def test_an_agreement_made_up_by_the_caller_is_refused(make, ask, do):
    admin, user = people.administrator(), make()
    for forged in (True, SimpleNamespace(pk=1, status=PendingStatus.WAITING), admin, PendingChange(user=user)):
        with pytest.raises(DomainError):
            do(user, by=admin, agreed=forged)


def test_an_agreement_to_one_address_does_not_serve_for_another():
    user, admin, other = people.coordinator(), people.administrator(), people.administrator()
    change = ask_to_change_email(user, "new@example.org", by=admin)
    with pytest.raises(DomainError, match="not the change that was asked for"):
        change_email(user, "mallory@example.org", by=other, agreed=change)


@pytest.mark.parametrize(
    "more",
    [{"role": Role.COORDINATOR}, {"ends_on": None}, {"starts_on": dt.date(2020, 1, 1)}],
    ids=["another role", "for longer", "from earlier"],
)
def test_an_agreement_to_a_role_does_not_serve_for_more(more):
    admin, other, user = people.administrator(), people.administrator(), people.parent()
    days = {"starts_on": clock.today(), "ends_on": clock.today() + DAY}
    change = ask_to_grant_role(user, Role.PAYER, by=admin, **days)
    with pytest.raises(DomainError, match="not the change that was asked for"):
        grant_role(user, by=other, agreed=change, **{"role": Role.PAYER, **days, **more})


@pytest.mark.parametrize("by", EVERYBODY[:-1])
def test_only_an_administrator_agrees(by):
    change = ask_to_reset_second_factor(people.coordinator(), by=people.administrator())
    with pytest.raises(DomainError, match="Only an administrator"):
        approve_change(change, by=by())


def test_what_somebody_asked_for_who_is_no_administrator_any_more_is_never_made():
    admin, user = people.administrator(), people.coordinator()
    change = ask_to_change_email(user, "new@example.org", by=admin)
    people.administrator()
    end_role(role_of(admin), by=None)
    apply_due_changes(clock.now() + DAY)
    change.refresh_from_db()
    assert change.status == PendingStatus.WITHDRAWN
    assert state_of(user)[0] == user.email


def test_nobody_sets_another_s_password():
    user = people.coordinator()
    with pytest.raises(DomainError, match="Only the owner"):
        set_password(user, "four loud orange badgers", by=people.administrator())
    assert User.objects.get(pk=user.pk).check_password(people.PASSWORD)


def test_a_parent_s_account_is_closed_and_opened_without_waiting():
    admin, user = people.administrator(), people.parent()
    assert ask_to_deactivate(user, by=admin) is None
    assert not User.objects.get(pk=user.pk).is_active
    assert ask_to_reactivate(user, by=admin) is None
    assert User.objects.get(pk=user.pk).is_active


def test_of_one_s_own_address_the_old_one_and_every_co_ordinator_are_told():
    people.coordinator(email="cora@example.org")
    admin = people.administrator(email="ada@example.org", name="Ada Keys")
    change_email(admin, "me@example.org", by=admin)
    told = [message for message in mail.outbox if message.subject == "An e-mail address has been changed"]
    assert sorted(message.to[0] for message in told) == ["ada@example.org", "cora@example.org"]
    assert all("Ada Keys has changed" in message.body for message in told)
    assert all("It is now me@example.org. Before it was ada@example.org." in message.body for message in told)


GUARDED = {
    "change_email",
    "reset_second_factor",
    "deactivate_user",
    "reactivate_user",
    "grant_role",
    "end_role",
    "set_password",
}
# Where nobody is asked: the console of the machine, and the sample year in its own database.
CONSOLE = ("accounts/management/", "accounts/services/restoring.py", "partnership/sample/")


def calls_by_nobody(text):
    """Return the guarded services that some code calls with `by=None`."""
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return {
        name
        for call in calls
        if (name := getattr(call.func, "id", getattr(call.func, "attr", ""))) in GUARDED
        and any(one.arg == "by" and isinstance(one.value, ast.Constant) for one in call.keywords)
    }


def test_only_the_console_acts_as_nobody():
    found = {str(path.relative_to(ROOT)): calls_by_nobody(path.read_text(encoding="utf-8")) for path in modules()}
    calling = [path for path, names in found.items() if names]
    assert [path for path in calling if not path.startswith(CONSOLE)] == []
    assert len(calling) == 3


def test_a_call_as_nobody_is_found():
    assert calls_by_nobody("people.change_email(user, new, by=None)\nrename_user(user, by=None)") == {"change_email"}
