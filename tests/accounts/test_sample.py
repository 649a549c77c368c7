"""With sample data one click signs in as anybody; without it those pages do not exist."""

import importlib

import pytest
from django.apps import apps
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import clear_url_caches, resolve
from django.urls.exceptions import Resolver404

from accounts import sign_in_urls
from accounts.models import AuditEntry
from accounts.roles import Role
from accounts.services.installation import mark_installation
from accounts.views.sample import TO_TRY
from common.errors import DomainError
from common.installation import is_sample
from common.models import Installation, Message
from partnership import urls
from tests.factories import accounts as people

pytestmark = pytest.mark.django_db
migration = importlib.import_module("accounts.migrations.0004_mark_installation")
SAMPLE, MAIL = "/sign-in/sample/", "/sign-in/sample/mail/"


def read_addresses_again():
    for module in (sign_in_urls, importlib.import_module("accounts.urls"), urls):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def asked_for_only():
    """The portal as PORTAL_SAMPLE_DATA alone makes it, its addresses too: nothing marks the data."""
    with override_settings(SAMPLE_DATA=True, EMAIL_BACKEND="common.outbox.OutboxBackend"):
        read_addresses_again()
        yield
    read_addresses_again()


@pytest.fixture
def sample_data(db, asked_for_only):
    """The portal as it is with sample data."""
    mark_installation(is_sample=True, by=None)


@pytest.mark.parametrize("path", [SAMPLE, MAIL, f"{MAIL}1/"])
def test_without_sample_data_the_addresses_do_not_exist(client, path):
    with pytest.raises(Resolver404):
        resolve(path)
    assert client.get(path).status_code == 404
    assert client.post(path, {"user": people.administrator().pk}).status_code == 404


def test_without_sample_data_the_views_refuse_even_where_the_addresses_stand(client, sample_data):
    with override_settings(SAMPLE_DATA=False):
        assert client.get(SAMPLE).status_code == 404
        assert client.post(SAMPLE, {"user": people.administrator().pk}).status_code == 404
        assert client.get(MAIL).status_code == 404


@pytest.mark.parametrize(
    ("make", "home"),
    [
        (people.parent, "/my/"),
        (people.member_user, "/my/"),
        (people.coordinator, "/staff/"),
        (people.officer, "/officer/"),
        (people.board_member, "/board/"),
        (people.administrator, "/admin/"),
        (people.payer, "/payer/"),
        (people.safeguarding_lead, "/staff/safeguarding/"),
    ],
)
def test_one_click_signs_in_as_anybody_with_both_factors(client, sample_data, make, home):
    user = make()
    assert client.post(SAMPLE, {"user": user.pk}).url == home
    page = client.get("/my/account/")
    assert (page.status_code, page.context["user"]) == (200, user)


def test_one_click_is_enough_without_an_authenticator_app(client, sample_data):
    user = people.coordinator(second_factor=False)
    client.post(SAMPLE, {"user": user.pk})
    assert client.get("/my/account/").status_code == 200


def test_the_next_click_is_another_person(client, sample_data):
    one, two = people.coordinator(), people.parent()
    client.post(SAMPLE, {"user": one.pk})
    client.post(SAMPLE, {"user": two.pk})
    assert client.get("/my/account/").context["user"] == two


def test_a_session_made_by_a_sample_click_is_worth_nothing_without_sample_data(client, sample_data):
    client.post(SAMPLE, {"user": people.coordinator().pk})
    with override_settings(SAMPLE_DATA=False):
        assert client.get("/my/account/").url == "/sign-in/password/"
        assert client.get("/my/account/").url == "/sign-in/?next=/my/account/"


def test_a_real_sign_in_needs_its_second_factor_with_sample_data_too(client, sample_data):
    user = people.coordinator(second_factor=False)
    client.post("/sign-in/password/", {"login": user.email, "password": people.PASSWORD})
    assert client.get("/my/account/").url == "/sign-in/second-factor/set-up/"


def test_a_get_request_signs_no_one_in(client, sample_data):
    assert client.get(SAMPLE, {"user": people.administrator().pk}).status_code == 200
    assert client.get("/my/account/").status_code == 302


@pytest.mark.parametrize("user", ["", "0", "-1", "x", "9" * 50, "1;2", "²"])
def test_an_unknown_person_is_404(client, sample_data, user):
    assert client.post(SAMPLE, {"user": user}).status_code == 404


def test_the_click_needs_its_token(sample_data):
    client = Client(enforce_csrf_checks=True)
    assert client.post(SAMPLE, {"user": people.administrator().pk}).status_code == 403


def test_people_are_listed_by_role_with_what_to_try(client, sample_data):
    agency = people.agency("Highways")
    officer, parent = people.officer(agency, name="Olive Officer"), people.parent(name="Petra Parent")
    groups = {str(role): (to_try, found) for role, to_try, found in client.get(SAMPLE).context["groups"]}
    assert groups["officer of an agency"][1] == [(officer, agency)]
    assert groups["parent"][1] == [(parent, None)]
    assert all(to_try for to_try, _found in groups.values())
    content = client.get(SAMPLE).content.decode()
    assert "Olive Officer, Highways" in content


def test_many_people_cost_no_more_queries(client, sample_data, django_assert_max_num_queries):
    for _person in range(6):
        people.officer(people.agency())
    with django_assert_max_num_queries(4):
        client.get(SAMPLE)


def test_the_e_mails_sent_can_be_read(client, sample_data):
    client.post("/sign-in/", {"email": "anna@example.org"})
    message = Message.objects.get()
    assert b"anna@example.org" in client.get(MAIL).content
    page = client.get(f"{MAIL}{message.pk}/").content.decode()
    assert "/sign-in/link/" in page
    assert '<a class="govuk-link" href="http://127.0.0.1:8000/sign-in/link/' in page


def test_an_e_mail_is_shown_inert(client, sample_data):
    send_mail("<b>Hello</b>", "<script>alert(1)</script>", None, ["anna@example.org"])
    for path in (MAIL, f"{MAIL}{Message.objects.get().pk}/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>Hello" not in page


def test_the_door_leads_to_the_sample_people(client, sample_data):
    assert SAMPLE.encode() in client.get("/sign-in/").content


def test_the_page_says_of_every_role_what_to_try():
    assert set(TO_TRY) == set(Role)


# --- PORTAL_SAMPLE_DATA over data that is not sample data ---------------------------------------------


@pytest.fixture(params=["marked real", "not marked"])
def real_data(request, db, asked_for_only):
    if request.param == "marked real":
        mark_installation(is_sample=False, by=None)


def test_over_real_data_the_pages_do_not_exist(client, real_data):
    send_mail("Your code", "ABCD-EFGH", None, ["anna@example.org"])
    for path in (SAMPLE, MAIL, f"{MAIL}{Message.objects.get().pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"user": people.coordinator().pk}).status_code == 404
    assert SAMPLE.encode() not in client.get("/sign-in/").content


def test_over_real_data_a_session_of_a_sample_click_is_worth_nothing(client, sample_data):
    client.post(SAMPLE, {"user": people.coordinator().pk})
    Installation.objects.update(is_sample=False)
    assert client.get("/my/account/").url == "/sign-in/password/"


# --- the mark -----------------------------------------------------------------------------------------


def test_data_is_marked_once_and_for_good(db):
    mark_installation(is_sample=True, by=None)
    mark_installation(is_sample=True, by=None)
    assert AuditEntry.objects.filter(verb="mark_installation").count() == 1
    with pytest.raises(DomainError, match="holds sample data"):
        mark_installation(is_sample=False, by=None)
    assert is_sample()


def test_there_is_one_mark(db):
    mark_installation(is_sample=False, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(pk=2, is_sample=True)


@pytest.mark.parametrize(
    ("addresses", "mark"),
    [
        (["ann@marlshire.example", "bob@marlshire.example"], [True]),
        (["ann@marlshire.example", "bob@county.gov.uk"], [False]),
        (["ann@marlshire.example.org"], [False]),
        (["ann@not-marlshire.example"], [False]),
        ([], []),
    ],
)
def test_data_made_before_there_was_a_mark_is_real_unless_everybody_is_invented(db, addresses, mark):
    for address in addresses:
        people.parent(address)
    migration.mark(apps, None)
    assert list(Installation.objects.values_list("is_sample", flat=True)) == mark
