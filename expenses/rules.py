"""Expense claims (M13): their states, what can be claimed, how it is reckoned, and what is never kept here.

Money is a Decimal of pounds, never a float. Each product of a number and a rate is rounded by itself to a whole penny,
halves up; sums are of rounded amounts, so that every line adds up as it is read (S8).
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.tones import Tone, TonedChoices
from common.working_days import add_working_days

PREFIX = "EX"
PENNY = Decimal("0.01")
OLDEST_DAYS = 2 * 366  # an older day is a slip of the pen
MOST_PASSENGERS = 8


class ClaimStatus(TonedChoices):
    DRAFT = "draft", Tone.WAIT, _("draft")
    SUBMITTED = "submitted", Tone.WAIT, _("submitted")
    RETURNED = "returned", Tone.WAIT, _("returned")
    APPROVED = "approved", Tone.GOOD, _("approved")
    PAID = "paid", Tone.GOOD, _("paid")
    WITHDRAWN = "withdrawn", Tone.QUIET, _("withdrawn")


S = ClaimStatus
# A claim that was approved and cannot be paid as it stands is returned, and approved anew.
CLAIM_MOVES: dict[ClaimStatus, set[ClaimStatus]] = {
    S.DRAFT: {S.SUBMITTED, S.WITHDRAWN},
    S.SUBMITTED: {S.APPROVED, S.RETURNED, S.WITHDRAWN},
    S.RETURNED: {S.SUBMITTED, S.WITHDRAWN},
    S.APPROVED: {S.PAID, S.RETURNED},
    S.PAID: set(),
    S.WITHDRAWN: set(),
}
WITH_CLAIMANT = (S.DRAFT, S.RETURNED)


class LineKind(models.TextChoices):
    MILEAGE = "mileage", _("mileage by car")
    FARES = "fares", _("fares")
    PARKING = "parking", _("parking")
    CARE = "care", _("care")
    OTHER = "other", _("something else")
    INVOLVEMENT = "involvement", _("involvement payment")


class RateKind(models.TextChoices):
    """What is paid by a rate; each holds from a day on."""

    MILE = "mile", _("a mile by car")
    PASSENGER = "passenger", _("a mile for each passenger")
    CARE = "care", _("an hour of care")
    INVOLVEMENT = "involvement", _("an hour of involvement")


class PayHow(models.TextChoices):
    BANK = "bank", _("into a bank account: the payer asks for the details")
    CHEQUE = "cheque", _("by cheque")
    CASH = "cash", _("in cash")


RATE_OF = {
    LineKind.MILEAGE: RateKind.MILE,
    LineKind.CARE: RateKind.CARE,
    LineKind.INVOLVEMENT: RateKind.INVOLVEMENT,
}
# A payment for somebody's time is no expense: it is counted apart, and may matter for benefits.
EXPENSES = tuple(kind for kind in LineKind if kind != LineKind.INVOLVEMENT)
NEEDS_RECEIPT = frozenset({LineKind.FARES, LineKind.PARKING, LineKind.CARE, LineKind.OTHER})


def rounded(amount: Decimal) -> Decimal:
    """Return an amount in whole pence, halves up."""
    return amount.quantize(PENNY, ROUND_HALF_UP)


def reckon(number: Decimal, rate: Decimal) -> Decimal:
    """Return what a number of miles or hours comes to at a rate (S8)."""
    return rounded(number * rate)


def pounds(amount: Decimal) -> str:
    """Return an amount as people write it: £1,050.48; a rate keeps its tenths of a penny: £0.125."""
    whole = amount if amount != rounded(amount) else rounded(amount)
    return f"£{whole:,}"


def approval_due(submitted_on: dt.date, days: int) -> dt.date:
    """Return by when a claim is approved or returned; the day it was sent is day 0."""
    return add_working_days(submitted_on, days)


def payment_due(approved_on: dt.date, days: int) -> dt.date:
    """Return by when an approved claim is paid; the day of the approval is day 0."""
    return add_working_days(approved_on, days)


def financial_year_end(day: dt.date) -> dt.date:
    """Return 31 March of the financial year that a day is in, from which financial records are kept."""
    return dt.date(day.year + (day.month > 3), 3, 31)


RUN = re.compile(r"\d(?:[ \u00a0\-\u2013/.]?\d)*")
IBAN = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10,}", re.IGNORECASE)
SORT_CODE = re.compile(r"\d\d([ \-\u2013])\d\d\1\d\d")
SAYS_SO = re.compile(r"\bsort code\b|\ba/?c(?:count)? ?(?:no|num|number)\b", re.IGNORECASE)
ACCOUNT, TOGETHER, CARD = 8, 14, 16  # digits
SHORTEST = 6


def holds_bank_details(texts: Iterable[str], *, is_reference: bool = False) -> bool:
    """Say whether texts hold what looks like a sort code and an account number, or the number of a card.

    A day ("12-05-26", "20260512"), an amount and a telephone number are none. The reference of a payment may be a
    number of eight digits; there only both together count, or words that say what a number is.
    """
    text = _plain("\n".join(texts))
    runs = [found for found in RUN.findall(text) if not _is_day_or_amount(found)]
    digits = [len(re.sub(r"\D", "", found)) for found in runs]
    has_account = ACCOUNT in digits
    has_sort_code = any(SORT_CODE.fullmatch(found) for found in runs)
    if IBAN.search(text) or TOGETHER in digits or CARD in digits or (has_account and has_sort_code):
        return True
    if SAYS_SO.search(text) and any(SHORTEST <= number <= ACCOUNT for number in digits):
        return True
    return not is_reference and (has_account or has_sort_code)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in letters)


def _is_day_or_amount(found: str) -> bool:
    """Say whether a run of digits is a day, some years or prices."""
    if re.fullmatch(r"\d+\.\d\d(?: \d+\.\d\d)*", found):
        return True
    parts = re.split(r"\D", found)
    if len(parts) == 1 and len(found) == ACCOUNT:
        return _is_day(found[:4], found[4:6], found[6:]) or _is_day(found[4:], found[2:4], found[:2])
    if len(parts) == 3:
        return _is_day(parts[0], parts[1], parts[2]) or _is_day(parts[2], parts[1], parts[0])
    return all(re.fullmatch(r"(?:19|20)\d\d", part) for part in parts)


def _is_day(year: str, month: str, day: str) -> bool:
    """Say whether three numbers are a day of these years: 19 and 20, or two digits from 20 to 39."""
    if not re.fullmatch(r"20[0-4]\d|[23]\d", year):
        return False
    try:
        dt.date(int(year) % 100 + 2000, int(month), int(day))
    except ValueError:
        return False
    return True
