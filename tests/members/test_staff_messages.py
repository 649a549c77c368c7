"""What the co-ordinator is told after a step with a membership: whether the person knows, and can sign in."""

import pytest
from django.urls import reverse

from members.services.memberships import nominate
from tests.factories import members

pytestmark = pytest.mark.django_db


def said(client, page, pk, **data):
    response = client.post(reverse(f"members:{page}", args=[pk]), data, follow=True)
    assert response.redirect_chain, response.context["form"].errors
    return response.content.decode()


def test_the_co_ordinator_is_asked_to_tell_a_member_without_address_or_account(as_coordinator):
    person = members.a_person("Asha Begum")
    page = said(as_coordinator, "membership_appoint", nominate(person, members.a_seat(), by=None).pk)
    assert "No e-mail reaches them. They are on your list of people to ring or write to." in page
    assert "They cannot sign in yet." in page


def test_a_member_with_address_and_account_is_emailed(as_coordinator):
    person = members.a_person("Asha Begum", has_account=True)
    page = said(as_coordinator, "membership_appoint", nominate(person, members.a_seat(), by=None).pk)
    assert "We are telling them by e-mail." in page
    assert "They cannot sign in yet." not in page


def test_the_page_says_whether_the_member_heard_of_the_end(as_coordinator):
    page = said(as_coordinator, "membership_end", members.a_member().pk, kind="asked", reason="Moved away")
    assert "Membership ended. You can undo this for 24 hours. We are telling them by e-mail." in page
    alone = members.a_member(has_account=False)
    page = said(as_coordinator, "membership_end", alone.pk, kind="asked", reason="Moved away")
    assert "No e-mail reaches them. They are on your list of people to ring or write to." in page
    page = said(as_coordinator, "membership_end", members.a_nomination().pk, reason="Changed their mind")
    assert "We do not e-mail them, so please tell them yourself." in page
