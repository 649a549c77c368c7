"""Two administrators remove each other at the same moment: exactly one of them succeeds (promise 15)."""

import datetime as dt

import pytest
from django.db import connection

from accounts.models import PendingChange, RoleGrant, User
from accounts.roles import Role
from accounts.services.grants import end_role
from accounts.services.pending_changes import apply_due_changes, ask_to_deactivate, ask_to_end_role
from accounts.services.people import deactivate_user
from common import clock
from common.errors import DomainError
from tests.factories import accounts as people
from tests.same_moment import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(hours=24)


def close(change, by, now):
    deactivate_user(User.objects.get(pk=change.user_id), by=by, agreed=change, now=now)


def end(change, by, now):
    end_role(RoleGrant.objects.get(pk=change.value["grant"]), by=by, agreed=change, now=now)


WAYS = {
    "closed": (ask_to_deactivate, close),
    "role ended": (lambda user, **how: ask_to_end_role(user.grants.get(), **how), end),
}


@pytest.fixture
def two():
    """The only two administrators."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time")
    return people.administrator(), people.administrator()


def who_is_left():
    grants = RoleGrant.objects.holding_on(clock.today()).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return {grant.user for grant in grants}


@pytest.mark.parametrize(("ask", "make"), WAYS.values(), ids=WAYS)
def test_of_two_who_remove_each_other_one_stays(two, ask, make):
    ann, ben = two
    now = clock.now()
    against_ben, against_ann = ask(ben, by=ann, now=now - DAY), ask(ann, by=ben, now=now - DAY)
    [error] = meanwhile(lambda: make(against_ben, ann, now), lambda: make(against_ann, ben, now))
    assert isinstance(error, DomainError)
    assert who_is_left() == {ann}


def test_the_hourly_reminders_run_twice_at_once_make_one_of_the_two_changes(two):
    ann, ben = two
    now = clock.now()
    ask_to_deactivate(ben, by=ann, now=now - 2 * DAY)
    ask_to_deactivate(ann, by=ben, now=now - DAY)
    assert meanwhile(lambda: apply_due_changes(now), lambda: apply_due_changes(now)) == []
    assert len(who_is_left()) == 1
    assert sorted(PendingChange.objects.values_list("status", flat=True)) == ["made", "withdrawn"]
