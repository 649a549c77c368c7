"""Absences after corrections, what confirming requires, and query counts (M11)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services.settings import set_setting
from common.errors import DomainError
from meetings.models import Attendance
from meetings.rules import AttendanceRecord, MeetingStatus
from meetings.services.absences import count_absences, recompute_absences
from meetings.services.attendance import confirm_held, correct_attendance, expected_memberships, record_attendance
from members.models import MembershipReview
from members.rules import ReviewStatus
from members.services.memberships import end_membership
from members.services.reviews import withdraw_review
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.meetings.playing import after, day, hold, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return accounts.coordinator(email="co@example.org", now=after(0, -30))


@pytest.fixture
def ann():
    return members.a_member(person=members.a_person("Ann Lowe", email="ann@example.org"))


def test_a_correction_withdraws_an_unjustified_review_with_a_reason(ann, coordinator):
    *_before, last = hold("A A A", ann)
    review = ann.reviews.get()
    correct_attendance(last.attendance.get(membership=ann), "online", by=coordinator, now=after(5))
    review.refresh_from_db()
    assert review.status == ReviewStatus.WITHDRAWN
    assert "corrected" in review.withdrawn_reason


def test_another_review_may_follow_a_withdrawn_one(ann):
    *_before, last = hold("A A A", ann)
    correct_attendance(last.attendance.get(membership=ann), "present", by=None, now=after(5))
    correct_attendance(make.fresh(last.attendance.get(membership=ann)), "absent", by=None, now=after(5))
    assert [review.status for review in ann.reviews.order_by("pk")] == [ReviewStatus.WITHDRAWN, ReviewStatus.OPEN]


def test_a_correction_can_open_a_review(ann):
    _first, second, _third = hold("A P A", ann)
    correct_attendance(second.attendance.get(membership=ann), "apologies", by=None, now=after(5))
    assert ann.reviews.open().get().missed_on == [day(number).isoformat() for number in (1, 2, 3)]


def test_a_correction_that_leaves_three_absences_updates_the_review(ann):
    first, *_rest = hold("A A A A", ann)
    review = ann.reviews.open().get()
    correct_attendance(first.attendance.get(membership=ann), "present", by=None, now=after(6))
    assert ann.reviews.open().get() == review
    assert make.fresh(review).missed_on == [day(number).isoformat() for number in (2, 3, 4)]


def test_a_decided_review_is_never_withdrawn(ann):
    first, *_rest = hold("A A A", ann)
    review = members.decide(ann.reviews.open().get(), outcome="continue", by=None, now=after(4))
    correct_attendance(first.attendance.get(membership=ann), "present", by=None, now=after(5))
    assert make.fresh(review).status == ReviewStatus.DECIDED


def test_correcting_one_holder_withdraws_the_review_of_the_other():
    _seat, (ann, ben) = members.a_shared_seat()
    *_before, last = hold("AA AA AA", ann, ben)
    assert MembershipReview.objects.open().count() == 2
    correct_attendance(last.attendance.get(membership=ben), "present", by=None, now=after(5))
    assert not MembershipReview.objects.open().exists()


def test_a_meeting_confirmed_late_is_counted_in_date_order(ann):
    hold("A A", ann)
    between = make.a_meeting_with_agenda(day(2) - dt.timedelta(days=7))
    hold("A", ann, start=3)
    review = ann.reviews.open().get()
    record_attendance(between, make.records_of([ann], "P"), by=None)
    confirm_held(between, by=None, now=after(6))
    assert make.fresh(review).status == ReviewStatus.WITHDRAWN


def test_withdrawing_a_review_by_hand_does_not_stop_counting(ann):
    hold("A A A", ann)
    withdraw_review(ann.reviews.open().get(), reason="Opened in error", by=None, now=after(4))
    hold("A", ann, start=4)
    assert len(ann.reviews.open().get().missed_on) == 4


def test_a_changed_setting_applies_to_meetings_from_its_day(ann):
    hold("S S", ann)
    set_setting("substitute_counts", value=True, by=None, now=after(2))
    hold("S", ann, start=3)
    assert not ann.reviews.open().exists()


def test_a_changed_setting_does_not_affect_earlier_meetings_or_reviews(ann):
    hold("S S S", ann)
    review = ann.reviews.open().get()
    set_setting("substitute_counts", value=True, by=None, now=after(4))
    recompute_absences(now=after(5))
    assert ann.reviews.open().get() == review


# --- what confirming demands


def test_confirming_requires_attendance_for_every_active_membership(ann):
    ben = members.a_member(person=members.a_person("Ben Roe"))
    meeting = recorded(ann, day(1))
    with pytest.raises(DomainError, match="Ben Roe"):
        confirm_held(meeting, by=None, now=after(1))
    record_attendance(meeting, make.records_of([ben], "P"), by=None, now=after(1))
    assert confirm_held(meeting, by=None, now=after(1)).status == MeetingStatus.HELD


def test_a_meeting_that_has_not_begun_cannot_be_confirmed(ann):
    meeting = recorded(ann, day(1))
    with pytest.raises(DomainError, match="not begun"):
        confirm_held(meeting, by=None, now=after(1, -1))


def test_attendance_is_not_required_for_a_member_who_left_before_the_meeting(ann):
    end_membership(ann, reason="Moved away", ends_on=day(1) - dt.timedelta(days=1), by=None)
    meeting = make.a_meeting_with_agenda(day(1))
    assert list(expected_memberships(meeting)) == []
    with pytest.raises(DomainError, match="did not hold a seat"):
        record_attendance(meeting, make.records_of([ann], "P"), by=None)


def test_attendance_stores_name_role_and_affiliation_as_they_were_that_day(ann):
    (meeting,) = hold("P", ann)
    ann.person.name = "Ann Lowe-Roe"
    ann.person.save()
    row = Attendance.objects.get(meeting=meeting, membership=ann)
    assert (row.name, row.record) == ("Ann Lowe", AttendanceRecord.PRESENT)


# --- the cost


def test_counting_the_whole_group_takes_as_many_queries_as_one_member():
    hold("P P", members.a_member())
    with CaptureQueriesContext(
        connection,
    ) as few:
        count_absences()
    for _ in range(20):
        members.a_member()
    make.a_held_meeting(on=day(6))
    with CaptureQueriesContext(connection) as many:
        counts = count_absences()
    assert len(counts) == 21
    assert len(many) == len(few) <= 8


def test_recounting_without_changes_takes_the_same_queries_for_few_and_many():
    hold("P P", members.a_member())
    with CaptureQueriesContext(connection) as few:
        recompute_absences(now=after(5))
    for _ in range(20):
        members.a_member()
    make.a_held_meeting(on=day(6))
    with CaptureQueriesContext(connection) as many:
        recompute_absences(now=after(7))
    assert len(many) == len(few)
