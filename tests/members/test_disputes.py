"""What a member says privately of a dispute: theirs and the co-ordinator's, until a day, and then gone (M8)."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from common import clock
from common.errors import DomainError
from common.retention import carry_out, rules
from members.models import Dispute
from members.services.disputes import say_dispute
from tests.factories import accounts, members
from tests.filling import parts_of, save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 9, 14)
UNTIL = dt.date(2027, 3, 1)
ADD = "/my/membership/disputes/add/"


@pytest.fixture(autouse=True)
def today(db):
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def person():
    return members.a_member().person


@pytest.fixture
def agency():
    return accounts.agency("Stonefield Health Trust")


@pytest.fixture
def dispute(person, agency):
    return say_dispute(person, agency, UNTIL, by=person.user)


def test_member_says_it_on_their_own_page_and_ends_it(person, agency):
    client = sign_in(Client(), person.user)
    assert save(client, ADD, {"agency": agency.pk, **parts_of(UNTIL, "ends_on")}).status_code == 302
    dispute = Dispute.objects.get()
    assert (dispute.person, dispute.agency, dispute.said_on, dispute.ends_on) == (person, agency, TODAY, UNTIL)
    assert "Stonefield Health Trust, until 1 March 2027" in client.get("/my/membership/").content.decode()
    assert client.post(f"/my/membership/disputes/{dispute.pk}/end/").status_code == 302
    assert not Dispute.objects.exists()


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [(dt.date(2026, 9, 13), "has passed"), (dt.date(2027, 9, 15), "within a year")],
)
def test_day_has_not_passed_and_is_within_a_year(person, agency, ends_on, words):
    with pytest.raises(DomainError, match=words) as caught:
        say_dispute(person, agency, ends_on, by=person.user)
    assert caught.value.field == "ends_on"


def test_saying_it_twice_is_refused(person, agency, dispute):
    with pytest.raises(DomainError, match="already"):
        say_dispute(person, agency, UNTIL, by=person.user)
    assert Dispute.objects.count() == 1


def test_only_the_member_and_the_coordinator_see_it(person, dispute):
    seen = {
        "member": person.user,
        "coordinator": accounts.coordinator(),
        "another": members.a_member().person.user,
        "officer": accounts.officer(of=dispute.agency),
        "administrator": accounts.administrator(),
        "anyone": AnonymousUser(),
    }
    assert {who for who, user in seen.items() if Dispute.objects.visible_to(user).exists()} == {"member", "coordinator"}
    page = sign_in(Client(), seen["coordinator"]).get(f"/staff/members/people/{person.pk}/").content.decode()
    assert "Told you privately: in dispute with Stonefield Health Trust." in " ".join(page.split())


def test_nobody_ends_that_of_another(dispute):
    other = sign_in(Client(), members.a_member().person.user)
    assert other.post(f"/my/membership/disputes/{dispute.pk}/end/").status_code == 404
    assert Dispute.objects.exists()


def test_it_is_gone_a_month_after_its_last_day(dispute):
    rule = rules["members.disputes"]
    assert carry_out(rule, clock.at(dt.date(2027, 3, 31), dt.time(12))) == 0
    assert carry_out(rule, clock.at(dt.date(2027, 4, 1), dt.time(12))) == 1
    assert not Dispute.objects.exists()
