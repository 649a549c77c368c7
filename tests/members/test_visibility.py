"""What each person may see of the group: names as chosen, reviews between two people."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from common import timeline
from members.models import Interest, Membership, MembershipReview
from members.services.interests import end_interest
from members.services.memberships import end_membership
from members.services.roles import draft_role_version
from tests.factories import accounts, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
GROUP, REGISTER = "/members/", "/members/interests/"


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_public_sees_names_as_each_person_chose(client):
    for name, shown in [("Asha Begum", "full"), ("Ben Okoro", "first"), ("Carys Lowe", "none")]:
        person = members.a_person(name, name_shown=shown)
        members.a_member(person=person, role_title=f"Role of {name}", affiliation=f"Body of {name}", has_account=False)
    page = text(client, GROUP)
    assert "Asha Begum" in page
    assert ">Ben<" in page
    assert "Okoro" not in page.replace("Role of Ben Okoro", "").replace("Body of Ben Okoro", "")
    assert "Carys" not in page
    assert "A member who chose not to be named" in page


def test_the_public_sees_no_nominee_no_former_member_and_no_contact(client):
    members.a_nomination(person=members.a_person("Nora Nominee"))
    members.a_former_member(person=members.a_person("Fred Former"))
    person = members.a_person("Asha Begum", email="asha@example.org", phone="01632 960123", access_needs="A ramp")
    members.a_member(person=person)
    page = text(client, GROUP)
    for hidden in ("Nora", "Fred", "asha@example.org", "960123", "A ramp"):
        assert hidden not in page


def test_the_public_sees_vacancies_gaps_and_both_holders(client):
    members.a_seat("Empty seat", constituency=members.a_constituency("Health"), opened_on=dt.date(2024, 1, 8))
    seat, (one, other) = members.a_shared_seat(constituency=members.a_constituency("Schools"))
    page = text(client, GROUP)
    assert "since 8 January 2024" in page
    assert "Nobody has spoken for these people" in page
    for expected in (seat.title, "(shared)", one.person.name, other.person.name):
        assert expected in page


def test_the_register_shows_current_public_interests_of_who_holds_a_seat(client):
    membership = members.a_member(person=members.a_person("Asha Begum", name_shown="first"))
    members.an_interest(membership.person, body="Shown School")
    members.an_interest(membership.person, body="Private Trust", is_private=True)
    end_interest(members.an_interest(membership.person, body="Ended Ltd"), by=None)
    members.an_interest(members.a_former_member().person, body="Former Body")
    page = text(client, REGISTER)
    assert "Shown School" in page
    assert "Begum" not in page
    for hidden in ("Private Trust", "Ended Ltd", "Former Body"):
        assert hidden not in page


def test_typed_text_is_escaped(client):
    person = members.a_person("<script>alert(1)</script> & {{ 7|add:7 }}")
    members.a_member(person=person)
    members.an_interest(person, body="<img src=x onerror=alert(1)>")
    for page in (text(client, GROUP), text(client, REGISTER)):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "{{ 7|add:7 }}" in page


def test_a_role_description_is_public_once_it_is_in_force(client):
    draft = members.a_role_description(is_published=False)
    assert client.get(draft.get_absolute_url()).status_code == 404
    description = members.a_role_description(text="# Duties\n\n<script>alert(1)</script> Come to meetings.")
    page = text(client, description.get_absolute_url())
    assert "Come to meetings." in page
    assert "<script>alert" not in page


def test_the_draft_of_a_next_version_stays_inside(client):
    description = members.a_role_description()
    draft_role_version(description, "Secret plans", by=None)
    assert "Secret plans" not in text(client, description.get_absolute_url())


@pytest.mark.parametrize("name", ["review_detail", "review_say"])
def test_only_the_member_and_the_coordinator_can_open_a_review(client, name):
    review = members.an_open_review()
    address = reverse(f"members:{name}", args=[review.pk])
    assert client.get(address).status_code == 302
    for user, status in [
        (review.membership.person.user, 200),
        (accounts.coordinator(), 200),
        (members.a_member().person.user, 404),
        (accounts.parent(), 404),
        (accounts.officer(), 404),
        (accounts.administrator(), 404),
        (accounts.board_member(), 404),
        (accounts.safeguarding_lead(), 404),
    ]:
        client.logout()
        assert sign_in(client, user).get(address).status_code == status, user


def test_the_other_holder_of_a_shared_seat_does_not_see_the_review(client):
    _seat, (one, other) = members.a_shared_seat()
    review = members.an_open_review(one)
    assert sign_in(client, other.person.user).get(review.get_absolute_url()).status_code == 404
    assert str(review.pk) not in text(client, "/my/membership/").partition("Reviews of your membership")[2]


def test_a_former_member_can_still_read_what_was_decided(client):
    review = members.a_decided_review(outcome="vacated", note="Thank you for five years.")
    page = text(sign_in(client, review.membership.person.user), review.get_absolute_url())
    assert "Thank you for five years." in page


def test_querysets_answer_for_each_person():
    review, hidden = members.an_open_review(), members.an_interest(is_private=True)
    former, nominated = members.a_former_member(), members.a_nomination()
    own, coordinator, stranger = review.membership.person.user, accounts.coordinator(), AnonymousUser()
    assert set(MembershipReview.objects.visible_to(coordinator)) == {review}
    assert set(MembershipReview.objects.visible_to(own)) == {review}
    assert set(MembershipReview.objects.visible_to(stranger)) == set()
    assert set(Interest.objects.visible_to(coordinator)) == {hidden}
    assert set(Interest.objects.visible_to(hidden.person.user)) == {hidden}
    assert set(Interest.objects.visible_to(stranger)) == set()
    assert set(Membership.objects.visible_to(stranger)) == set(Membership.objects.active())
    assert {former, nominated} <= set(Membership.objects.visible_to(coordinator))
    assert former in Membership.objects.visible_to(former.person.user)


def test_the_timeline_of_a_membership_hides_its_review_from_others():
    review = members.a_decided_review(outcome="continue")
    membership = review.membership
    titles = {
        user: [entry.title for entry in timeline.build(membership, user)]
        for user in (accounts.coordinator(), membership.person.user, AnonymousUser())
    }
    assert [("Review opened" in title) for title in titles.values()] == [True, True, False]


def test_the_timeline_of_a_review_tells_the_run_and_its_end():
    review = members.a_decided_review(
        outcome="support", note="Joins online", now=dt.datetime(2026, 11, 20, 11, tzinfo=dt.UTC)
    )
    entries = timeline.build(review, review.membership.person.user)
    assert [entry.title for entry in entries] == [
        "Missed a meeting",
        "Missed a meeting",
        "Missed a meeting",
        "Review opened",
        "The group decided: continue with support agreed",
    ]


def test_rights_end_with_the_membership_at_the_next_request(client):
    membership = members.a_member()
    sign_in(client, membership.person.user)
    assert client.get("/my/membership/").status_code == 200
    end_membership(membership, reason="Moved away", by=None)
    assert client.get("/my/membership/").status_code == 403


def test_a_member_cannot_end_anothers_interest(client):
    interest = members.an_interest()
    sign_in(client, members.a_member().person.user)
    assert client.post(reverse("members:my_interest_end", args=[interest.pk])).status_code == 404
    interest.refresh_from_db()
    assert interest.ended_on is None
