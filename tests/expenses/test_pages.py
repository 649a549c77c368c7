"""The pages of a claim: by telephone, at the co-ordinator's desk, at the payer's; and who sees what."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from common import clock
from expenses.models import Claim, Line
from tests.common.files import pdf
from tests.counting import queries
from tests.factories import accounts, meetings, members
from tests.factories import expenses as make
from tests.issues.pages import date, errors, hidden, links, press, said, words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 6, 1)
MY, STAFF, PAYER = "/my/expenses/", "/staff/expenses/", "/payer/claims/"


@pytest.fixture(autouse=True)
def on_monday(db):
    with clock.frozen(MONDAY):
        yield


def client_of(user):
    client = Client()
    sign_in(client, user)
    return client


@pytest.fixture
def member():
    return make.claimant()


@pytest.fixture
def mine(member):
    return client_of(member)


def photograph():
    return SimpleUploadedFile("receipt.pdf", pdf(1), content_type="application/pdf")


def send(client, address, **typed):
    page = client.get(address)
    return client.post(address, {"once": hidden(page, "once"), **typed})


def add(client, claim, kind, **typed):
    return send(client, f"{MY}{claim.reference}/add/{kind}/", **{**date("on", MONDAY), **typed})


class TestByTelephone:
    def test_s8_is_claimed_sent_approved_and_paid_on_the_pages(self, mine):
        make.rates()
        response = send(mine, f"{MY}start/", activity="Visit", pay_how="bank", pay_contact="01632 960 118")
        claim = Claim.objects.get()
        assert response.url == f"{MY}{claim.reference}/"
        add(mine, claim, "mileage", miles="24", passengers="1", what="Dene to Ashby and back")
        assert "Total: £11.28" in words(mine.get(response.url))
        add(mine, claim, "parking", amount="£3.20", receipt=photograph())
        said(mine, add(mine, claim, "care", hours="3", no_receipt_reason="A neighbour"))
        page = mine.get(response.url)
        for part in ("24 miles at £0.45: £10.80", "1 passenger at £0.02 a mile: £0.48", "£3.20", "£36.00", "£50.48"):
            assert part in words(page)
        assert "Claim sent." in said(mine, press(mine, page, f"{response.url}send/"))
        staff = client_of(accounts.coordinator())
        page = staff.get(f"{STAFF}{claim.reference}/")
        assert "Claim approved." in said(staff, press(staff, page, f"{STAFF}{claim.reference}/approve/"))
        payer = client_of(accounts.payer())
        typed = {**date("on", MONDAY), "reference": "BACS run 12"}
        assert "Recorded as paid." in said(payer, payer.post(f"{PAYER}{claim.reference}/pay/", typed))
        assert "Paid" in words(mine.get(response.url))
        assert Line.objects.get(kind="parking").document.media_type == "application/pdf"

    def test_a_line_asks_only_what_its_kind_needs(self, mine, member):
        claim = make.a_draft(by=member)
        fields = {
            kind: set(mine.get(f"{MY}{claim.reference}/add/{kind}/").context["form"].fields) - {"once"}
            for kind in ("mileage", "fares", "care", "involvement")
        }
        assert fields == {
            "mileage": {"on", "miles", "passengers", "what"},
            "fares": {"on", "amount", "what", "receipt", "no_receipt_reason"},
            "care": {"on", "hours", "receipt", "no_receipt_reason"},
            "involvement": {"on", "hours"},
        }

    def test_an_unknown_kind_is_not_found(self, mine, member):
        claim = make.a_draft(by=member)
        assert mine.get(f"{MY}{claim.reference}/add/champagne/").status_code == 404

    def test_what_is_paid_by_a_rate_is_offered_where_there_is_one(self, mine, member):
        make.rates(mile="0.45")
        claim = make.a_claim(by=member)
        kinds = [kind["value"] for kind in mine.get(f"{MY}{claim.reference}/").context["kinds"]]
        assert kinds == ["mileage", "fares", "parking", "other"]

    def test_pressing_twice_adds_once(self, mine, member):
        claim = make.a_draft(by=member)
        address = f"{MY}{claim.reference}/add/mileage/"
        typed = {"once": hidden(mine.get(address), "once"), "miles": "3", **date("on", MONDAY)}
        assert [mine.post(address, typed).status_code for _ in range(2)] == [302, 302]
        assert claim.lines.count() == 2

    @pytest.mark.parametrize(
        ("kind", "typed", "words_of_error"),
        [
            ("mileage", {"miles": "far"}, "Give a number"),
            ("mileage", {"miles": ""}, "Give the miles"),
            ("mileage", {"miles": "1e9"}, "5 digits or fewer"),
            ("fares", {"amount": "NaN"}, "pounds and pence"),
            ("fares", {"amount": "3.205"}, "2 digits or fewer"),
            ("fares", {"amount": "three"}, "pounds and pence"),
            ("fares", {"amount": "3.20", "what": "12-34-56 12345678"}, "looks like bank details"),
            ("other", {"amount": "3.20", "what": ""}, "was it"),
        ],
    )
    def test_bad_input_is_said_next_to_its_field_and_kept(self, mine, member, kind, typed, words_of_error):
        claim = make.a_draft(by=member)
        response = add(mine, claim, kind, **typed)
        assert response.status_code == 200
        assert words_of_error in errors(response)
        for value in filter(None, typed.values()):
            assert value in response.content.decode()

    def test_a_file_that_is_no_receipt_is_refused(self, mine, member):
        claim = make.a_draft(by=member)
        page = SimpleUploadedFile("r.pdf", b"<html>", content_type="application/pdf")
        response = add(mine, claim, "parking", amount="3.20", receipt=page)
        assert (response.status_code, claim.lines.count()) == (200, 1)

    def test_what_is_still_missing_is_said_beside_the_button(self, mine, member):
        claim = make.a_draft(by=member)
        make.a_line(claim, "parking", amount="3.20")
        page = words(mine.get(f"{MY}{claim.reference}/"))
        assert "There is no receipt yet for: parking" in page
        assert "Send this claim" not in page

    def test_a_line_changed_elsewhere_is_not_overwritten(self, mine, member):
        claim = make.a_draft(by=member)
        line = claim.lines.get()
        address = f"{MY}lines/{line.pk}/"
        typed = {"seen": hidden(mine.get(address), "seen"), "miles": "30", **date("on", MONDAY)}
        assert mine.post(address, typed).status_code == 302
        response = mine.post(address, typed | {"miles": "40"})
        assert response.status_code == 409
        assert "40" in response.content.decode()

    def test_the_meeting_that_was_held_last_is_chosen_already(self, mine):
        meeting = meetings.a_held_meeting(on=MONDAY - dt.timedelta(days=6))
        assert mine.get(f"{MY}start/").context["form"].initial["meeting"] == meeting


class TestForSomebody:
    def test_a_claim_by_phone_is_entered_and_sent_by_one_and_approved_by_another(self):
        make.rates()
        person = members.a_member(has_account=False).person
        first, second = accounts.coordinator(), accounts.coordinator()
        staff = client_of(first)
        response = send(staff, f"{STAFF}enter/", person=person.pk, channel="phone", activity="Visit", pay_how="cash")
        claim = Claim.objects.get()
        add(staff, claim, "mileage", miles="24")
        said(staff, staff.post(f"{response.url}send/"))
        page = staff.get(f"{STAFF}{claim.reference}/")
        assert "or one you entered" in words(page)
        assert "Approve this claim" not in words(page)
        staff.post(f"{STAFF}{claim.reference}/approve/", {"version": "1"})
        claim.refresh_from_db()
        assert claim.status == "submitted"
        other = client_of(second)
        said(other, press(other, other.get(f"{STAFF}{claim.reference}/"), f"{STAFF}{claim.reference}/approve/"))
        claim.refresh_from_db()
        assert (claim.status, claim.approved_by) == ("approved", second)

    def test_whoever_approves_reads_of_other_claims_for_the_same_meeting(self):
        meeting = meetings.a_held_meeting(on=MONDAY - dt.timedelta(days=6))
        by = make.claimant()
        earlier = make.a_submitted_claim(by=by, meeting=meeting)
        claim = make.a_submitted_claim(by=by, meeting=meeting)
        page = words(client_of(accounts.coordinator()).get(f"{STAFF}{claim.reference}/"))
        assert f"Also claimed for this meeting {earlier.reference} (£50.48)" in page


class TestWhoSeesWhat:
    """What somebody may not see does not exist."""

    WHO = {
        "claimant": lambda claim: claim.claimant,
        "member": lambda claim: make.claimant(),
        "coordinator": lambda claim: accounts.coordinator(),
        "payer": lambda claim: accounts.payer(),
        "officer": lambda claim: accounts.officer(),
        "administrator": lambda claim: accounts.administrator(),
    }
    STATES = {
        "draft": make.a_draft,
        "submitted": make.a_submitted_claim,
        "approved": make.an_approved_claim,
        "paid": make.a_paid_claim,
    }
    SEEN = """
                  draft submitted approved paid
    claimant      x     x         x        x
    member        -     -         -        -
    coordinator   -     x         x        x
    payer         -     -         x        -
    officer       -     -         -        -
    administrator -     -         -        -
    """

    @pytest.mark.parametrize("state", STATES)
    def test_claims_are_visible_exactly_as_in_the_table(self, state):
        head, *rows = [line.split() for line in self.SEEN.strip().splitlines()]
        wanted = {who: marks[head.index(state)] == "x" for who, *marks in rows}
        claim = self.STATES[state]()
        found = {
            who: Claim.objects.visible_to(user(claim)).filter(pk=claim.pk).exists() for who, user in self.WHO.items()
        }
        assert found == wanted

    def test_the_payer_reads_no_words_and_no_receipts(self):
        claim = make.an_approved_claim()
        payer = client_of(accounts.payer())
        page = words(payer.get(f"{PAYER}{claim.reference}/"))
        assert "£50.48" in page
        assert "A neighbour" not in page
        line = claim.lines.get(kind="parking")
        assert payer.get(f"{MY}lines/{line.pk}/receipt/").status_code == 404
        assert payer.get(f"{STAFF}{claim.reference}/").status_code == 403

    @pytest.mark.parametrize("make_claim", [make.a_submitted_claim, make.a_paid_claim, make.a_returned_claim])
    def test_the_payer_finds_nothing_else(self, make_claim):
        claim = make_claim()
        payer = client_of(accounts.payer())
        assert payer.get(f"{PAYER}{claim.reference}/").status_code == 404
        assert claim.reference not in words(payer.get(PAYER))

    def test_nobody_opens_another_ones_claim(self, mine):
        claim = make.a_draft(by=make.claimant())
        line = claim.lines.get()
        for address in (
            f"{claim.reference}/",
            f"{claim.reference}/edit/",
            f"{claim.reference}/add/fares/",
            f"lines/{line.pk}/",
        ):
            assert mine.get(f"{MY}{address}").status_code == 404
        for address in (f"{claim.reference}/send/", f"{claim.reference}/withdraw/", f"lines/{line.pk}/remove/"):
            assert mine.post(f"{MY}{address}").status_code == 404
        assert claim.lines.count() == 1

    def test_a_parent_starts_no_claim(self):
        client = client_of(accounts.parent())
        assert client.get(f"{MY}start/").status_code == 403
        assert "people who come in their place" in words(client.get(MY))


class TestBenefits:
    def test_nothing_is_said_of_them_until_a_text_is_set(self, mine, member):
        claim = make.a_draft(by=member)
        address = f"{MY}{claim.reference}/add/involvement/"
        assert "ask whoever pays them" in words(mine.get(address))

    def test_the_text_of_the_service_stands_with_its_source(self, mine, member):
        from accounts.services.settings import set_setting

        set_setting("benefits_text", "Tell the office before you take a payment.", by=None)
        set_setting("benefits_source", "Guidance of the department, read on 1 May 2026", by=None)
        claim = make.a_draft(by=member)
        page = words(mine.get(f"{MY}{claim.reference}/add/involvement/"))
        assert "Tell the office before you take a payment." in page
        assert "Source: Guidance of the department, read on 1 May 2026" in page


class TestTotals:
    def test_what_was_paid_is_summed_by_kind_and_expenses_apart_from_payments(self):
        claim = make.a_draft()
        make.a_line(claim, "involvement", hours="2")
        from expenses.services.claims import submit_claim

        make.a_paid_claim(make.an_approved_claim(submit_claim(claim, by=claim.claimant)))
        make.an_approved_claim()
        staff = client_of(accounts.coordinator())
        page = words(staff.get(f"{STAFF}paid/"))
        assert "Expenses £10.80. Involvement payments, which are no expenses, £23.00." in page
        later = MONDAY + clock.DAY
        narrowed = staff.get(f"{STAFF}paid/", date("paid_from", later))
        assert "Nothing was paid in this time." in words(narrowed)

    def test_one_press_narrows_them_to_this_financial_year(self):
        claim = make.a_paid_claim()
        staff = client_of(accounts.coordinator())
        address = next(one for one in links(staff.get(f"{STAFF}paid/")) if "paid_from" in one)
        address = address.replace("&amp;", "&")
        assert address == f"{STAFF}paid/?paid_from=2026-04-01&paid_to=2027-03-31"
        assert claim.reference in words(staff.get(address))

    def test_the_file_has_numbers_and_names_nobody(self):
        claim = make.a_paid_claim()
        file = b"".join(client_of(accounts.coordinator()).get(f"{STAFF}paid/?format=csv")).decode()
        assert ",11.28," in file
        assert claim.name not in file


class TestHowMuchTheyAsk:
    """A page with many more rows takes no more queries."""

    def cost(self, client, address):
        client.get(address)
        with queries() as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def test_a_claim_costs_the_same_with_few_and_with_many_lines(self, mine, member):
        claim, other = make.a_draft(by=member), make.a_draft(by=member)
        for _number in range(30):
            make.a_line(other, "fares", amount="1", no_receipt_reason="Lost")
        assert self.cost(mine, f"{MY}{claim.reference}/") == self.cost(mine, f"{MY}{other.reference}/")

    @pytest.mark.parametrize("address", [STAFF, f"{STAFF}paid/", PAYER])
    def test_a_list_costs_the_same_with_few_and_with_many_claims(self, address):
        client = client_of(accounts.payer() if address == PAYER else accounts.coordinator())
        make.a_paid_claim()
        make.an_approved_claim()
        few = self.cost(client, address)
        for _number in range(4):
            make.a_paid_claim()
            make.an_approved_claim()
        assert self.cost(client, address) == few


class TestWhatTheRegisterSays:
    def test_whoever_approves_reads_that_the_claimant_was_not_there(self, member):
        seat = member.person.memberships.get()
        meeting = meetings.a_held_meeting([seat], "N", on=MONDAY - dt.timedelta(days=20))
        claim = make.a_submitted_claim(by=member, meeting=meeting)
        page = words(client_of(accounts.coordinator()).get(f"{STAFF}{claim.reference}/"))
        assert "The register says" in page
        assert "absent" in page

    def test_a_claim_for_an_activity_has_no_register(self, member):
        claim = make.a_submitted_claim(by=member, activity="A visit to the school")
        assert "The register says" not in words(client_of(accounts.coordinator()).get(f"{STAFF}{claim.reference}/"))


@pytest.mark.parametrize(("typed", "is_taken"), [("4,50", False), ("1,050", True), ("1,050.20", True), ("12,3", False)])
def test_an_amount_with_a_comma_for_a_point_is_not_taken_for_hundreds(mine, member, typed, is_taken):
    claim = make.a_claim(by=member, activity="A visit to the school")
    page = add(mine, claim, "parking", amount=typed, no_receipt_reason="Lost")
    assert Line.objects.exists() is is_taken, page.content.decode()
