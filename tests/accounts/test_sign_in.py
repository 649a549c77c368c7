"""Signing in, page by page, as parents, members and staff do it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.audit import entries_about
from accounts.models import SignInLink, User
from accounts.roles import Role
from accounts.services.grants import grant_role
from accounts.services.people import deactivate_user, reset_second_factor
from tests.factories import accounts as people
from tests.mailbox import mail
from tests.signing_in import app_code, code_in, link_in, use_link

pytestmark = pytest.mark.django_db
DOOR, CODE, PASSWORD = "/sign-in/", "/sign-in/code/", "/sign-in/password/"
APP, SET_UP = "/sign-in/second-factor/code/", "/sign-in/second-factor/set-up/"


def ask_code(client, email, query=""):
    response = client.post(f"{DOOR}{query}", {"email": email})
    assert response.status_code == 302
    return mail.outbox[-1]


def give_password(client, user, password=people.PASSWORD):
    return client.post(PASSWORD, {"login": user.email, "password": password})


def is_in(client):
    return client.get("/my/account/").status_code == 200


def test_a_parent_signs_in_with_the_code_from_the_e_mail(client):
    user = people.parent()
    message = ask_code(client, user.email.upper())
    assert message.to == [user.email]
    response = client.post(CODE, {"code": code_in(message)})
    assert response.url == "/my/"
    assert is_in(client)
    assert User.objects.count() == 1


def test_the_code_may_be_typed_in_small_letters_and_without_the_dash(client):
    message = ask_code(client, people.parent().email)
    assert client.post(CODE, {"code": code_in(message).lower().replace("-", " ")}).url == "/my/"


def test_a_new_address_becomes_a_parents_account_by_the_same_way(client):
    message = ask_code(client, "New.Parent@Example.org")
    assert not User.objects.exists()
    client.post(CODE, {"code": code_in(message)})
    user = User.objects.get()
    assert user.email == "new.parent@example.org"
    assert not user.has_usable_password()
    assert not user.grants.exists()
    assert is_in(client)
    assert [entry.verb for entry in entries_about(user)] == ["create_user"]


def test_the_link_signs_in_from_another_browser_too(client):
    path = link_in(ask_code(client, "new@example.org"))
    other = type(client)()
    assert b"new@example.org" in other.get(path, follow=True).content
    assert use_link(other, path).url == "/my/"
    assert is_in(other)
    assert not SignInLink.objects.exists()


def test_a_link_works_once_and_for_an_hour(client):
    with time_machine.travel(dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        first = link_in(ask_code(client, "new@example.org"))
        clock.shift(dt.timedelta(minutes=59))
        assert use_link(client, first).status_code == 302
        client.post("/sign-in/out/")
        assert use_link(client, first).status_code == 410
        second = link_in(ask_code(client, "new@example.org"))
        clock.shift(dt.timedelta(minutes=61))
        assert use_link(client, second).status_code == 410
    assert not is_in(client)


def test_a_code_works_for_a_quarter_of_an_hour(client):
    with time_machine.travel(dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        code = code_in(ask_code(client, "new@example.org"))
        clock.shift(dt.timedelta(minutes=16))
        assert client.post(CODE, {"code": code}).url == DOOR
    assert not User.objects.exists()


def test_after_five_wrong_codes_the_right_one_is_refused(client):
    code = code_in(ask_code(client, "new@example.org"))
    answers = [client.post(CODE, {"code": "BBBB-BBBB"}) for _try in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 302]
    assert client.post(CODE, {"code": code}).url == DOOR
    assert not is_in(client)


def test_a_member_signs_in_by_code(client):
    user = people.member_user()
    client.post(CODE, {"code": code_in(ask_code(client, user.email))})
    assert is_in(client)


def test_someone_who_mistyped_their_address_can_start_again(client):
    ask_code(client, "wrong@example.org")
    assert client.get(DOOR).status_code == 200
    client.post(CODE, {"code": code_in(ask_code(client, "right@example.org"))})
    assert User.objects.get().email == "right@example.org"


@pytest.mark.parametrize(
    "make",
    [
        people.coordinator,
        people.officer,
        people.board_member,
        people.payer,
        people.administrator,
        people.safeguarding_lead,
    ],
)
def test_staff_get_no_code_and_no_link_by_e_mail(client, make):
    user = make()
    message = ask_code(client, user.email)
    assert message.to == [user.email]
    assert PASSWORD in message.body
    assert "/sign-in/link/" not in message.body
    for guess in ("", " ", "-"):
        assert client.post(CODE, {"code": guess}).status_code == 200
    assert not is_in(client)


def test_a_code_is_refused_to_someone_who_has_become_staff(client):
    user = people.parent()
    message = ask_code(client, user.email)
    grant_role(user, Role.COORDINATOR, by=None)
    assert client.post(CODE, {"code": code_in(message)}).url == PASSWORD
    assert use_link(client, link_in(message)).url == PASSWORD
    assert not is_in(client)


def test_a_closed_account_gets_no_code_and_no_second_account(client):
    user = people.parent()
    deactivate_user(user, by=None)
    message = ask_code(client, user.email)
    assert "closed" in message.body
    assert "/sign-in/link/" not in message.body
    assert User.objects.count() == 1


def test_staff_sign_in_with_password_and_app(client):
    user = people.coordinator()
    assert give_password(client, user).url == APP
    assert not is_in(client)
    response = client.post(APP, {"code": app_code(user)})
    assert response.url == "/staff/"
    assert is_in(client)
    entry = entries_about(user).first()
    assert (entry.verb, entry.detail) == ("sign_in", {"methods": ["password", "mfa"]})


def test_a_code_of_the_app_works_once(client):
    user = people.coordinator()
    give_password(client, user)
    code = app_code(user)
    client.post(APP, {"code": code})
    client.post("/sign-in/out/")
    give_password(client, user)
    assert client.post(APP, {"code": code}).status_code == 200
    assert not is_in(client)


def test_a_recovery_code_takes_the_place_of_the_app_once(client):
    user = people.coordinator()
    codes = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    give_password(client, user)
    assert client.post(APP, {"code": codes[0]}).url == "/staff/"
    assert codes[0] not in user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()


def test_a_first_sign_in_leads_through_setting_up_the_app(client, django_capture_on_commit_callbacks):
    user = people.officer(second_factor=False)
    assert give_password(client, user).url == "/officer/"
    assert client.get("/my/account/").url == SET_UP
    page = client.get(SET_UP)
    assert page.status_code == 200
    code = app_code_of(page.context["form"].secret)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(SET_UP, {"code": code})
    assert response.url == reverse("mfa_view_recovery_codes")
    page = client.get(response.url)
    assert len(page.context["unused_codes"]) == 10
    assert page.context["home"] == "/officer/"
    assert is_in(client)
    assert entries_about(user).filter(verb="set_up_second_factor").exists()
    assert "authenticator app has been set up" in mail.outbox[-1].body


def app_code_of(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value, yield_hotp_counters_from_time
    from allauth.mfa.totp.internal.auth import hotp_value as value

    return format_hotp_value(value(secret, list(yield_hotp_counters_from_time())[1]))


def test_replacing_the_app_leads_back_to_setting_one_up(client, sign_in):
    user = people.coordinator()
    sign_in(client, user)
    response = client.post("/sign-in/second-factor/remove/")
    assert response.url == SET_UP
    assert client.get("/my/account/").url == SET_UP
    assert not user.authenticator_set.exists()


def test_a_change_of_the_second_factor_asks_for_the_password_first(client, sign_in):
    user = people.coordinator()
    with time_machine.travel(dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        sign_in(client, user)
        clock.shift(dt.timedelta(minutes=16))
        for path in ("remove/", "recovery/", "recovery/new/", "recovery/download/"):
            response = client.post(f"/sign-in/second-factor/{path}")
            assert response.url.startswith("/sign-in/password/again/")
        client.post(response.url, {"password": people.PASSWORD})
        assert client.get("/sign-in/second-factor/recovery/").status_code == 200
    assert user.authenticator_set.count() == 2


def test_parents_have_no_second_factor_pages(client, sign_in):
    sign_in(client, people.parent())
    assert client.get("/sign-in/second-factor/").status_code == 404
    assert client.get(SET_UP).status_code == 404
    assert client.get("/sign-in/password/change/").status_code == 404


def test_a_password_is_set_through_the_link(client):
    user = people.coordinator()
    client.post("/sign-in/password/link/", {"email": user.email})
    path = link_in(mail.outbox[-1])
    form_page = client.get(path)
    new = "seven slow purple herons"
    assert client.post(form_page.url, {"password1": new, "password2": new}).url == "/sign-in/password/new/"
    assert give_password(client, user, new).url == APP
    assert client.get(path).context["token_fail"]
    assert entries_about(user).filter(verb="set_password").exists()


def test_a_parent_who_asks_for_a_password_is_told_they_need_none(client):
    client.post("/sign-in/password/link/", {"email": people.parent().email})
    assert "You do not need a password here" in mail.outbox[-1].body


@pytest.mark.parametrize("password", ["short", "password1234", "1234567890123"])
def test_a_weak_password_is_refused(client, password):
    user = people.coordinator()
    client.post("/sign-in/password/link/", {"email": user.email})
    form_page = client.get(link_in(mail.outbox[-1]))
    assert client.post(form_page.url, {"password1": password, "password2": password}).status_code == 200


def test_changing_the_password_ends_the_other_sessions(client, sign_in):
    user = people.coordinator()
    other = sign_in(type(client)(), user)
    sign_in(client, user)
    new = "seven slow purple herons"
    data = {"oldpassword": people.PASSWORD, "password1": new, "password2": new}
    assert client.post("/sign-in/password/change/", data).url == "/my/account/"
    assert is_in(client)
    assert not is_in(other)


def test_signing_out_is_a_button_not_a_link(client, sign_in):
    sign_in(client, people.parent())
    assert client.get("/sign-in/out/").status_code == 200
    assert is_in(client)
    assert client.post("/sign-in/out/").url == "/"
    assert not is_in(client)


def test_going_on_to_the_page_that_was_asked_for(client):
    user = people.parent()
    response = client.get("/my/account/")
    assert response.url == "/sign-in/?next=/my/account/"
    message = ask_code(client, user.email, "?next=/my/account/")
    assert client.post(f"{CODE}?next=/my/account/", {"code": code_in(message)}).url == "/my/account/"


def test_someone_signed_in_is_sent_home_from_the_sign_in_page(client, sign_in):
    sign_in(client, people.board_member())
    assert client.get(DOOR).url == "/board/"
    assert client.get(PASSWORD).url == "/board/"


def test_after_a_lost_second_factor_is_removed_a_new_one_is_set_up(client, sign_in):
    user = people.coordinator()
    sign_in(client, user)
    reset_second_factor(user, by=None, reason="Lost phone")
    assert client.get("/my/account/").url == SET_UP


def test_the_pages_of_allauth_that_are_not_wanted_do_not_exist(client):
    for path in ("signup/", "login/", "email/", "confirm-email/", "password/set/", "phone/verify/", "social/"):
        assert client.get(f"/sign-in/{path}").status_code == 404
