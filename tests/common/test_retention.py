"""The first day on which something goes, and the last on which it does not, over ten years of dates."""

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from accounts.models import SignInLink
from common import clock
from common.models import Submission
from common.months import months_before
from common.retention import (
    Group,
    Rule,
    Rules,
    Unit,
    Until,
    carry_out,
    deleted,
    first_day,
    going,
    preview,
    rules,
)

DAY = dt.date
# The day it ended, for how many months it is kept, the first day on which it goes. It stays the day before.
MONTHS = [
    ("2024-01-31", 1, "2024-03-01"),  # there is no 31 February, and no 31 is taken from January
    ("2023-01-31", 1, "2023-03-01"),
    ("2024-02-29", 12, "2025-03-01"),  # no 29 February in 2025
    ("2024-02-29", 24, "2026-03-01"),
    ("2024-02-29", 48, "2028-02-29"),
    ("2024-02-28", 24, "2026-02-28"),
    ("2026-02-28", 24, "2028-02-28"),
    ("2025-03-30", 12, "2026-03-30"),  # the clocks went forward
    ("2026-03-29", 12, "2027-03-29"),  # and here
    ("2026-10-25", 12, "2027-10-25"),  # and back
    ("2025-10-26", 24, "2027-10-26"),
    ("2026-08-31", 6, "2027-03-01"),
    ("2027-08-31", 6, "2028-03-01"),
    ("2026-12-31", 3, "2027-03-31"),
    ("2026-11-30", 3, "2027-03-01"),
    ("2027-11-30", 3, "2028-03-01"),
    ("2026-01-01", 60, "2031-01-01"),
    ("2028-02-29", 60, "2033-03-01"),
    ("2030-06-15", 72, "2036-06-15"),
]
DAYS = [
    ("2024-02-28", 1, "2024-02-29"),
    ("2024-02-28", 2, "2024-03-01"),
    ("2026-02-28", 1, "2026-03-01"),
    ("2026-03-28", 1, "2026-03-29"),
    ("2026-03-28", 7, "2026-04-04"),
    ("2026-10-24", 7, "2026-10-31"),
    ("2027-12-31", 30, "2028-01-30"),
]


@pytest.mark.parametrize(("ended", "months", "goes"), MONTHS)
def test_months_are_counted_to_the_same_day_and_never_short(ended, months, goes):
    ended, goes = DAY.fromisoformat(ended), DAY.fromisoformat(goes)
    assert first_day(ended, months) == goes
    assert months_before(goes, months) >= ended
    assert months_before(goes - clock.DAY, months) < ended


@pytest.mark.parametrize(("ended", "days", "goes"), DAYS)
def test_days_are_counted_by_the_calendar_also_where_the_clocks_change(ended, days, goes):
    assert first_day(DAY.fromisoformat(ended), days, is_in_days=True) == DAY.fromisoformat(goes)


@pytest.mark.parametrize("months", [1, 3, 12, 24, 60, 72])
def test_over_ten_years_each_day_goes_first_on_the_day_that_is_told(months):
    """What the page tells, and what the query finds, are worked out in two ways: on every day they agree."""
    day = DAY(2024, 1, 1)
    while day < DAY(2034, 1, 1):
        goes = first_day(day, months)
        assert months_before(goes - clock.DAY, months) < day <= months_before(goes, months)
        day += clock.DAY


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (DAY(2026, 3, 28), dt.datetime(2026, 3, 29, tzinfo=dt.UTC)),
        (DAY(2026, 3, 29), dt.datetime(2026, 3, 29, 23, tzinfo=dt.UTC)),
        (DAY(2026, 10, 24), dt.datetime(2026, 10, 24, 23, tzinfo=dt.UTC)),
        (DAY(2026, 10, 25), dt.datetime(2026, 10, 26, tzinfo=dt.UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_london(day, end):
    assert Until(end, day).moment == end


def test_two_rules_of_one_name_stop_the_start():
    own = Rules("rules")
    own.add("issues.contacts", 1)
    with pytest.raises(ImproperlyConfigured, match="Two rules are called"):
        own.add("issues.contacts", 2)


@pytest.mark.django_db
class TestPreview:
    now = clock.at(DAY(2027, 3, 1), dt.time(9))

    def sent(self, *days):
        for number, day in enumerate(days):
            Submission.objects.create(key=f"{number}-{day}", fingerprint="f", reference="PPS-1", created_on=day)

    def of(self, name, on=None):
        return next(one for one in preview(on, now=self.now) if one.rule.name == name)

    def test_what_is_told_beforehand_is_then_carried_out(self):
        self.sent(DAY(2027, 1, 20), DAY(2027, 1, 30), DAY(2027, 1, 31), DAY(2027, 2, 10))
        told = self.of("common.submissions")
        assert (told.count, told.oldest, told.first_on) == (2, DAY(2027, 1, 20), DAY(2027, 3, 1))
        assert told.references == ()  # of what has no page for staff: the reference is its sender's alone
        assert carry_out(rules["common.submissions"], self.now) == told.count
        assert carry_out(rules["common.submissions"], self.now) == 0
        assert self.of("common.submissions").count == 0

    def test_of_the_next_days_it_tells_the_first_and_the_last(self):
        self.sent(DAY(2027, 2, 10), DAY(2027, 2, 20), DAY(2027, 3, 1))
        told = self.of("common.submissions", on=DAY(2027, 3, 30))
        assert (told.count, told.first_on, told.last_on) == (2, DAY(2027, 3, 12), DAY(2027, 3, 22))
        with clock.frozen(told.last_on):
            assert carry_out(rules["common.submissions"]) == 2

    def test_the_command_says_so_and_changes_nothing(self, capsys):
        self.sent(DAY(2027, 1, 20))
        with clock.frozen(self.now):
            call_command("retain", preview=True, on="2027-03-02")
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == len(rules)
        assert (
            "common.submissions: 1, the oldest of 2027-01-20, from 2027-03-01 to 2027-03-01; 30 days after it was sent"
            in lines
        )
        assert Submission.objects.count() == 1

    def test_a_day_that_is_none_is_refused(self):
        with pytest.raises(CommandError, match="Not a day: spring"):
            call_command("retain", preview=True, on="spring")
        with pytest.raises(CommandError, match="goes with --preview"):
            call_command("retain", on="2027-03-02")

    def test_the_number_of_queries_does_not_depend_on_the_rows(self, django_assert_num_queries):
        rule = rules["common.submissions"]
        self.sent(DAY(2026, 12, 1))
        with django_assert_num_queries(2) as few:
            assert going(rule, self.now, self.now).count == 1
        self.sent(*(DAY(2027, 1, day) for day in range(1, 29)))
        with django_assert_num_queries(len(few)):
            assert going(rule, self.now, self.now).count == 29

    def test_a_rule_without_a_setting_says_its_own_length(self):
        rule = Rule("a", Group.STAFF, "a", None, "it was made", carry_out=deleted, unit=Unit.DAYS, fixed=1)
        assert rule.in_words == "1 day after it was made"
        assert rules["issues.drafts"].in_words == "after 30 days, or a day where you did not save it"
        assert rules["issues.contacts"].in_words == "24 months after the issue was closed"


@pytest.mark.django_db
def test_a_link_goes_the_moment_it_has_run_out():
    now = clock.at(DAY(2027, 3, 28), dt.time(12))
    SignInLink.objects.create(email="a@example.org", secret_hash="a", expires_at=now)
    assert carry_out(rules["accounts.links"], now - dt.timedelta(seconds=1)) == 0
    assert carry_out(rules["accounts.links"], now) == 1
