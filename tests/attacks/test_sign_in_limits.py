"""Attacks on signing in: sessions taken over, and trying again and again."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.audit import entries_about
from accounts.services.people import deactivate_user, set_password
from tests.factories import accounts as people
from tests.mailbox import mail
from tests.signing_in import app_code, ask_code, code_in, is_in, link_in, try_password, use_link, words_of

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


def guess(client, email, times, **extra):
    return [try_password(client, email, "wrong horse battery", **extra).status_code for _try in range(times)]


@pytest.fixture
def morning():
    with time_machine.travel(dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.mark.usefixtures("morning")
def test_from_the_fifth_wrong_password_on_an_account_is_slowed_from_every_computer(client):
    user = people.coordinator()
    assert guess(client, user.email, 50, **ATTACKER) == [200] * 5 + [429] * 45
    assert try_password(client, user.email, people.PASSWORD, **ATTACKER).status_code == 429
    assert try_password(Client(), user.email.upper(), people.PASSWORD).status_code == 429


def test_each_wrong_password_after_the_fifth_makes_the_wait_longer(client, morning):
    user = people.coordinator()
    guess(client, user.email, 5)
    waits = []
    for _turn in range(6):
        refused = try_password(client, user.email, "wrong horse battery")
        assert refused.status_code == 429
        waits.append(int(refused["Retry-After"]))
        morning.shift(dt.timedelta(seconds=waits[-1]))
        assert guess(client, user.email, 1) == [200]
    least = [30, 60, 120, 240, 480, 480]
    assert all(low <= wait <= 2 * low for low, wait in zip(least, waits, strict=True)), waits


def test_the_owner_gets_in_after_the_wait_and_clears_the_wrong_ones(client, morning):
    user = people.coordinator()
    guess(client, user.email, 50, **ATTACKER)
    morning.shift(dt.timedelta(seconds=60))
    assert try_password(Client(), user.email, people.PASSWORD).url == APP
    assert guess(client, user.email, 6, **ATTACKER) == [200] * 5 + [429]


@pytest.mark.usefixtures("morning")
def test_twenty_wrong_passwords_behind_a_librarys_address_lock_nobody_else_out(client):
    guessed, owner = people.coordinator(), people.coordinator()
    guess(client, guessed.email, 20, **ATTACKER)
    for number in range(40):
        assert guess(client, f"somebody{number}@example.org", 1, **ATTACKER) == [200]
    assert try_password(Client(), owner.email, people.PASSWORD, **ATTACKER).url == APP


@pytest.mark.usefixtures("morning")
def test_twenty_failed_links_behind_a_librarys_address_keep_nobody_from_a_new_password(client):
    new = {"password1": "seven slow purple herons", "password2": "seven slow purple herons"}
    for _try in range(25):
        client.post("/sign-in/password/new/1-wrong/", new, **ATTACKER)
    user, owner = people.coordinator(), Client()
    client.post(LINK, {"email": user.email})
    form_page = owner.get(link_in(mail.outbox[-1]), **ATTACKER).url
    assert owner.post(form_page, new, **ATTACKER).url == "/sign-in/password/new/"


@pytest.fixture
def attacked(client, morning):
    """A co-ordinator whose password is guessed at without end."""
    user = people.coordinator()
    guess(client, user.email, 20, **ATTACKER)
    return user


def test_the_page_of_a_slowed_account_says_how_to_get_in_with_a_link(client, attacked):
    page = try_password(client, attacked.email, people.PASSWORD).content.decode()
    assert "Wait 1 minute, or use one of the ways below." in page
    assert "Sign in with a code by e-mail and your app" in page
    assert f'href="{DOOR}"' in page


def test_the_owner_gets_in_during_the_attack_with_an_e_mailed_code_and_the_app(client, attacked):
    owner = Client()
    message = ask_code(owner, attacked.email)
    assert "numbers in your authenticator app" in message.body
    assert owner.post(CODE, {"code": code_in(message)}).url == APP
    assert not is_in(owner)
    assert guess(client, attacked.email, 5, **ATTACKER) == [429] * 5
    assert owner.post(APP, {"code": app_code(attacked)}).url == "/staff/"
    assert owner.get("/staff/").status_code == 200
    assert entries_about(attacked).first().detail == {"methods": ["code", "mfa"]}


def test_the_newest_link_lets_the_owner_in_where_the_attacker_used_up_the_codes(client, attacked):
    for _try in range(6):
        client.post(DOOR, {"email": attacked.email}, **ATTACKER)
    owner = Client()
    assert use_link(owner, link_in(mail.outbox[-1])).url == APP
    assert owner.post(APP, {"code": app_code(attacked)}).url == "/staff/"


def test_the_e_mailed_code_alone_opens_nothing(client, attacked):
    owner = Client()
    owner.post(CODE, {"code": code_in(ask_code(owner, attacked.email))})
    for page in ("/staff/", "/my/account/", "/sign-in/second-factor/"):
        assert owner.get(page).status_code == 302
    assert [owner.post(APP, {"code": "000000"}).status_code for _try in range(11)] == [200] * 11
    assert owner.post(APP, {"code": app_code(attacked)}).status_code == 200
    assert not is_in(owner)


def test_staff_without_an_app_get_no_code_during_an_attack(client):
    user = people.officer(second_factor=False)
    guess(client, user.email, 6)
    assert "/sign-in/link/" not in ask_code(Client(), user.email).body


def test_somebody_signed_in_gives_the_password_again_during_the_attack(client, attacked, sign_in):
    owner = sign_in(Client(), attacked)
    assert owner.post("/sign-in/password/again/", {"password": people.PASSWORD}).url == "/staff/"
    assert owner.post("/sign-in/password/again/", {"password": "wrong horse battery"}).status_code == 200


def test_a_slowed_address_tells_nobody_whether_it_has_an_account(client, morning):
    answers = set()
    for email in ("nobody@example.org", people.coordinator().email, people.parent().email):
        guess(client, email, 5)
        refused, asked = try_password(Client(), email, "wrong horse battery"), Client().post(DOOR, {"email": email})
        answers.add(
            (refused.status_code, refused["Retry-After"], words_of(refused, email), asked.status_code, asked.url)
        )
    assert len(answers) == 1


def test_a_slowed_address_costs_as_many_queries_with_an_account_as_without(client, morning):
    counts = set()
    for email in ("nobody@example.org", people.coordinator().email):
        guess(client, email, 6)
        with CaptureQueriesContext(connection) as queries:
            try_password(Client(), email, "wrong horse battery")
        counts.add(len(queries))
    assert len(counts) == 1


def test_a_slowed_owner_gets_in_at_once_with_a_new_password(client, attacked):
    client.post(LINK, {"email": attacked.email})
    new = "seven slow purple herons"
    client.post(client.get(link_in(mail.outbox[-1])).url, {"password1": new, "password2": new})
    assert try_password(client, attacked.email, new).url == APP


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
