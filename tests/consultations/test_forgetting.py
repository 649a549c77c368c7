"""What each person answered goes 1 year after the end, 5 where it is significant; every published count stays."""

import datetime as dt

import pytest

from common import clock
from common.retention import carry_out, rules
from consultations.models import Response, ResponseAnswer, Tally
from consultations.results import results_of
from consultations.services.running import withdraw_consultation
from tests.factories import accounts, consultations

pytestmark = pytest.mark.django_db
PLAIN, SIGNIFICANT = rules["consultations.responses"], rules["consultations.significant"]


def noon(text):
    return clock.at(dt.date.fromisoformat(text), dt.time(12))


# The day it was concluded, the last day its answers are kept, the first on which they are not: one year, and five.
DAYS = [
    (PLAIN, "2024-02-29", "2025-02-28", "2025-03-01"),
    (PLAIN, "2026-03-29", "2027-03-28", "2027-03-29"),
    (PLAIN, "2026-10-25", "2027-10-24", "2027-10-25"),
    (PLAIN, "2027-02-28", "2028-02-27", "2028-02-28"),
    (SIGNIFICANT, "2024-02-29", "2029-02-28", "2029-03-01"),
    (SIGNIFICANT, "2025-06-30", "2030-06-29", "2030-06-30"),
    (SIGNIFICANT, "2028-02-29", "2033-02-28", "2033-03-01"),
]


@pytest.mark.parametrize(("rule", "ended", "last", "first"), DAYS)
def test_answers_go_on_their_day_and_not_before(rule, ended, last, first):
    consultations.a_concluded_one(now=noon(ended), people=2, is_significant=rule is SIGNIFICANT)
    assert carry_out(rule, noon(last)) == 0
    other = PLAIN if rule is SIGNIFICANT else SIGNIFICANT
    assert carry_out(other, noon("2040-01-01")) == 0
    assert carry_out(rule, noon(first)) == 2
    assert carry_out(rule, noon(first)) == 0
    assert ResponseAnswer.objects.count() == 0


def test_the_results_are_the_same_after_the_answers_have_gone():
    one = consultations.a_concluded_one(now=noon("2026-03-02"), people=12)
    before = results_of(one)
    assert carry_out(PLAIN, noon("2027-03-02")) == 12
    after = results_of(one)
    assert (after.total, after.by_group, after.by_channel) == (before.total, before.by_group, before.by_channel)
    assert [(one.people, one.choices, one.figures) for one in after.questions] == [
        (one.people, one.choices, one.figures) for one in before.questions
    ]


def test_results_published_without_their_counts_are_counted_before_the_answers_go():
    one = consultations.a_concluded_one(now=noon("2026-03-02"), people=3)
    Tally.objects.all().delete()
    carry_out(PLAIN, noon("2027-03-02"))
    assert results_of(one).total == 3


def test_that_somebody_answered_stays_for_the_figures_and_nobody_is_named():
    user = accounts.parent()
    one = consultations.an_open_one(now=noon("2026-03-02"))
    consultations.respond(one, user=user, now=noon("2026-03-02"))
    withdraw_consultation(
        one, reason="Not needed.", what_follows="Nothing.", by=accounts.coordinator(), now=noon("2026-03-03")
    )
    assert carry_out(PLAIN, noon("2027-03-03")) == 1
    [row] = Response.objects.all()
    assert (row.user, row.entered_by, row.answers.count()) == (None, None, 0)
    assert one.responses.counted().count() == 1


def test_answers_of_one_that_is_not_finished_are_kept():
    consultations.one_being_answered(now=noon("2026-03-02"), people=1)
    assert carry_out(PLAIN, noon("2034-03-02")) == 0
