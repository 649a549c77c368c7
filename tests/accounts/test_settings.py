"""The settings of the service: defaults, changes seen at once, days they hold from, one query a request."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry, ServiceSetting
from accounts.services.settings import get_setting, is_set, remembered_settings, service_name, set_setting
from common import clock
from common.errors import DomainError
from tests.factories import accounts as people
from tests.factories import consultations

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


def days_from(number):
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def today():
    with clock.frozen(TODAY):
        yield TODAY


def test_a_setting_nobody_has_set_is_the_default_its_app_declares():
    assert get_setting("response_days") == 20
    assert not is_set("response_days")


def test_a_setting_no_app_declares_is_neither_read_nor_set():
    with pytest.raises(LookupError, match="respond_days"):
        get_setting("respond_days")
    with pytest.raises(LookupError, match="respond_days"):
        set_setting("respond_days", 5, by=None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("service_name", "Voices"),
        ("help_email", "help@example.org"),
        ("response_days", 15),
        ("council_side_share", 0.25),
        ("council_side_share", 1),
        ("numbers_for_names", True),
    ],
)
def test_a_setting_keeps_its_kind(name, value):
    set_setting(name, value, by=None)
    assert get_setting(name) == value
    assert is_set(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [("service_name", ""), ("response_days", "many"), ("response_days", 0), ("numbers_for_names", "no")],
)
def test_a_value_that_is_not_of_its_kind_is_refused_and_nothing_is_kept(name, value):
    with pytest.raises(DomainError):
        set_setting(name, value, by=None)
    assert not ServiceSetting.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_change_is_seen_at_once_and_none_takes_it_back():
    with remembered_settings():
        assert get_setting("response_days") == 20
        set_setting("response_days", 15, by=None)
        assert get_setting("response_days") == 15
        set_setting("response_days", None, by=None)
        assert get_setting("response_days") == 20
    assert not ServiceSetting.objects.exists()


def test_the_trail_keeps_the_value_before_and_after(today):
    admin = people.administrator()
    set_setting("council_side_share", 0.4, by=admin)
    set_setting("council_side_share", 0.3, by=admin)
    entry = AuditEntry.objects.order_by("-id").first()
    assert (entry.verb, entry.by) == ("set_setting", admin)
    assert entry.object_name == "Largest share of the seats the council's side may hold"
    assert entry.detail == {"before": 0.4, "after": 0.3, "holds_from": "2026-11-21"}


def test_the_trail_of_a_setting_without_days_names_none():
    set_setting("help_line", "0113 496 0000", by=None)
    assert AuditEntry.objects.get().detail == {"before": None, "after": "0113 496 0000"}


# --- the day a value holds from


def test_a_value_may_begin_on_a_later_day_and_earlier_days_keep_theirs(today):
    set_setting("response_days", 15, holds_from=days_from(10), by=None)
    asked = [get_setting("response_days", on=days_from(number)) for number in (0, 9, 10, 400)]
    assert asked == [20, 20, 15, 15]
    assert get_setting("response_days") == 20


def test_a_setting_of_today_leaves_the_past_as_it_was(today):
    set_setting("response_days", 30, by=None)
    assert get_setting("response_days", on=days_from(-1)) == 20
    assert get_setting("response_days", on=TODAY) == 30


def test_each_day_has_the_newest_value_that_had_begun():
    for number, value in ((0, 10), (30, 12), (60, 14)):
        set_setting("response_days", value, by=None, now=clock.at(days_from(number), dt.time(9)))
    asked = [get_setting("response_days", on=days_from(number)) for number in (-1, 0, 29, 30, 61)]
    assert asked == [20, 10, 10, 12, 14]


def test_a_value_cannot_begin_before_today(today):
    with pytest.raises(DomainError, match="today or a later date"):
        set_setting("response_days", 5, holds_from=days_from(-1), by=None)
    assert get_setting("response_days", on=days_from(-1)) == 20


def test_a_value_planned_is_changed_or_taken_back_before_it_begins(today):
    set_setting("response_days", 15, holds_from=days_from(5), by=None)
    set_setting("response_days", 16, holds_from=days_from(5), by=None)
    assert get_setting("response_days", on=days_from(5)) == 16
    set_setting("response_days", None, holds_from=days_from(5), by=None)
    assert get_setting("response_days", on=days_from(5)) == 20


def test_a_value_that_has_applied_cannot_be_withdrawn():
    set_setting("response_days", 15, by=None, now=clock.at(TODAY, dt.time(9)))
    with clock.frozen(days_from(1)), pytest.raises(DomainError):
        set_setting("response_days", None, holds_from=TODAY, by=None)
    assert get_setting("response_days", on=TODAY) == 15


def test_a_setting_without_days_holds_for_every_day(today):
    set_setting("numbers_for_names", True, by=None)
    assert get_setting("numbers_for_names", on=days_from(-400)) is True
    with pytest.raises(DomainError, match="applies at once"):
        set_setting("numbers_for_names", False, holds_from=TODAY, by=None)


@pytest.mark.parametrize("holds_from", [TODAY, None])
def test_the_database_holds_one_value_for_a_setting_and_a_day(holds_from):
    ServiceSetting.objects.create(name="response_days", value=1, holds_from=holds_from)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceSetting.objects.create(name="response_days", value=2, holds_from=holds_from)


# --- what it costs


def test_a_request_reads_the_settings_once(django_assert_num_queries):
    with remembered_settings(), django_assert_num_queries(1):
        for name in ("response_days", "board_days", "service_name"):
            get_setting(name)
        get_setting("response_days", on=TODAY)


def test_what_is_asked_within_a_request_serves_its_memory_and_leaves_it(django_assert_num_queries):
    with remembered_settings(), django_assert_num_queries(1):
        get_setting("help_line")
        with remembered_settings():
            get_setting("help_email")
        get_setting("text_number")


def test_the_next_request_reads_them_again(django_assert_num_queries):
    for _request in range(2):
        with remembered_settings(), django_assert_num_queries(1):
            get_setting("help_line")


def test_outside_of_a_request_every_question_is_a_query(django_assert_num_queries):
    with django_assert_num_queries(2):
        get_setting("help_line")
        get_setting("help_line")


def test_a_page_asks_for_the_settings_once(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1) as captured:
        client.get("/sign-in/")
    assert "accounts_servicesetting" in captured[0]["sql"]


def test_the_name_of_the_service_is_a_setting(client):
    set_setting("service_name", "Westshire Parents", by=None)
    assert service_name() == "Westshire Parents"
    assert b"Westshire Parents" in client.get("/sign-in/").content


# --- a row that holds what cannot stand there: a slip by hand in the database


@pytest.mark.parametrize("value", ["many", "10", [10], {"n": 10}, True, 9.5, 0, 1000])
def test_where_a_whole_number_is_asked_for_anything_else_is_passed_over(value):
    ServiceSetting.objects.create(name="small_number", value=value, holds_from=TODAY)
    assert get_setting("small_number", on=TODAY) == 10
    assert not is_set("small_number")


@pytest.mark.parametrize(("value", "expected"), [(1, 1), (0.25, 0.25), ("half", 0.5), (True, 0.5), (2, 0.5)])
def test_a_share_may_be_a_whole_or_a_broken_number(value, expected):
    ServiceSetting.objects.create(name="council_side_share", value=value, holds_from=TODAY)
    assert get_setting("council_side_share", on=TODAY) == expected


@pytest.mark.parametrize(("value", "expected"), [(False, False), (True, True), ("no", False), (1, False)])
def test_a_switch_is_on_or_off_and_nothing_else(value, expected):
    ServiceSetting.objects.create(name="numbers_for_names", value=value)
    assert get_setting("numbers_for_names") is expected


def test_the_results_are_shown_whatever_the_small_number_was_set_to(client):
    one = consultations.one_being_answered()
    ServiceSetting.objects.create(name="small_number", value="many", holds_from=TODAY)
    assert client.get(f"/consultations/{one.slug}/results/").status_code == 200
