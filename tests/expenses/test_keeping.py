"""How long claims are kept, and what an erasure on request takes and leaves (docs/expenses.md)."""

import datetime as dt

import pytest

from accounts.services.data_requests import own_subject
from common import clock
from common.documents import read_document
from common.erasing import erase_found, find
from common.models import Document
from common.privacy import follow, hindrances
from common.retention import carry_out, due_rows, rules
from expenses.models import Claim, Line
from tests.factories import accounts
from tests.factories import expenses as make

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def on_monday(db):
    with clock.frozen(MONDAY):
        yield


def due_on(name, day):
    return set(due_rows(rules[name], clock.at(day, dt.time(12))))


def test_a_paid_claim_goes_six_years_after_the_end_of_its_financial_year():
    claim = make.a_paid_claim()
    assert claim.year_ends_on == dt.date(2027, 3, 31)
    assert due_on("expenses.paid", dt.date(2033, 3, 30)) == set()
    assert due_on("expenses.paid", dt.date(2033, 3, 31)) == {claim}
    document = claim.lines.get(kind="parking").document
    carry_out(rules["expenses.paid"], clock.at(dt.date(2033, 4, 1), dt.time(12)))
    assert not Claim.objects.exists()
    assert not Document.objects.filter(pk=document.pk).exists()


@pytest.mark.parametrize("make_claim", [make.a_draft, make.a_returned_claim, make.a_withdrawn_claim])
def test_what_was_not_paid_goes_a_year_after_its_last_change(make_claim):
    claim = make_claim()
    assert due_on("expenses.unpaid", dt.date(2027, 5, 31)) == set()
    assert due_on("expenses.unpaid", MONDAY.replace(year=2027)) == {claim}


@pytest.mark.parametrize("make_claim", [make.a_submitted_claim, make.an_approved_claim])
def test_what_waits_for_an_answer_or_its_money_does_not_go(make_claim):
    make_claim()
    later = dt.date(2040, 1, 1)
    assert due_on("expenses.paid", later) | due_on("expenses.unpaid", later) == set()


def erase_claimant(claim):
    erase_found(find(own_subject(claim.claimant)), clock.now())


def test_an_erasure_leaves_what_public_money_was_paid_for_and_takes_the_rest():
    claim = make.a_paid_claim(pay_contact="01632 960 118")
    name = claim.name
    erase_claimant(claim)
    kept = Claim.objects.get()
    assert (kept.name, str(kept.total), kept.payment_reference) == (name, "50.48", "BACS run 12")
    assert (kept.pay_contact, kept.role_title, kept.affiliation, kept.paid_work_reason) == ("", "", "", "")
    assert read_document(Line.objects.get(kind="parking").document) == b"Parking 3.20"


def test_an_erasure_deletes_a_claim_that_was_never_sent():
    claim = make.a_draft()
    make.a_line(claim, "parking", amount="3.20", document=make.a_receipt())
    erase_claimant(claim)
    assert (Claim.objects.count(), Line.objects.count(), Document.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("make_claim", [make.a_submitted_claim, make.an_approved_claim])
def test_nobody_is_erased_while_their_money_is_on_its_way(make_claim):
    claim = make_claim()
    subject = follow(own_subject(claim.claimant))
    own, staff = hindrances(subject, clock.now()), hindrances(subject, clock.now(), accounts.coordinator())
    assert f"Your expense claim {claim.reference} waits to be paid. Withdraw it, or wait for the money." in own
    assert f"The expense claim {claim.reference} of theirs waits to be paid. Pay or return it first." in staff


def test_a_claim_that_was_paid_hinders_nothing():
    claim = make.a_paid_claim()
    words = [str(one) for one in hindrances(follow(own_subject(claim.claimant)), clock.now())]
    assert [one for one in words if claim.reference in one] == []
