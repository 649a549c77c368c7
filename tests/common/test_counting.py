"""How many rows there are of several kinds, in one statement."""

import datetime as dt

import pytest
from django.db.models.functions import Coalesce

from common.counting import Found, Wanted, count_all
from issues.models import Issue, Theme
from tests.factories import issues

pytestmark = pytest.mark.django_db


@pytest.fixture
def received():
    """Three issues of three days."""
    days = [dt.date(2026, 6, day) for day in (3, 1, 2)]
    return [issues.received_issue(received_on=day) for day in days]


def test_every_kind_has_its_number_whatever_its_table(received, django_assert_num_queries):
    issues.theme()
    wanted = {"themes": Wanted(Theme.objects.all()), "issues": Wanted(Issue.objects.all())}
    with django_assert_num_queries(1):
        assert count_all(wanted) == {"themes": Found(1), "issues": Found(3)}


def test_the_earliest_day_comes_with_the_number_whether_asked_for_first_or_last(received):
    dated, plain = Wanted(Issue.objects.all(), first="received_on"), Wanted(Issue.objects.all())
    june = Found(3, dt.date(2026, 6, 1))
    assert count_all({"a": dated, "b": plain, "c": plain}) == {"a": june, "b": Found(3), "c": Found(3)}
    assert count_all({"a": plain, "b": plain, "c": dated}) == {"a": Found(3), "b": Found(3), "c": june}


def test_a_row_that_a_join_gives_twice_is_counted_once(received):
    theme = issues.theme()
    Issue.objects.update(theme=theme)
    assert count_all({"themes": Wanted(Theme.objects.filter(issues__isnull=False))}) == {"themes": Found(1)}


def test_rows_can_be_counted_by_what_they_belong_to(received):
    theme = issues.theme()
    Issue.objects.exclude(pk=received[0].pk).update(theme=theme)
    by_theme = Wanted(Issue.objects.all(), of=Coalesce("theme", 0))
    assert count_all({"themes": by_theme}) == {"themes": Found(2)}


def test_what_can_have_no_rows_has_none(received):
    wanted = {"none": Wanted(Issue.objects.none()), "all": Wanted(Issue.objects.all())}
    assert count_all(wanted) == {"none": Found(0), "all": Found(3)}
    assert count_all({"none": wanted["none"]}) == {"none": Found(0)}


def test_order_related_rows_and_distinct_rows_do_not_matter(received):
    rows = Issue.objects.order_by("received_on").select_related("service_area").prefetch_related("moves").distinct()
    assert count_all({"issues": Wanted(rows)}) == {"issues": Found(3)}


def test_nothing_wanted_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert count_all({}) == {}
