"""The states of a claim, how money is reckoned, and what looks like bank details: each typed out by hand."""

import datetime as dt
from decimal import Decimal

import pytest

from common.errors import MoveNotAllowed
from common.transitions import check_move
from expenses.rules import (
    CLAIM_MOVES,
    ClaimStatus,
    approval_due,
    financial_year_end,
    holds_bank_details,
    payment_due,
    pounds,
    reckon,
    rounded,
)

GRID = """
             draft submitted returned approved paid withdrawn
draft        -     x         -        -        -    x
submitted    -     -         x        x        -    x
returned     -     x         -        -        -    x
approved     -     -         x        -        x    -
paid         -     -         -        -        -    -
withdrawn    -     -         -        -        -    -
"""
HEAD, *LINES = [line.split() for line in GRID.strip().splitlines()]
CELLS = [(current, target, mark == "x") for current, *marks in LINES for target, mark in zip(HEAD, marks, strict=True)]


@pytest.mark.parametrize(("current", "target", "is_allowed"), CELLS)
def test_a_claim_moves_exactly_as_in_the_grid(current, target, is_allowed):
    if is_allowed:
        check_move(CLAIM_MOVES, ClaimStatus(current), ClaimStatus(target))
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(CLAIM_MOVES, ClaimStatus(current), ClaimStatus(target))


def test_the_grid_has_every_pair():
    assert {(current, target) for current, target, _is_allowed in CELLS} == {
        (str(one), str(other)) for one in ClaimStatus for other in ClaimStatus
    }


@pytest.mark.parametrize(
    ("number", "rate", "amount"),
    [
        ("24", "0.45", "10.80"),
        ("24", "0.02", "0.48"),
        ("3", "12.00", "36.00"),
        ("0.1", "0.45", "0.05"),  # half a penny is rounded up
        ("0.3", "0.45", "0.14"),
        ("0.1", "0.44", "0.04"),
        ("12.3", "0.125", "1.54"),
        ("999.9", "0.45", "449.96"),
    ],
)
def test_each_product_is_rounded_to_a_penny_with_halves_up(number, rate, amount):
    assert reckon(Decimal(number), Decimal(rate)) == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("50.48", "£50.48"),
        ("0", "£0.00"),
        ("1050.5", "£1,050.50"),
        ("0.450", "£0.45"),
        ("0.125", "£0.125"),
        ("12", "£12.00"),
    ],
)
def test_an_amount_is_written_as_people_write_it(amount, words):
    assert pounds(Decimal(amount)) == words


def test_rounding_is_never_to_even():
    assert [rounded(Decimal(one)) for one in ("0.005", "0.015", "0.025")] == [
        Decimal("0.01"),
        Decimal("0.02"),
        Decimal("0.03"),
    ]


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (dt.date(2026, 3, 31), dt.date(2026, 3, 31)),
        (dt.date(2026, 4, 1), dt.date(2027, 3, 31)),
        (dt.date(2026, 12, 31), dt.date(2027, 3, 31)),
        (dt.date(2027, 1, 1), dt.date(2027, 3, 31)),
    ],
)
def test_a_financial_year_ends_on_31_march(day, end):
    assert financial_year_end(day) == end


def test_a_claim_is_answered_and_paid_within_working_days():
    friday = dt.date(2026, 5, 22)  # before a bank holiday
    assert (approval_due(friday, 5), payment_due(friday, 10)) == (dt.date(2026, 6, 1), dt.date(2026, 6, 8))


@pytest.mark.parametrize(
    "text",
    [
        "12-34-56 12345678",
        "Please pay 12345678",
        "1234 5678",
        "account no 1234567",
        "sort code 123456",
        "sort code: 20 18 93",
        "12-34-56",
        "20-45-77",
        "12 34 56 12 34 56 78",
        "GB29 NWBK 6016 1331 9268 19",
        "card 4929 1234 5678 9012",
        "١٢٣٤٥٦٧٨",
        "１２３４５６７８",
        "12–34–56, 87654321",
    ],
)
def test_bank_details_are_known(text):
    assert holds_bank_details([text])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bus 14, Dene to Ashby and back",
        "01632 960 118",
        "Ring me on 07700 900 123 after six",
        "On 12-05-26 and 14.05.2026",
        "20260512",
        "12052026",
        "12/05/2026",
        "3.20 and 12.50 14.00",
        "from 2025-2026",
        "Room 12, 34 High Street",
        "ticket 123456",
        "my account of the day was kept",
    ],
)
def test_days_prices_and_telephone_numbers_are_no_bank_details(text):
    assert not holds_bank_details([text])


def test_a_sort_code_and_an_account_number_in_two_fields_count_together():
    assert holds_bank_details(["12-34-56", "12345678"])


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [("BACS 20260301", False), ("12345678", False), ("BACS run 12", False), ("12-34-56 12345678", True)],
)
def test_the_reference_of_a_payment_may_be_a_number(text, is_refused):
    assert holds_bank_details([text], is_reference=True) is is_refused
