"""A claim from its first line to its payment: to the penny, and by people who are not one another (M13, S8)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from accounts.services.settings import set_setting
from common import clock, exceptions_register
from common.errors import DomainError, MoveNotAllowed
from expenses.models import Claim, Rate
from expenses.services import claims, lines
from expenses.services.rates import set_rate
from meetings.rules import ReplyKind
from tests.factories import accounts, meetings, members
from tests.factories import expenses as make
from tests.mailbox import mail

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def on_monday(db):
    with clock.frozen(MONDAY):
        yield


def amounts(claim):
    return [str(amount) for line in claim.lines.all() for amount in (line.amount, line.passenger_amount) if amount]


def refused(function, *args, **kwargs):
    with pytest.raises(DomainError) as caught:
        function(*args, **kwargs)
    return caught.value


class TestS8:
    def test_the_claim_comes_to_fifty_pounds_forty_eight(self):
        claim = make.a_submitted_claim()
        assert amounts(claim) == ["10.80", "0.48", "3.20", "36.00"]
        assert (claim.expenses, claim.payments, claim.total) == (Decimal("50.48"), 0, Decimal("50.48"))

    def test_it_is_approved_and_paid_by_two_people(self):
        approver, payer = accounts.coordinator(), accounts.payer()
        claim = make.a_paid_claim(make.an_approved_claim(by=approver), by=payer)
        assert (claim.status, claim.approved_by, claim.paid_by) == ("paid", approver, payer)
        assert (claim.paid_on, claim.payment_reference) == (MONDAY, "BACS run 12")
        verbs = ["start_claim", "add_line", "add_line", "add_line", "submit_claim", "approve_claim", "pay_claim"]
        found = AuditEntry.objects.filter(object_type="expenses.claim", object_id=str(claim.pk)).order_by("pk")
        assert list(found.values_list("verb", flat=True)) == verbs


class TestTwoPeople:
    def test_a_coordinator_does_not_approve_their_own_claim(self):
        by = accounts.coordinator()
        members.a_member(person=members.a_person(user=by))
        claim = make.a_submitted_claim(by=by)
        assert "your own claim" in str(refused(claims.approve_claim, claim, by=by).message)
        assert "your own claim" in str(refused(claims.return_claim, claim, "No", by=by).message)

    def test_a_coordinator_does_not_approve_what_they_entered(self):
        by = accounts.coordinator()
        claim = make.an_entered_claim(by=by)
        assert "your own claim" in str(refused(claims.approve_claim, claim, by=by).message)
        assert claims.approve_claim(claim, by=accounts.coordinator()).status == "approved"

    def test_a_coordinator_enters_no_claim_of_their_own(self):
        by = accounts.coordinator()
        person = members.a_member(person=members.a_person(user=by)).person
        error = refused(claims.enter_claim, person, by=by, channel="phone", activity="Visit")
        assert error.field == "person"

    @pytest.mark.parametrize("who", ["claimant", "approved_by"])
    def test_neither_claimant_nor_approver_pays(self, who):
        claim = make.an_approved_claim()
        refused(claims.pay_claim, claim, on=MONDAY, reference="BACS", by=getattr(claim, who))
        claim.refresh_from_db()
        assert claim.status == "approved"

    @pytest.mark.parametrize(
        ("one", "other"), [("paid_by", "approved_by"), ("paid_by", "claimant"), ("approved_by", "claimant")]
    )
    def test_the_database_refuses_it_too(self, one, other):
        claim = make.a_paid_claim()
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(**{one: getattr(claim, other)})

    def test_a_claim_sent_again_since_it_was_read_is_not_approved(self):
        claim = make.a_submitted_claim()
        seen = claim.times_sent
        claim = claims.submit_claim(make.a_returned_claim(claim), by=claim.claimant)
        assert "Read it once more" in str(
            refused(claims.approve_claim, claim, by=accounts.coordinator(), seen=seen).message
        )
        assert claims.approve_claim(claim, by=accounts.coordinator(), seen=claim.times_sent).status == "approved"


class TestRates:
    def test_a_claim_across_a_change_uses_the_rate_of_each_day(self):
        make.rates()
        make.rates(since=MONDAY - dt.timedelta(days=5), mile="0.50")
        claim = make.a_claim()
        for days in (10, 6, 5, 0):
            make.a_line(claim, miles=10, on=MONDAY - dt.timedelta(days=days))
        assert [str(line.amount) for line in claim.lines.order_by("on")] == ["4.50", "4.50", "5.00", "5.00"]

    def test_what_was_claimed_keeps_its_rate_when_another_is_set(self):
        claim = make.a_draft()
        set_rate("mile", Decimal("0.60"), make.LONG_AGO, by=accounts.coordinator())
        claim.refresh_from_db()
        assert (claim.total, claim.lines.get().rate) == (Decimal("10.80"), Decimal("0.450"))
        assert Rate.objects.on("mile", MONDAY).amount == Decimal("0.600")

    def test_the_audit_trail_says_what_a_rate_was_before(self):
        make.rates(mile="0.45")
        set_rate("mile", Decimal("0.50"), MONDAY, by=accounts.coordinator())
        assert AuditEntry.objects.filter(verb="set_rate").latest("pk").detail == {
            "holds_from": "2026-06-01",
            "before": "0.450",
        }

    def test_without_a_rate_nobody_claims_mileage(self):
        error = refused(make.a_line, make.a_claim())
        assert (error.field, "No rate" in str(error.message)) == ("on", True)

    @pytest.mark.parametrize("amount", ["0", "-1"])
    def test_a_rate_pays_something(self, amount):
        assert refused(set_rate, "mile", Decimal(amount), MONDAY, by=accounts.coordinator()).field == "amount"


class TestWhatIsAsked:
    @pytest.mark.parametrize("kind", ["fares", "parking", "other"])
    def test_all_but_mileage_needs_a_receipt_or_a_reason(self, kind):
        claim = make.a_draft()
        line = make.a_line(claim, kind, amount="4.00")
        assert "no receipt" in str(refused(claims.submit_claim, claim, by=claim.claimant).message)
        lines.change_line(line, MONDAY, amount=Decimal(4), no_receipt_reason="Lost", by=claim.claimant)
        assert claims.submit_claim(claim, by=claim.claimant).status == "submitted"

    def test_somebody_in_paid_work_says_why(self):
        by = make.claimant(attends_in_paid_work=True)
        claim = make.a_draft(by=by)
        assert "paid work" in str(refused(claims.submit_claim, claim, by=by).message)
        claim = claims.change_claim(claim, by=by, activity="Visit", paid_work_reason="Evenings are not paid")
        assert claims.submit_claim(claim, by=by).status == "submitted"

    def test_an_empty_claim_is_not_sent(self):
        claim = make.a_claim()
        assert "at least one" in str(refused(claims.submit_claim, claim, by=claim.claimant).message)

    @pytest.mark.parametrize(
        ("kind", "fields", "field"),
        [
            ("mileage", {"miles": None}, "miles"),
            ("mileage", {"miles": "0"}, "miles"),
            ("mileage", {"miles": "-3"}, "miles"),
            ("mileage", {"miles": "3", "passengers": 9}, "passengers"),
            ("care", {"hours": "0"}, "hours"),
            ("fares", {"amount": "0"}, "amount"),
            ("fares", {"amount": "-1"}, "amount"),
            ("fares", {"amount": "3", "what": "pay 12-34-56 12345678"}, "what"),
            ("fares", {"amount": "3", "no_receipt_reason": "12345678"}, "no_receipt_reason"),
            ("fares", {"amount": "3", "on": MONDAY + clock.DAY}, "on"),
            ("fares", {"amount": "3", "on": MONDAY - dt.timedelta(days=800)}, "on"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field(self, kind, fields, field):
        make.rates()
        claim = make.a_claim()
        numbers = {
            name: value and Decimal(value) for name, value in fields.items() if name in {"miles", "hours", "amount"}
        }
        fields = {"on": MONDAY, **fields, **numbers}
        assert refused(lines.add_line, claim, kind, by=claim.claimant, **fields).field == field

    @pytest.mark.parametrize("name", ["activity", "paid_work_reason", "pay_contact"])
    def test_bank_details_are_refused_wherever_they_are_typed(self, name):
        details = {"activity": "Visit", name: "12-34-56 12345678"}
        assert refused(claims.start_claim, by=make.claimant(), **details).field == name
        assert Claim.objects.count() == 0

    def test_bank_details_spread_over_lines_are_refused_when_it_is_sent(self):
        claim = make.a_draft()
        make.a_line(claim, "other", amount="1", what="ref 123456", no_receipt_reason="sort code")
        assert "bank details" in str(refused(claims.submit_claim, claim, by=claim.claimant).message)

    def test_the_payer_types_no_bank_details(self):
        claim = make.an_approved_claim()
        error = refused(claims.pay_claim, claim, on=MONDAY, reference="12-34-56 12345678", by=accounts.payer())
        assert error.field == "reference"

    def test_a_claim_is_for_a_meeting_or_an_activity(self):
        assert refused(claims.start_claim, by=make.claimant()).field == "activity"


class TestWhoClaims:
    def test_a_parent_cannot(self):
        refused(claims.start_claim, by=accounts.parent(), activity="Visit")

    def test_a_former_member_can(self):
        person = members.a_former_member(person=members.a_person(has_account=True)).person
        assert claims.start_claim(by=person.user, activity="Visit").person == person

    def test_whoever_came_in_the_place_of_a_member_can(self):
        from meetings.services.replies import reply

        member, substitute = members.a_member(), accounts.parent("sub@example.org", name="Beatrix Holme")
        meeting = meetings.a_scheduled_meeting(MONDAY + dt.timedelta(days=3))
        named = {"substitute_name": "Beatrix Holme", "substitute_email": "Sub@example.org"}
        reply(meeting, member, kind=ReplyKind.SUBSTITUTE, by=member.person.user, **named)
        claim = claims.start_claim(by=substitute, meeting=meeting)
        assert (claim.claimant, claim.person, claim.name, claim.affiliation) == (substitute, None, "Beatrix Holme", "")

    def test_name_and_body_stay_as_they_were_that_day(self):
        by = make.claimant(affiliation="Parents Together")
        claim = make.a_claim(by=by)
        by.person.memberships.update(affiliation="Another body")
        assert Claim.objects.get(pk=claim.pk).affiliation == "Parents Together"

    def test_a_claim_on_paper_may_be_a_substitutes_who_is_not_in_the_register(self):
        by = accounts.coordinator()
        claim = claims.enter_claim(None, name="Mrs  Orme", channel="paper", activity="Visit", by=by)
        assert (claim.name, claim.person, claim.claimant, claim.entered_by) == ("Mrs Orme", None, None, by)


class TestMoves:
    def test_a_returned_claim_is_changed_and_sent_again(self):
        claim = make.a_returned_claim(reason="Which day?")
        make.a_line(claim, "fares", amount="2", no_receipt_reason="Lost")
        claim = claims.submit_claim(claim, by=claim.claimant)
        assert (claim.status, claim.times_sent, claim.answered_on) == ("submitted", 2, None)
        assert claim.total == Decimal("52.48")

    def test_an_approved_claim_that_cannot_be_paid_is_returned(self):
        claim = make.a_returned_claim(make.an_approved_claim(), reason="The receipt is another's")
        assert (claim.status, claim.approved_by, claim.approved_on, claim.pay_by_on) == ("returned", None, None, None)

    @pytest.mark.parametrize("make_claim", [make.a_submitted_claim, make.an_approved_claim, make.a_paid_claim])
    def test_what_was_sent_does_not_change(self, make_claim):
        claim = make_claim()
        for change in (
            lambda: make.a_line(claim),
            lambda: lines.remove_line(claim.lines.first(), by=claim.claimant),
            lambda: lines.change_line(claim.lines.first(), MONDAY, by=claim.claimant),
            lambda: claims.change_claim(claim, by=claim.claimant, activity="Another"),
        ):
            assert "can be changed only if it is returned" in str(refused(change).message)

    def test_only_who_makes_a_claim_withdraws_it(self):
        claim = make.a_submitted_claim()
        refused(claims.withdraw_claim, claim, by=accounts.coordinator())
        assert claims.withdraw_claim(claim, by=claim.claimant).status == "withdrawn"

    def test_an_approved_claim_is_not_withdrawn(self):
        claim = make.an_approved_claim()
        with pytest.raises(MoveNotAllowed):
            claims.withdraw_claim(claim, by=claim.claimant)

    def test_a_reason_is_needed_to_return_one(self):
        assert refused(claims.return_claim, make.a_submitted_claim(), " ", by=accounts.coordinator()).field == "reason"

    @pytest.mark.parametrize("days", [-1, 1])
    def test_it_is_paid_on_a_day_since_its_approval(self, days):
        claim = make.an_approved_claim()
        on = MONDAY + dt.timedelta(days=days)
        assert refused(claims.pay_claim, claim, on=on, reference="BACS", by=accounts.payer()).field == "on"

    def test_a_line_taken_out_takes_its_receipt_with_it(self):
        claim = make.a_draft()
        line = make.a_line(claim, "parking", amount="3.20", document=make.a_receipt())
        document = line.document
        lines.remove_line(line, by=claim.claimant)
        claim.refresh_from_db()
        assert claim.total == Decimal("10.80")
        assert not type(document).objects.filter(pk=document.pk).exists()


class TestEmails:
    def test_the_claimant_is_told_of_each_answer_and_the_coordinator_has_a_task(self):
        claim = make.a_submitted_claim()
        assert [message for message in mail.outbox if "claim" in message.subject] == []
        claim = make.a_returned_claim(claim)
        claim = make.an_approved_claim(claims.submit_claim(claim, by=claim.claimant))
        make.a_paid_claim(claim)
        found = [message.subject for message in mail.outbox if claim.reference in message.subject]
        assert [subject.partition(": ")[2] for subject in found] == [
            "Please look at your expense claim again",
            "Your expense claim was approved",
            "Your expense claim was paid",
        ]
        assert "£50.48" in mail.outbox[-1].body
        assert "Which day was it?" in next(one.body for one in mail.outbox if "again" in one.subject)

    def test_who_has_no_address_gets_none(self):
        before = len(mail.outbox)
        make.an_approved_claim(make.an_entered_claim())
        assert len(mail.outbox) == before


class TestWaiting:
    def late(self, name, day):
        return [entry.title for entry in exceptions_register.entries(name, day)]

    def test_a_claim_is_late_to_be_answered_after_its_last_day(self):
        claim = make.a_submitted_claim()
        assert claim.approve_by_on == dt.date(2026, 6, 8)
        days = [dt.date(2026, 6, 8), dt.date(2026, 6, 9)]
        assert [self.late("claims.to_approve_late", day) for day in days] == [[], [claim.reference]]

    def test_one_answered_late_was_late_until_then(self):
        claim = make.a_submitted_claim()
        make.an_approved_claim(claim, now=clock.at(dt.date(2026, 6, 12), dt.time(9)))
        days = [dt.date(2026, 6, 11), dt.date(2026, 6, 12)]
        assert [self.late("claims.to_approve_late", day) for day in days] == [[claim.reference], []]

    def test_a_claim_is_late_to_be_paid_after_its_last_day(self):
        claim = make.an_approved_claim()
        assert claim.pay_by_on == dt.date(2026, 6, 15)
        days = [dt.date(2026, 6, 15), dt.date(2026, 6, 16)]
        assert [self.late("claims.to_pay_late", day) for day in days] == [[], [claim.reference]]

    def test_the_time_is_a_setting(self):
        set_setting("claim_approval_days", 2, by=None)
        assert make.a_submitted_claim().approve_by_on == dt.date(2026, 6, 3)


class TestRowsOutOfDate:
    """Whoever holds a row that another has moved meanwhile is refused: each service locks it and reads it again."""

    def twice(self, claim):
        return Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=claim.pk)

    def test_a_claim_is_paid_once(self):
        first, second = self.twice(make.an_approved_claim())
        make.a_paid_claim(first)
        with pytest.raises(MoveNotAllowed):
            make.a_paid_claim(second)
        assert AuditEntry.objects.filter(verb="pay_claim").count() == 1

    def test_a_claim_returned_meanwhile_is_not_paid(self):
        first, second = self.twice(make.an_approved_claim())
        make.a_returned_claim(first)
        with pytest.raises(MoveNotAllowed):
            make.a_paid_claim(second)

    def test_nothing_is_added_to_a_claim_that_was_sent_meanwhile(self):
        first, second = self.twice(make.a_draft())
        claims.submit_claim(first, by=first.claimant)
        refused(make.a_line, second)
        assert first.lines.count() == 1
