"""Nobody finds out by a legal hold, or by what a hold stops, whose an issue is that is kept from them."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import DataRequest, LegalHold
from accounts.rules import DataRequestKind, DataRequestStatus
from accounts.services import data_requests, holds
from common import clock
from common.errors import DomainError
from common.models import Message
from tests.factories import accounts, data, issues
from tests.sample_year import AS_OF
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = clock.at(AS_OF, dt.time(12))
PAGE = "/staff/data/holds/place/"


@pytest.fixture
def coordinator():
    return accounts.coordinator()


@pytest.fixture
def parent():
    return accounts.parent("ottoline@example.org", name="Ottoline Quillfeather")


@pytest.fixture
def about_us(parent):
    """An issue about the service itself, from an account, which the co-ordinator must not know of."""
    return issues.read_about_us(reporter=parent, contact_name="", contact_email=parent.email)


def words_for(client, about):
    return client.post(PAGE, {"about": about, "reason": "A claim.", "once": about}).content.decode()


def test_what_is_kept_from_the_coordinator_is_held_by_her_no_more_than_what_is_not_there(coordinator, about_us):
    complaint = data.a_complaint(is_about_coordinator=True)
    inside = sign_in(Client(), coordinator)
    for reference in (about_us.reference, about_us.reference.lower(), complaint.reference, "PPS-999999", "ZZ-1"):
        assert "Nothing is held under this. Check the e-mail address or the reference." in words_for(inside, reference)
    assert not LegalHold.objects.exists()


def test_an_address_known_by_what_is_kept_from_her_alone_is_unknown_to_her(coordinator):
    issues.read_about_us(contact_name="Jo", contact_email="jo@example.org")
    Message.objects.update(body_text="", body_html="")
    inside = sign_in(Client(), coordinator)
    assert "Nothing is held under this address now." in words_for(inside, "jo@example.org")
    assert "Nothing is held under this address now." in words_for(inside, "nobody@example.org")


def test_a_hold_that_a_reader_placed_is_not_seen_and_stops_without_a_word(coordinator, parent, about_us):
    issues.received_issue(contact_name="Ottoline Quillfeather", contact_email=parent.email)
    hold = holds.place_hold(about_us.reference, reason="A claim.", by=accounts.independent_reader(), now=NOON)
    inside = sign_in(Client(), coordinator)
    assert hold.reference not in inside.get("/staff/data/holds/").content.decode()
    assert inside.get(hold.get_absolute_url()).status_code == 404
    other = accounts.coordinator()
    request = data_requests.ask_for_somebody(
        parent.email, DataRequestKind.ERASURE, how_known="She rang.", by=coordinator, now=NOON
    )
    page = sign_in(Client(), other).get(request.get_absolute_url()).content.decode()
    assert "agree/" in page
    assert "Cannot be erased now" not in page
    data_requests.agree(request, by=other, now=NOON)
    data_requests.carry_out_due(NOON + clock.DAY * 2)
    request.refresh_from_db()
    assert (request.status, request.job) == (DataRequestStatus.UNDER_WAY, None)


def test_a_hold_on_an_account_does_not_tell_her_which_issues_are_behind_it(coordinator, parent):
    issue = issues.received_issue(reporter=parent, contact_name="", contact_email="")
    holds.place_hold(parent.email, reason="A claim.", by=coordinator, now=NOON)
    request = data_requests.ask_for_somebody(
        issue.reference, DataRequestKind.ERASURE, how_known="She rang.", by=coordinator, now=NOON
    )
    assert data_requests.obstacles(request.subject, NOON, coordinator) == []
    assert data_requests.obstacles(request.subject, NOON) != []
    data_requests.agree(request, by=accounts.coordinator(), now=NOON)
    assert DataRequest.objects.get().put_off_at == NOON


def test_an_erasure_she_may_not_ask_for_says_what_one_of_nothing_says(coordinator, about_us):
    said = set()
    for text in (about_us.reference, "PPS-999999", "nobody@example.org"):
        with pytest.raises(DomainError) as refused:
            data_requests.ask_for_somebody(text, DataRequestKind.ERASURE, how_known="She rang.", by=coordinator)
        said.add(str(refused.value))
    assert len(said) == 1
