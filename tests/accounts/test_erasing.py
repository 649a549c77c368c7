"""Sign-in links, sessions and counts of attempts are erased on time."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from accounts.models import SignInLink
from accounts.services.links import make_sign_in_link
from common import periodic
from tests.factories import accounts as people

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM django_cache")
        return cursor.fetchone()[0]


def retain():
    return {name: periodic.retain.run_part(f"accounts.{name}") for name in ("links", "sessions", "counts")}


def test_attempt_counts_of_a_computer_are_erased_within_a_day(client):
    with time_machine.travel(START, tick=False) as clock:
        client.post("/sign-in/", {"email": "anna@example.org"})
        client.post("/sign-in/password/", {"login": "anna@example.org", "password": "wrong horse battery"})
        assert kept() > 0
        retain()
        assert kept() > 0
        clock.shift(dt.timedelta(hours=2))
        assert retain()["counts"] > 0
        assert kept() == 0


def test_current_attempt_counts_are_kept():
    with time_machine.travel(START, tick=False) as clock:
        cache.set("soon", 1, 60)
        cache.set("later", 1, 7200)
        clock.shift(dt.timedelta(hours=1))
        retain()
        assert cache.get("later") == 1
        assert kept() == 1


def test_old_links_and_sessions_are_erased_and_others_kept(client, sign_in):
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, people.parent())
        make_sign_in_link("anna@example.org")
        clock.shift(dt.timedelta(minutes=30))
        assert retain() | {"counts": 0} == {"links": 0, "sessions": 0, "counts": 0}
        clock.shift(dt.timedelta(hours=12))
        done = retain()
        assert (done["links"], done["sessions"]) == (1, 1)
        assert not SignInLink.objects.exists()
        assert not Session.objects.exists()


def test_erasing_twice_does_no_harm():
    assert retain() == retain()
