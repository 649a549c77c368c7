"""What everybody may know of expenses (M13), and what staff alone count."""

import datetime as dt

import pytest

from common import clock, evidence
from common.evidence import State
from common.figures import Figures
from common.periods import Period
from reports.figures import collect
from tests.factories import expenses as make

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 1)
JUNE = Period(MONDAY, dt.date(2026, 6, 30))


@pytest.fixture(autouse=True)
def on_monday(db):
    with clock.frozen(MONDAY):
        yield


def found(period=JUNE):
    return evidence.kinds["expenses"].found_in(period)


def test_without_claims_there_is_no_evidence():
    assert (found().figure, found().state) == ("no expenses were paid from 1 June 2026 to 30 June 2026", State.NONE)


def test_of_few_claims_nobody_reads_how_many():
    make.a_paid_claim()
    assert found().figure == "a few expense claims were paid from 1 June 2026 to 30 June 2026"
    assert (found().state, found().on) == (State.KEPT, MONDAY)


def test_many_are_counted_and_no_amount_is_told():
    for _number in range(5):
        make.a_paid_claim()
    assert found().figure == "5 expense claims were paid from 1 June 2026 to 30 June 2026"


def test_those_of_people_in_paid_work_are_named_where_they_are_many():
    for _number in range(5):
        by = make.claimant(attends_in_paid_work=True)
        claim = make.a_submitted_claim(by=by, paid_work_reason="Evenings are not paid")
        make.a_paid_claim(make.an_approved_claim(claim))
    assert found().figure.endswith(", 5 of them, with a reason, to people who come in paid work")


def test_a_claim_that_waits_too_long_is_overdue_and_was_not_before():
    make.a_submitted_claim()
    states = [found(Period(MONDAY, dt.date(2026, 6, day))).state for day in (8, 9)]
    assert states == [State.NONE, State.OVERDUE]


def test_staff_count_what_was_paid_by_kind_with_its_base():
    make.a_paid_claim()
    make.an_approved_claim()
    assert Figures(JUNE)["expenses"] == {
        "claims": 1,
        "by_kind": [["mileage", 1, "11.28"], ["parking", 1, "3.20"], ["care", 1, "36.00"]],
        "expenses": "50.48",
        "payments": "0.00",
    }
    assert Figures(Period(JUNE.end, JUNE.end))["expenses"]["claims"] == 0


@pytest.mark.parametrize("kind", ["annual", "board"])
def test_no_report_that_leaves_the_service_tells_an_amount(kind):
    make.a_paid_claim()
    assert "50.48" not in str(collect(kind, JUNE.start, JUNE.end, today=JUNE.end))
