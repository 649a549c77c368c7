"""The handover pack: what is open, promised and due, with whom, and who may do what, on one page."""

import datetime as dt

import pytest
from django.urls import reverse

from answers.services.commitments import make_commitment
from common import clock
from tests.counting import cost
from tests.factories import accounts, answers, consultations, issues, members
from tests.factories import meetings as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_coordinator(client):
    return sign_in(client, accounts.coordinator(name="Moira Old"))


def a_presentation():
    by = accounts.coordinator()
    return answers.presentation_of(issues.logged_issue(by=by), by=by)


def page(client):
    return " ".join(client.get(reverse("handover")).content.decode().split())


def test_the_pack_names_what_is_open_promised_and_due_and_with_whom(as_coordinator):
    member = members.a_member()
    make.a_scheduled_meeting(clock.today() + dt.timedelta(days=30), now=clock.now(), venue="Town hall")
    held = make.a_held_meeting(on=clock.today() - dt.timedelta(days=9))
    make_commitment(owner="The chair", what="Write to the minister", due_on=clock.today(), by=None)
    presentation = a_presentation()
    consultation = consultations.an_open_one(title="Short breaks")
    accounts.payer(name="Pat Payer")
    shown = page(as_coordinator)
    for words in (
        "Town hall", str(held), "Write to the minister", presentation.reference, str(consultation), "Pat Payer",
        member.person.name, "Moira Old",
    ):  # fmt: skip
        assert words in shown


def test_an_empty_service_says_so(as_coordinator):
    shown = page(as_coordinator)
    for words in (
        "No meeting is planned.",
        "All minutes are approved.",
        "Nothing is open.",
        "Every agency has answered.",
    ):
        assert words in shown


def test_somebody_whose_account_is_closed_may_do_nothing(as_coordinator):
    officer = accounts.officer(name="Gone Away")
    officer.is_active = False
    officer.save()
    assert "Gone Away" not in page(as_coordinator)


def test_a_long_list_is_cut_and_leads_to_all_of_it(as_coordinator):
    for n in range(26):
        make_commitment(owner="The chair", what=f"Promise {n:02}", due_on=clock.today(), by=None)
    shown = page(as_coordinator)
    assert "Promise 24" in shown
    assert "Promise 25" not in shown
    assert "There are more: see the whole list" in shown


def test_more_of_everything_takes_no_more_queries(as_coordinator):
    def add():
        members.a_member()
        make_commitment(owner="The chair", what="Ring", due_on=clock.today(), by=None)
        a_presentation()

    add()
    few = cost(as_coordinator, reverse("handover"))
    for _ in range(5):
        add()
    assert cost(as_coordinator, reverse("handover")) == few
