"""The settings of the service: defaults, changes seen at once, one query a request."""

import pytest
from django.template.loader import render_to_string

from accounts import services
from accounts.models import AuditEntry, ServiceSetting
from accounts.templatetags.signature import signature
from tests.factories import accounts as people
from tests.factories import consultations

pytestmark = pytest.mark.django_db


def test_a_setting_that_is_not_set_is_the_default_of_who_asks():
    assert services.get_setting("response_days", 20) == 20
    assert services.get_setting("response_days") is None


@pytest.mark.parametrize("value", [15, 0, False, "", "Words", ["a", "b"], {"a": 1}])
def test_a_setting_keeps_its_kind(value):
    services.set_setting("thing", value, by=None)
    assert services.get_setting("thing", "default") == value


def test_a_change_is_seen_at_once_and_none_takes_it_back():
    with services.remembered_settings():
        assert services.get_setting("days", 20) == 20
        services.set_setting("days", 15, by=None)
        assert services.get_setting("days", 20) == 15
        services.set_setting("days", None, by=None)
        assert services.get_setting("days", 20) == 20
    assert not ServiceSetting.objects.exists()


def test_the_trail_keeps_the_value_before_and_after():
    admin = people.administrator()
    services.set_setting("days", 15, by=admin)
    services.set_setting("days", 10, by=admin)
    entry = AuditEntry.objects.order_by("-id").first()
    assert (entry.verb, entry.by, entry.object_id) == ("set_setting", admin, "days")
    assert entry.detail == {"before": 15, "after": 10}


def test_a_request_reads_the_settings_once(django_assert_num_queries):
    with services.remembered_settings(), django_assert_num_queries(1):
        for name in ("a", "b", "service_name"):
            services.get_setting(name)


def test_what_is_asked_within_a_request_serves_its_memory_and_leaves_it(django_assert_num_queries):
    with services.remembered_settings(), django_assert_num_queries(1):
        services.get_setting("a")
        with services.remembered_settings():
            services.get_setting("b")
        services.get_setting("c")


def test_a_letter_reads_the_settings_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert "Call" in render_to_string("accounts/mail/signature.txt", signature())


def test_the_next_request_reads_them_again(django_assert_num_queries):
    for _request in range(2):
        with services.remembered_settings(), django_assert_num_queries(1):
            services.get_setting("a")


def test_outside_of_a_request_every_question_is_a_query(django_assert_num_queries):
    with django_assert_num_queries(2):
        services.get_setting("a")
        services.get_setting("a")


def test_a_page_asks_for_the_settings_once(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1) as captured:
        client.get("/sign-in/")
    assert "accounts_servicesetting" in captured[0]["sql"]


def test_the_name_of_the_service_is_a_setting(client):
    services.set_setting("service_name", "Westshire Parents", by=None)
    assert services.service_name() == "Westshire Parents"
    assert b"Westshire Parents" in client.get("/sign-in/").content


@pytest.mark.parametrize("value", ["many", "10", [10], {"n": 10}, True, 9.5])
def test_where_a_whole_number_is_asked_for_anything_else_is_passed_over(value):
    services.set_setting("small_number", value, by=None)
    assert services.get_setting("small_number", 10) == 10


@pytest.mark.parametrize(("value", "expected"), [(1, 1), (0.25, 0.25), ("half", 0.5), (True, 0.5)])
def test_a_share_may_be_a_whole_or_a_broken_number(value, expected):
    services.set_setting("share", value, by=None)
    assert services.get_setting("share", 0.5) == expected


@pytest.mark.parametrize(("value", "expected"), [(False, False), (True, True), ("no", True), (0, True)])
def test_a_switch_is_on_or_off_and_nothing_else(value, expected):
    services.set_setting("switch", value, by=None)
    assert services.get_setting("switch", True) is expected


def test_the_results_are_shown_whatever_the_small_number_was_set_to(client):
    one = consultations.one_being_answered()
    services.set_setting("small_number", "many", by=None)
    assert client.get(f"/consultations/{one.slug}/results/").status_code == 200
