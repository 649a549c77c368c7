"""What the administrator types wrongly: told on the page, nothing is kept, never a fault of ours."""

import html

import pytest

from accounts.models import Agency, PendingChange, RoleGrant, ServiceSetting, User
from common import clock
from common.service_settings import declared
from tests.factories import accounts as people

pytestmark = pytest.mark.django_db
ADMIN = "/admin/accounts/"


@pytest.fixture
def inside(client, sign_in):
    return sign_in(client, people.administrator())


def page(response):
    return response.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"email": "anna"},
        {"email": "ANNA@example.org"},
        {"email": "a\0b@example.org"},
        {"email": "x" * 300 + "@example.org"},
        {"email": "new@example.org", "name": "x" * 121},
        {"email": "new@example.org", "name": "a\0b"},
    ],
)
def test_a_user_with_something_wrong_is_not_added(inside, typed):
    people.parent("anna@example.org")
    before = User.objects.count()
    response = inside.post(f"{ADMIN}user/add/", typed, follow=True)
    assert response.status_code == 200
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"name": "Highways", "slug": "roads", "kind": "council"},
        {"name": "HIGHWAYS", "slug": "roads", "kind": "council"},
        {"name": "Roads", "slug": "highways", "kind": "council"},
        {"name": "Roads", "slug": "no slug!", "kind": "council"},
        {"name": "Roads", "slug": "roads", "kind": "kingdom"},
        {"name": "Roads", "slug": "roads", "kind": "council", "response_days": "-1"},
        {"name": "Roads", "slug": "roads", "kind": "council", "response_days": "soon"},
        {"name": "Roads", "slug": "roads", "kind": "council", "escalation_email": "nobody"},
        {"name": "Ro\0ads", "slug": "roads", "kind": "council"},
    ],
)
def test_an_agency_with_something_wrong_is_not_added(inside, typed):
    people.agency("Highways")
    response = inside.post(f"{ADMIN}agency/add/", typed, follow=True)
    assert response.status_code == 200
    assert [agency.name for agency in Agency.objects.all()] == ["Highways"]


@pytest.mark.parametrize(
    "typed",
    [
        {"role": "payer", "starts_on": "2027-02-30"},
        {"role": "payer", "starts_on": "2027-03-01", "ends_on": "2027-02-28"},
        {"role": "payer", "starts_on": ""},
        {"role": "officer", "starts_on": "2027-03-01"},
        {"role": "", "starts_on": "2027-03-01"},
        {"role": "payer", "starts_on": "2027-03-01", "user": "999999"},
        {"role": "payer", "starts_on": "2027-03-01", "agency": "999999"},
    ],
)
def test_a_role_with_something_wrong_is_not_given(inside, typed):
    user = people.parent()
    response = inside.post(f"{ADMIN}rolegrant/add/", {"user": user.pk} | typed, follow=True)
    assert response.status_code == 200
    assert not user.grants.exists()


def test_a_role_is_not_ended_without_a_day(inside):
    grant = people.payer().grants.get()
    response = inside.post(f"{ADMIN}rolegrant/{grant.pk}/change/", {"ends_on": ""}, follow=True)
    assert "Give a last day." in page(response)
    assert RoleGrant.objects.get(pk=grant.pk).ends_on is None


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("small_number", "", "This field is required."),
        ("small_number", "ten", "Give a whole number from 5 to 999"),
        ("small_number", "4", "Give a whole number from 5 to 999"),
        ("small_number", "-5", "Give a whole number from 5 to 999"),
        ("response_days", "\u0661\u0662", "Give a whole number from 1 to 999"),
        ("council_side_share", "50%", "Give a share between 0 and 1"),
        ("council_side_share", "1.5", "Give a share between 0 and 1"),
        ("substitute_counts", "true", "Give yes or no"),
        ("help_email", "ring us", "Give an e-mail address"),
        ("paper_form", "javascript:alert(1)", "Give an address that begins with"),
        ("respond_days", "20", "Choose one of the answers offered."),
    ],
)
def test_an_unknown_setting_or_invalid_value_shows_an_error(inside, name, value, message):
    response = inside.post(f"{ADMIN}servicesetting/add/", {"name": name, "value": value})
    assert response.status_code == 200
    assert message in page(response)
    assert not ServiceSetting.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "day", "message"),
    [
        ("response_days", "15", "yesterday", "This date has passed. Choose today or a later date."),
        ("response_days", "15", "soon", "errorlist"),
        ("help_line", "0113 496 0000", "today", "This setting applies at once."),
        ("respond_days", "15", "today", "Choose one of the answers offered."),
    ],
)
def test_an_impossible_start_date_of_a_setting_is_shown_at_its_field(inside, name, value, day, message):
    days = {"yesterday": clock.today() - clock.DAY, "today": clock.today()}
    data = {"name": name, "value": value, "holds_from": str(days.get(day, day))}
    response = inside.post(f"{ADMIN}servicesetting/add/", data)
    assert response.status_code == 200
    assert message in page(response)
    assert not ServiceSetting.objects.exists()


@pytest.mark.parametrize("name", ["small_number", "paper_form"])
def test_a_second_value_for_the_same_date_is_refused(inside, name):
    typed = {"name": name, "value": "15" if name == "small_number" else "/paper/"}
    assert inside.post(f"{ADMIN}servicesetting/add/", typed).status_code == 302
    again = inside.post(f"{ADMIN}servicesetting/add/", typed)
    assert "already a value for that date" in page(again)
    assert ServiceSetting.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("help_line", "0113 496 0000", "0113 496 0000"),
        ("small_number", " 15 ", 15),
        ("council_side_share", "0.4", 0.4),
        ("substitute_counts", "Yes", True),
        ("numbers_for_names", "no", False),
        ("paper_form", "/issues/raise/paper/", "/issues/raise/paper/"),
    ],
)
def test_a_setting_is_shown_as_it_was_typed(inside, name, text, value):
    inside.post(f"{ADMIN}servicesetting/add/", {"name": name, "value": text})
    setting = ServiceSetting.objects.get(name=name)
    assert setting.value == value
    change = page(inside.get(f"{ADMIN}servicesetting/{setting.pk}/change/"))
    assert f'value="{text.strip().lower()}"' in change
    assert str(declared(name).label) in html.unescape(change)
    assert inside.get(f"{ADMIN}servicesetting/").status_code == 200


@pytest.mark.parametrize("query", ["q=%00", "q='%22", "p=x", "o=9.9", "is_active__exact=maybe", "nonsense=1"])
def test_an_odd_search_causes_no_server_error(inside, query):
    assert inside.get(f"{ADMIN}user/?{query}").status_code in {200, 302, 400}


def test_a_role_asked_for_twice_is_asked_for_once(inside):
    user = people.parent()
    typed = {"user": user.pk, "role": "payer", "starts_on": str(clock.today())}
    for _press in range(2):
        assert inside.post(f"{ADMIN}rolegrant/add/", typed).status_code == 302
    assert PendingChange.objects.filter(user=user).count() == 1
