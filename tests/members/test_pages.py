"""Every page opens for those it is for, and for nobody else."""

import pytest
from django.urls import reverse

from tests.factories import accounts, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

STAFF_PAGES = [
    "membership_list",
    "membership_nominate",
    "person_list",
    "person_add",
    "seat_list",
    "seat_add",
    "constituency_add",
    "role_description_list",
    "role_description_add",
    "staff_interest_list",
    "review_list",
]
MY_PAGES = ["my_membership", "my_details_edit", "my_interest_add"]
PUBLIC_PAGES = ["member_list", "interest_list"]


def page(name, *args):
    return reverse(f"members:{name}", args=args)


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_a_public_page_opens_for_anyone_with_and_without_rows(client, name):
    assert client.get(page(name)).status_code == 200
    members.an_interest()
    assert client.get(page(name)).status_code == 200


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_a_staff_page_opens_for_the_coordinator_with_and_without_rows(as_coordinator, name):
    assert as_coordinator.get(page(name)).status_code == 200
    members.an_open_review()
    members.a_decided_review()
    members.an_interest()
    members.an_accepted_member()
    assert as_coordinator.get(page(name)).status_code == 200


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_a_staff_page_is_refused_to_a_member_and_asks_others_to_sign_in(client, as_member, name):
    assert as_member.get(page(name)).status_code == 403
    client.logout()
    assert client.get(page(name)).status_code == 302


@pytest.mark.parametrize("name", MY_PAGES)
def test_a_members_own_page_opens_for_the_member_alone(client, as_member, name):
    assert as_member.get(page(name)).status_code == 200
    sign_in(client, accounts.parent())
    assert client.get(page(name)).status_code == 403


def test_the_pages_of_rows_open_for_the_coordinator(as_coordinator):
    membership = members.an_accepted_member()
    nomination = members.a_nomination()
    interest = members.an_interest(membership.person)
    review = members.an_open_review(membership)
    vacant = members.a_seat()
    description = membership.seat.role_description
    for name, row in [
        ("membership_detail", membership),
        ("membership_edit", membership),
        ("membership_end", membership),
        ("membership_detail", nomination),
        ("membership_appoint", nomination),
        ("person_detail", membership.person),
        ("person_edit", membership.person),
        ("person_sign_in", membership.person),
        ("interest_add", membership.person),
        ("interest_end", interest),
        ("seat_edit", vacant),
        ("seat_close", vacant),
        ("constituency_edit", vacant.constituency),
        ("staff_role_description", description),
        ("role_version_draft", description),
        ("review_detail", review),
        ("review_say", review),
        ("review_withdraw", review),
    ]:
        assert as_coordinator.get(page(name, row.pk)).status_code == 200, name
    assert as_coordinator.get(description.get_absolute_url()).status_code == 200


def test_a_group_without_members_does_not_say_who_sits_on_it(client):
    text = client.get("/members/").content.decode()
    assert "Nobody sits on the steering group yet." in text
    assert "0 people" not in text
