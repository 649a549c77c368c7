"""What an app declares of a setting: its kind, what may stand in it, and the day it holds from."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import ngettext_lazy

from common.errors import DomainError
from common.service_settings import Kind, Setting, declare, declared, is_declared, written

TODAY = dt.date(2026, 11, 21)
WORKING_DAYS = ngettext_lazy("%d working day", "%d working days")
DAYS = Setting("days", Kind.NUMBER, "Days", 20, unit=WORKING_DAYS, is_dated=True, minimum=2, maximum=40)
NAME = Setting("name", Kind.TEXT, "Name", "Our group")


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        (Kind.NUMBER, "20"),
        (Kind.NUMBER, 0),
        (Kind.NUMBER, True),
        (Kind.SHARE, 1.5),
        (Kind.SWITCH, 0),
        (Kind.TEXT, ""),
        (Kind.EMAIL, "ring us"),
        (Kind.ADDRESS, "javascript:alert(1)"),
    ],
)
def test_a_default_that_is_not_of_its_kind_stops_the_portal_from_starting(kind, default):
    with pytest.raises(ImproperlyConfigured, match="thing"):
        Setting("thing", kind, "Thing", default)


@pytest.mark.parametrize(("text", "value"), [("2", 2), (" 15 ", 15), ("40", 40)])
def test_a_whole_number_is_read_within_its_limits(text, value):
    assert DAYS.read(text) == value


@pytest.mark.parametrize("text", ["1", "41", "-5", "2.5", "", "ten", "\u0661\u0662", "9" * 10])
def test_a_number_outside_its_limits_is_refused_with_the_limits_named(text):
    with pytest.raises(DomainError, match="from 2 to 40") as refused:
        DAYS.read(text)
    assert refused.value.field == "value"


def test_a_value_is_shown_with_its_unit():
    assert (DAYS.in_words(15), DAYS.in_words(1)) == ("15 working days", "1 working day")
    assert (DAYS.in_words(15), NAME.in_words("Voices")) == ("15 working days", "Voices")
    assert (written(True), written(False), written(0.5)) == ("yes", "no", "0.5")


def test_a_dated_setting_holds_from_today_or_a_later_day():
    assert DAYS.first_day(None, TODAY) == TODAY
    later = TODAY + dt.timedelta(days=1)
    assert DAYS.first_day(later, TODAY) == later


def test_a_dated_setting_never_begins_in_the_past():
    with pytest.raises(DomainError, match="today or a later date") as refused:
        DAYS.first_day(TODAY - dt.timedelta(days=1), TODAY)
    assert refused.value.field == "holds_from"


def test_a_setting_without_days_takes_none():
    assert NAME.first_day(None, TODAY) is None
    with pytest.raises(DomainError, match="applies at once"):
        NAME.first_day(TODAY, TODAY)


def test_no_two_apps_declare_one_name():
    with pytest.raises(ImproperlyConfigured, match="service_name"):
        declare(Setting("service_name", Kind.TEXT, "Another name", "Another group"))
    assert declared("service_name").label == "Name of the service"


def test_an_undeclared_setting_raises_an_error():
    assert not is_declared("respond_days")
    with pytest.raises(LookupError, match="respond_days"):
        declared("respond_days")
