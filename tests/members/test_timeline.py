"""The thread of a membership and of a review: what happened, when, and for whom to read."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from common import clock
from members.services.memberships import end_membership
from members.services.reviews import withdraw_review
from members.services.roles import accept_role_description
from members.timeline import acceptances, reviews, steps_of_membership, steps_of_review
from tests.factories import accounts, members

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
APPOINTED = dt.date(2024, 5, 2)
TODAY = dt.date(2026, 11, 2)


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.frozen(TODAY):
        yield


def told(entries):
    return [(entry.on, entry.title) for entry in entries]


def test_a_nomination_was_only_nominated():
    nomination = members.a_nomination(nominated_on=members.LONG_AGO)
    assert told(steps_of_membership(nomination, NOBODY)) == [(members.LONG_AGO, "Nominated")]


def test_a_timeline_shows_the_three_steps_and_why_the_membership_ended():
    membership = members.a_member(starts_on=APPOINTED)
    membership = end_membership(membership, reason="Moved  away", by=None)
    entries = steps_of_membership(membership, NOBODY)
    assert told(entries) == [(members.LONG_AGO, "Nominated"), (APPOINTED, "Appointed"), (TODAY, "Ended")]
    assert entries[-1].text == "Moved away"


def test_a_timeline_shows_each_acceptance_with_its_time():
    membership = members.an_accepted_member()
    members.a_new_version(membership.seat.role_description)
    accept_role_description(membership, by=None)
    assert [entry.title for entry in acceptances(membership, NOBODY)] == [
        "Accepted version 1 of the role description",
        "Accepted version 2 of the role description",
    ]
    assert {entry.at for entry in acceptances(membership, NOBODY)} == {clock.at(TODAY, dt.time(12))}


def test_only_the_member_and_the_co_ordinator_see_a_review():
    review = members.an_open_review()
    own, other = review.membership.person.user, members.a_member().person.user
    readers = {own: 1, accounts.coordinator(): 1, other: 0, NOBODY: 0, accounts.parent(): 0}
    assert {user: len(reviews(review.membership, user)) for user in readers} == readers
    [entry] = reviews(review.membership, own)
    assert (entry.title, entry.text, entry.url) == ("Review opened", "open", review.get_absolute_url())


@pytest.mark.parametrize(
    ("close", "last"),
    [
        (lambda one: one, None),
        (lambda one: members.decide(one, outcome="continue", by=None), "The group decided: continue"),
        (lambda one: members.decide(one, outcome="vacated", by=None), "The group decided: seat vacated"),
        (lambda one: withdraw_review(one, reason="A slip", by=None), "Review withdrawn"),
    ],
)
def test_a_review_tells_the_meetings_missed_its_opening_and_its_end(close, last):
    review = close(members.an_open_review())
    expected = [(day, "Missed a meeting") for day in members.MISSED] + [(TODAY, "Review opened")]
    assert told(steps_of_review(review, NOBODY)) == expected + ([(TODAY, last)] if last else [])


def test_a_withdrawn_review_shows_its_reason():
    review = withdraw_review(members.an_open_review(), reason="The record was wrong", by=None)
    assert steps_of_review(review, NOBODY)[-1].text == "The record was wrong"
    assert reviews(review.membership, review.membership.person.user)[0].text == "withdrawn"
