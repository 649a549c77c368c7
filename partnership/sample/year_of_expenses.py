"""Expense claims of the sample year: rates, one claim in each state, and one that came by phone."""

import datetime as dt
from decimal import Decimal

from common import clock
from common.documents import check_document, keep_document
from expenses.rules import LineKind
from expenses.services.claims import (
    approve_claim,
    enter_claim,
    pay_claim,
    return_claim,
    start_claim,
    submit_claim,
    withdraw_claim,
)
from expenses.services.lines import add_line
from expenses.services.rates import set_rate
from meetings.models import Meeting
from partnership.sample import words_expenses as words
from partnership.sample.plan import moment, working

K = LineKind


class ExpenseYear:
    def __init__(self, cast, dates, as_of):
        self.cast, self.dates, self.as_of = cast, dates, as_of
        self.claims = {}

    def meeting(self, index):
        day = self.dates[index][0]
        return Meeting.objects.get(starts_at__gte=moment(day, 0), starts_at__lt=moment(day + clock.DAY, 0))

    def set_rates(self, now):
        for kind, amount in words.RATES.items():
            set_rate(kind, Decimal(amount), now.date(), by=self.cast.coordinator, now=now)

    def raise_mileage(self, now):
        set_rate("mile", Decimal(words.NEW_MILE), self.dates[4][0], by=self.cast.coordinator, now=now)

    def start(self, key, now, *, index=None, **details):
        meeting = None if index is None else self.meeting(index)
        self.claims[key] = start_claim(by=self.cast.users[key], meeting=meeting, now=now, **details)

    def add(self, key, kind, now, *, on, by=None, file=None, **fields):
        numbers = {name: Decimal(str(value)) for name, value in fields.items() if name in {"miles", "hours", "amount"}}
        document = keep_document(check_document(file.encode(), name="receipt.txt"), now=now) if file else None
        by = by or self.cast.users[key]
        add_line(self.claims[key], kind, on, by=by, now=now, document=document, **{**fields, **numbers})

    def send(self, key, now, by=None):
        self.claims[key] = submit_claim(self.claims[key], by=by or self.cast.users[key], now=now)

    def claim_s8(self, now):
        """To the penny: 10.80 + 0.48 + 3.20 + 36.00 = 50.48."""
        on = self.dates[3][0]
        self.start("tomasz", now, index=3, pay_contact="01632 960 118")
        self.add("tomasz", K.MILEAGE, now, on=on, **words.TRAVEL)
        self.add("tomasz", K.PARKING, now, on=on, file=words.RECEIPT_TEXT, **words.PARKING)
        self.add("tomasz", K.CARE, now, on=on, no_receipt_reason=words.CARER_REASON, **words.CARE)
        self.send("tomasz", now)

    def approve(self, key):
        def approved(now):
            by = self.cast.second if key == "peter" else self.cast.coordinator
            self.claims[key] = approve_claim(self.claims[key], by=by, now=now)

        return approved

    def pay(self, key):
        def paid(now):
            reference = words.PAID_BY.format(day=f"{now:%d %B}")
            pay_claim(self.claims[key], on=now.date(), reference=reference, by=self.cast.users["marcus"], now=now)

        return paid

    def claim_by_phone(self, now):
        """Rung in by somebody without e-mail: one co-ordinator enters it, the other approves it."""
        by, on = self.cast.coordinator, self.dates[4][0]
        details = {"channel": "phone", "meeting": self.meeting(4), "pay_how": "cheque", "pay_contact": "01632 960 143"}
        self.claims["peter"] = enter_claim(self.cast.persons["peter"], by=by, now=now, **details)
        self.add("peter", K.FARES, now, on=on, by=by, **words.BUS)
        self.send("peter", now, by=by)

    def claim_in_paid_work(self, now):
        on = self.dates[4][0]
        self.start("fiona", now, index=4, paid_work_reason=words.IN_PAID_WORK, pay_contact="fiona@marlshire.example")
        self.add("fiona", K.FARES, now, on=on, no_receipt_reason=words.TRAIN_REASON, **words.TRAIN)
        self.send("fiona", now)

    def claim_activity(self, now):
        """Across a change of rates: each line at the rate of its day; an involvement payment beside it."""
        before, after = self.dates[4][0] - dt.timedelta(days=1), self.dates[4][0] + clock.DAY
        self.start("grace", now, activity=words.ACTIVITY, pay_contact="01632 960 102")
        self.add("grace", K.MILEAGE, now, on=before, miles=10)
        self.add("grace", K.MILEAGE, now, on=after, miles=10)
        self.add("grace", K.INVOLVEMENT, now, on=after, hours=2)
        self.send("grace", now)

    def claim_headset(self, now):
        self.start("devan", now, index=4)
        self.add("devan", K.OTHER, now, on=now.date(), no_receipt_reason="Lost", **words.SCREEN)
        self.send("devan", now)

    def return_headset(self, now):
        return_claim(self.claims["devan"], words.RETURNED, by=self.cast.second, now=now)

    def begin(self, now):
        """Not sent yet."""
        self.start("kelly", now, index=3)
        self.add("kelly", K.MILEAGE, now, on=self.dates[3][0], miles=9)

    def claim_for_nothing(self, now):
        self.start("grace", now, index=3)
        self.add("grace", K.MILEAGE, now, on=self.dates[3][0], **words.WITHDRAWN_TRIP)
        self.send("grace", now)

    def withdraw(self, now):
        withdraw_claim(self.claims["grace"], by=self.cast.users["grace"], now=now)


def events_of(year):
    """Yield (moment, function) from the first rates to the claims that wait today."""
    last, before = year.dates[4][0], year.dates[3][0]

    yield moment(year.dates[0][0] - dt.timedelta(days=60), 9, 20), year.set_rates
    yield moment(working(before, 1), 19), year.claim_s8
    yield moment(working(before, 3), 11), year.approve("tomasz")
    yield moment(working(before, 6), 15), year.pay("tomasz")
    yield moment(working(before, 4), 20), year.begin
    yield moment(working(before, 4), 21), year.claim_for_nothing
    yield moment(working(before, 5), 8, 30), year.withdraw
    yield moment(last - dt.timedelta(days=20), 9, 40), year.raise_mileage
    yield moment(working(last, 2), 10, 20), year.claim_by_phone
    yield moment(working(last, 3), 10, 40), year.approve("peter")
    yield moment(working(last, 2), 18, 20), year.claim_headset
    yield moment(working(last, 4), 9, 50), year.return_headset
    yield moment(working(last, 3), 19, 10), year.claim_activity
    yield moment(max(working(last, 1), working(year.as_of - dt.timedelta(days=3))), 20, 15), year.claim_in_paid_work
