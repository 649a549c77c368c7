"""Attacks on signing in: sessions taken over, and trying again and again."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from accounts.services.people import deactivate_user, set_password
from tests.factories import accounts as people
from tests.mailbox import mail
from tests.signing_in import app_code, ask_code, code_in, link_in, try_password, use_link

pytestmark = pytest.mark.django_db
DOOR, CODE = "/sign-in/", "/sign-in/code/"
APP, LINK = "/sign-in/second-factor/code/", "/sign-in/password/link/"
ATTACKER = {"REMOTE_ADDR": "203.0.113.9"}


def test_a_session_id_set_beforehand_is_rotated(client):
    message = ask_code(client, "new@example.org")
    before = client.session.session_key
    client.post(CODE, {"code": code_in(message)})
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_made_up_session_id_is_never_accepted(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    message = ask_code(client, "new@example.org")
    client.post(CODE, {"code": code_in(message)})
    assert client.session.session_key != "a" * 32


def test_the_second_step_rotates_the_session_of_the_first(client):
    user = people.coordinator()
    try_password(client, user.email, people.PASSWORD)
    before = client.session.session_key
    client.post(APP, {"code": app_code(user)})
    assert client.session.session_key != before


def test_a_closed_account_is_signed_out_at_its_next_request(client, sign_in):
    user = people.parent()
    sign_in(client, user)
    deactivate_user(user, by=None)
    assert client.get("/my/account/").status_code == 302


def test_signing_in_by_link_ends_the_previous_session(client, sign_in):
    path = link_in(ask_code(Client(), "new@example.org"))
    sign_in(client, people.coordinator())
    assert use_link(client, path).url == "/my/"
    assert client.get("/my/account/").context["user"].email == "new@example.org"


def test_fifty_wrong_passwords_are_throttled_and_the_owner_still_gets_in(client):
    user = people.coordinator()
    for _try in range(50):
        assert not try_password(client, user.email, "wrong horse battery", **ATTACKER).has_header("Location")
    throttled = try_password(client, user.email, people.PASSWORD, **ATTACKER)
    assert not throttled.has_header("Location")
    assert try_password(Client(), user.email, people.PASSWORD).url == APP


def test_a_throttled_owner_gets_in_after_a_quarter_of_an_hour(client):
    user = people.coordinator()
    with time_machine.travel(dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        for _try in range(6):
            try_password(client, user.email, "wrong horse battery")
        assert try_password(client, user.email, people.PASSWORD).status_code == 200
        clock.shift(dt.timedelta(minutes=15, seconds=1))
        assert try_password(client, user.email, people.PASSWORD).url == APP


def test_a_throttled_owner_gets_in_at_once_with_a_new_password(client):
    user = people.coordinator()
    for _try in range(6):
        try_password(client, user.email, "wrong horse battery")
    client.post(LINK, {"email": user.email})
    new = "seven slow purple herons"
    client.post(client.get(link_in(mail.outbox[-1])).url, {"password1": new, "password2": new})
    assert try_password(client, user.email, new).url == APP


def test_one_computer_cannot_try_many_addresses(client):
    user = people.coordinator()
    for number in range(20):
        try_password(client, f"somebody{number}@example.org", "wrong horse battery", **ATTACKER)
    assert try_password(client, user.email, people.PASSWORD, **ATTACKER).status_code == 200


def test_twenty_five_people_of_one_office_sign_in_from_one_address():
    users = [people.coordinator() for _person in range(25)]
    assert {try_password(Client(), user.email, people.PASSWORD).url for user in users} == {APP}


def test_ten_wrong_codes_of_the_app_an_hour_and_a_new_password_lets_the_owner_in(client):
    user = people.coordinator()
    try_password(client, user.email, people.PASSWORD, **ATTACKER)
    for _try in range(10):
        assert client.post(APP, {"code": "000000"}, **ATTACKER).status_code == 200
    assert client.post(APP, {"code": app_code(user)}, **ATTACKER).status_code == 200
    new = "seven slow purple herons"
    set_password(user, new, by=user)
    owner = Client()
    try_password(owner, user.email, new)
    assert owner.post(APP, {"code": app_code(user)}).url == "/staff/"


def test_five_codes_an_hour_for_an_address_and_the_newest_link_still_lets_the_owner_in(client):
    answers = [client.post(DOOR, {"email": "a@example.org"}, **ATTACKER).status_code for _try in range(50)]
    assert answers == [302] * 5 + [429] * 45
    assert len(mail.outbox) == 5
    assert use_link(Client(), link_in(mail.outbox[-1])).url == "/my/"


def test_twenty_codes_an_hour_for_a_computer(client):
    answers = [client.post(DOOR, {"email": f"a{n}@example.org"}, **ATTACKER).status_code for n in range(25)]
    assert answers == [302] * 20 + [429] * 5
    assert Client().post(DOOR, {"email": "owner@example.org"}).status_code == 302


def test_password_links_are_limited_for_an_address(client):
    user = people.coordinator()
    answers = [client.post(LINK, {"email": user.email}, **ATTACKER).status_code for _try in range(7)]
    assert answers == [302] * 5 + [429] * 2


def test_the_address_of_a_computer_is_kept_nowhere(client):
    user = people.coordinator()
    try_password(client, user.email, "wrong horse battery", **ATTACKER)
    try_password(client, user.email, people.PASSWORD, **ATTACKER)
    client.post(APP, {"code": app_code(user)}, **ATTACKER)
    client.post("/sign-in/second-factor/remove/", **ATTACKER)
    ask_code(Client(), "new@example.org", **ATTACKER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM django_cache")
        kept = str(cursor.fetchall())
    kept += str([session.get_decoded() for session in Session.objects.all()])
    assert ATTACKER["REMOTE_ADDR"] not in kept
