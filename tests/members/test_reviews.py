"""The review of a membership (M11): opened once, heard, decided and carried out, or withdrawn."""

import datetime as dt

import pytest

from accounts.audit import entries_about
from accounts.roles import Role, has_role
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from members.rules import MembershipStatus, ReviewStatus
from members.services.endings import apply_due_endings
from members.services.reviews import open_review, record_member_said, restate_review, withdraw_review
from tests.factories import accounts, members

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 11, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def review():
    return members.an_open_review(now=NOW)


def decide(review, outcome, **fields):
    return members.decide(review, outcome=outcome, by=None, now=NOW, **fields)


def test_a_review_keeps_the_missed_meetings_in_order_and_emails_the_member(review):
    assert review.missed_days == [dt.date(2026, 3, 12), dt.date(2026, 6, 18), dt.date(2026, 10, 15)]
    letter = Message.objects.get(key__startswith=f"members.review.{review.pk}.")
    assert review.get_absolute_url() in letter.body_text
    assert "make it possible" in letter.body_text


def test_a_membership_has_at_most_one_open_review(review):
    with pytest.raises(DomainError):
        members.an_open_review(review.membership)
    decide(review, "continue")
    assert members.an_open_review(review.membership).is_open


def test_only_an_active_membership_is_reviewed():
    for membership in (members.a_nomination(), members.a_former_member()):
        with pytest.raises(DomainError):
            open_review(membership, missed_on=[])


def test_the_member_is_heard_until_the_decision(review):
    record_member_said(review, " Mornings would work. ", by=review.membership.person.user)
    assert review.member_said == "Mornings would work."
    decide(review, "continue")
    with pytest.raises(DomainError):
        record_member_said(review, "Too late", by=None)


def test_what_the_member_said_is_not_in_the_audit_trail(review):
    record_member_said(review, "Mornings would work.", by=review.membership.person.user)
    assert "Mornings" not in str([entry.__dict__ for entry in entries_about(review)])


@pytest.mark.parametrize("outcome", ["continue", "support", "share"])
def test_a_membership_continues_after_these_outcomes(review, outcome):
    decide(review, outcome, note="Joins online")
    review.membership.refresh_from_db()
    assert review.membership.status == MembershipStatus.ACTIVE
    assert (review.status, review.decided_on) == (ReviewStatus.DECIDED, TODAY)


@pytest.mark.parametrize(("outcome", "words"), [("step_down", "step down"), ("vacated", "seat vacated")])
def test_a_membership_and_its_rights_end_after_these(review, outcome, words):
    decide(review, outcome)
    apply_due_endings(NOW + dt.timedelta(hours=24))  # a vacated seat: nobody else can agree here
    membership = review.membership
    membership.refresh_from_db()
    assert (membership.status, membership.ends_on) == (MembershipStatus.ENDED, TODAY)
    assert words in membership.end_reason
    assert not has_role(membership.person.user, Role.MEMBER)
    review.refresh_from_db()
    assert review.status == ReviewStatus.DECIDED


def test_sharing_marks_the_seat_with_the_day_it_was_agreed(review):
    decide(review, "share")
    seat = review.membership.seat
    seat.refresh_from_db()
    assert (seat.is_shared, seat.sharing_agreed_on) == (True, TODAY)


def test_sharing_a_seat_that_is_shared_keeps_the_day_it_was_agreed():
    seat, (one, _other) = members.a_shared_seat()
    decide(members.an_open_review(one, now=NOW), "share")
    seat.refresh_from_db()
    assert seat.sharing_agreed_on == members.LONG_AGO


def test_an_outcome_of_support_must_describe_it(review):
    with pytest.raises(DomainError) as refused:
        decide(review, "support")
    assert refused.value.field == "note"


@pytest.mark.parametrize("day", [dt.date(2026, 11, 21), dt.date(2026, 11, 19)])
def test_the_decision_date_is_between_opening_and_today(review, day):
    with pytest.raises(DomainError) as refused:
        decide(review, "continue", decided_on=day)
    assert refused.value.field == "decided_on"


def test_a_member_cannot_record_the_decision_on_their_own_review():
    coordinator = accounts.coordinator()
    membership = members.a_member(person=members.a_person(user=coordinator))
    review = members.an_open_review(membership)
    with pytest.raises(DomainError):
        members.decide(review, outcome="continue", by=coordinator)
    review.refresh_from_db()
    assert review.is_open


def test_a_review_no_longer_justified_is_withdrawn_with_its_reason(review):
    with pytest.raises(DomainError) as refused:
        withdraw_review(review, reason=" ")
    assert refused.value.field == "reason"
    withdraw_review(review, reason="The record of 18 June was wrong", now=NOW)
    assert (review.status, review.withdrawn_on) == (ReviewStatus.WITHDRAWN, TODAY)
    with pytest.raises(MoveNotAllowed):
        decide(review, "continue")
    assert members.an_open_review(review.membership).is_open


def test_a_corrected_run_is_restated_while_the_review_is_open(review):
    corrected = [dt.date(2026, 10, 15), dt.date(2026, 6, 18), dt.date(2026, 11, 19)]
    restate_review(review, missed_on=corrected, now=NOW)
    assert review.missed_days == sorted(corrected)
    assert entries_about(review).first().verb == "restate_review"
    decide(review, "continue")
    with pytest.raises(DomainError):
        restate_review(review, missed_on=[])
