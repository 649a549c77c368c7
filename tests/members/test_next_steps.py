"""Next steps of memberships and reviews: each that is offered can be taken, each other is refused."""

import pytest

from members.next_steps import steps_of_membership, steps_of_review
from members.services.memberships import appoint, end_membership
from members.services.reviews import record_member_said, withdraw_review
from tests.factories import accounts, meetings, members
from tests.signing_in import sign_in
from tests.steps import names, take_or_be_refused

pytestmark = pytest.mark.django_db


def nomination_to_a_held_seat():
    return members.a_nomination(seat=members.a_member().seat)


def nomination_to_a_closed_seat():
    seat = members.a_seat()
    nomination = members.a_nomination(seat=seat)
    type(seat).objects.filter(pk=seat.pk).update(closed_on=members.LONG_AGO)
    return type(nomination).objects.get(pk=nomination.pk)


MEMBERSHIPS = {
    "nominated": (members.a_nomination, ["appoint", "edit", "end"]),
    "nominated to a held seat": (nomination_to_a_held_seat, ["edit", "end"]),
    "nominated to a closed seat": (nomination_to_a_closed_seat, ["edit", "end"]),
    "active": (members.a_member, ["edit", "term", "end"]),
    "ended": (members.a_former_member, ["end_correct"]),
}
TAKEN = {
    "appoint": lambda membership: appoint(membership, by=accounts.coordinator()),
    "end": lambda membership: end_membership(membership, reason="Moved", by=accounts.coordinator()),
}


@pytest.mark.parametrize("state", MEMBERSHIPS)
def test_a_membership_offers_what_its_state_allows(state):
    make, expected = MEMBERSHIPS[state]
    assert names(steps_of_membership(make(), accounts.coordinator())) == expected


@pytest.mark.parametrize("state", MEMBERSHIPS)
@pytest.mark.parametrize("name", TAKEN)
def test_a_membership_step_works_only_where_it_is_offered(state, name):
    membership = MEMBERSHIPS[state][0]()
    steps = steps_of_membership(membership, accounts.coordinator())
    take_or_be_refused(name, membership, steps, TAKEN[name])


@pytest.mark.parametrize(
    ("make", "words"),
    [(nomination_to_a_held_seat, "Someone already holds this seat"), (nomination_to_a_closed_seat, "closed")],
)
def test_the_page_says_why_a_nominee_cannot_be_appointed(client, make, words):
    membership = make()
    page = sign_in(client, accounts.coordinator()).get(membership.get_absolute_url()).content.decode()
    assert words in page
    assert "/appoint/" not in page


def test_nobody_appoints_themselves():
    by = accounts.coordinator()
    nomination = members.a_nomination(person=members.a_person(user=by))
    steps = steps_of_membership(nomination, by)
    assert names(steps) == ["edit", "end"]
    assert steps.hints == ["This is your own account. Ask a colleague to do it."]


def test_every_page_a_membership_offers_opens(client):
    staff = sign_in(client, accounts.coordinator())
    for make, _expected in MEMBERSHIPS.values():
        for step in steps_of_membership(make(), accounts.coordinator()).offered:
            assert staff.get(step.url).status_code == 200


# --- reviews


def a_resolved_review():
    """A review under whose item a meeting that was held has resolved something."""
    return meetings.a_resolution_on_a_review().review


REVIEWS = {
    "open": (members.an_open_review, ["say", "withdraw"]),
    "open and resolved": (a_resolved_review, ["say", "decide", "withdraw"]),
    "decided": (members.a_decided_review, []),
    "withdrawn": (lambda: withdraw_review(members.an_open_review(), reason="A mistake"), []),
}
TAKEN_ON_A_REVIEW = {
    "say": lambda review: record_member_said(review, "I was ill.", by=accounts.coordinator()),
    "withdraw": lambda review: withdraw_review(review, reason="A mistake", by=accounts.coordinator()),
}


@pytest.mark.parametrize("state", REVIEWS)
def test_a_review_offers_what_its_state_allows(state):
    make, expected = REVIEWS[state]
    assert names(steps_of_review(make(), accounts.coordinator())) == expected


@pytest.mark.parametrize("state", REVIEWS)
@pytest.mark.parametrize("name", TAKEN_ON_A_REVIEW)
def test_a_review_step_works_only_where_it_is_offered(state, name):
    review = REVIEWS[state][0]()
    take_or_be_refused(name, review, steps_of_review(review, accounts.coordinator()), TAKEN_ON_A_REVIEW[name])


def test_a_member_is_heard_on_their_own_review_and_does_not_decide_it():
    review = members.an_open_review()
    steps = steps_of_review(review, review.membership.person.user)
    assert [(step.name, step.words) for step in steps.offered] == [("say", "Tell the group")]


def test_every_page_a_review_offers_opens(client):
    review = members.an_open_review()
    staff = sign_in(client, accounts.coordinator())
    for step in steps_of_review(review, accounts.coordinator()).offered:
        assert staff.get(step.url).status_code == 200
