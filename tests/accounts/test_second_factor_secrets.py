"""Who reads the database cannot make the codes of an authenticator app, nor read recovery codes."""

import importlib
import json

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection
from django.test import Client

from accounts.services.second_factors import SECRETS, encrypt_anew
from common.encrypted import is_encrypted
from tests.factories import accounts
from tests.signing_in import app_code, is_in, try_password

pytestmark = pytest.mark.django_db
OTHER_KEY = "another one, of fifty letters or more, as they have to be"
migration = importlib.import_module("accounts.migrations.0012_encrypted_second_factors")


def raw_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY id")
        return [row[0] if isinstance(row[0], str) else json.dumps(row[0]) for row in cursor.fetchall()]


def stored():
    return [one.data[name] for one in Authenticator.objects.order_by("pk") for name in SECRETS if name in one.data]


def sign_in_by_pages(user, code=""):
    client = Client()
    try_password(client, user.email, accounts.PASSWORD)
    return client, client.post("/sign-in/second-factor/code/", {"code": code or app_code(user)})


def test_the_raw_rows_of_the_database_hold_no_secret_in_the_clear():
    secret = accounts.add_second_factor(accounts.parent())
    assert len(raw_rows()) == 2
    assert secret not in "".join(raw_rows())
    assert all(is_encrypted(one) for one in stored())


def test_a_code_of_the_app_signs_its_owner_in():
    user = accounts.coordinator()
    client, _answer = sign_in_by_pages(user)
    assert is_in(client)


def test_a_recovery_code_signs_its_owner_in_once():
    user = accounts.coordinator()
    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap()
    code = codes.get_unused_codes()[0]
    assert [codes.validate_code(code) for _time in (1, 2)] == [True, False]


def test_with_another_key_the_page_says_what_to_do_and_lets_nobody_in(settings):
    user = accounts.coordinator()
    code = app_code(user)
    settings.SECRET_KEY = OTHER_KEY
    client, page = sign_in_by_pages(user, code)
    assert "its secret key is another one. Ask an administrator" in page.content.decode()
    assert not is_in(client)


def test_a_changed_key_is_taken_over_while_the_one_before_is_named(settings):
    user = accounts.coordinator()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], OTHER_KEY
    assert [encrypt_anew(None) for _time in (1, 2)] == [2, 0]
    settings.SECRET_KEY_FALLBACKS = []
    client, _answer = sign_in_by_pages(user)
    assert is_in(client)


def test_rows_of_an_earlier_release_are_encrypted_once_and_come_back_if_it_is_undone():
    secret = accounts.add_second_factor(accounts.parent())
    migration.decrypt_secrets(apps, None)
    assert secret in "".join(raw_rows())
    migration.encrypt_secrets(apps, None)
    once = stored()
    assert secret not in "".join(raw_rows())
    migration.encrypt_secrets(apps, None)
    assert stored() == once
