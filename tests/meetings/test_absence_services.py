"""The three-absence rule (M11) through services and database: histories, e-mails, reviews and agendas."""

import pytest

from common.models import Message
from meetings.models import AbsenceNotice, AgendaItem
from meetings.rules import MeetingKind
from meetings.services.absences import count_absences, recompute_absences
from meetings.services.agenda import bring_up_to_date, publish_agenda
from meetings.services.attendance import confirm_held, correct_attendance
from meetings.services.planning import cancel
from members.rules import ReviewStatus
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.meetings.histories import HISTORIES
from tests.meetings.playing import Year, after, day, hold, recorded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("history", HISTORIES, ids=str)
def test_each_history_run_through_the_services_gives_the_result_m11_requires(history):
    year = Year(history)
    year.play()
    counts = {count.membership.pk: count for count in count_absences()}
    for name, expected in history.expected.items():
        membership = year.memberships[name]
        count = counts[membership.pk]
        assert len(count.standing.run) == expected.run
        assert count.standing.is_told == expected.told
        missed = [day(number).isoformat() for number in expected.review]
        assert [review.missed_on for review in membership.reviews.open()] == ([missed] if missed else [])
        assert membership.reviews.filter(status=ReviewStatus.DECIDED).count() == expected.decided


# --- what happens at two and at three


@pytest.fixture
def coordinator():
    return accounts.coordinator(email="co@example.org", now=after(0, -30))


@pytest.fixture
def ann():
    return members.a_member(person=members.a_person("Ann Lowe", email="ann@example.org"))


def subjects_to(address):
    return list(Message.objects.filter(to=address).order_by("pk").values_list("subject", flat=True))


def test_two_absences_in_a_row_e_mail_member_and_coordinator_once(ann, coordinator):
    hold("A A", ann)
    assert "We missed you: what would make it possible to come?" in subjects_to("ann@example.org")
    assert "Ann Lowe has missed two meetings in a row" in subjects_to("co@example.org")
    letter = Message.objects.get(to="ann@example.org", subject__startswith="We missed you")
    assert "What would make it possible for you to come?" in letter.body_text
    recompute_absences(now=after(4))
    assert AbsenceNotice.objects.count() == 1
    assert subjects_to("ann@example.org").count(letter.subject) == 1


def test_no_e_mail_is_sent_at_one_absence_or_at_four(ann, coordinator):
    hold("A", ann)
    assert not AbsenceNotice.objects.exists()
    hold("A A A", ann, start=2)
    assert AbsenceNotice.objects.count() == 1


def test_a_second_run_of_two_absences_is_e_mailed_again(ann):
    hold("A A P A A", ann)
    assert AbsenceNotice.objects.filter(membership=ann).count() == 2


def test_a_correction_that_shortens_a_run_to_two_sends_no_second_e_mail(ann):
    first, *_rest = hold("A A A", ann)
    correct_attendance(first.attendance.get(membership=ann), "present", by=None, now=after(5))
    assert AbsenceNotice.objects.count() == 1


def test_without_an_address_only_the_coordinator_is_e_mailed(coordinator):
    hold("A A", members.a_member(person=members.a_person("Ben Roe"), has_account=False))
    letter = Message.objects.get(to="co@example.org", subject="Ben Roe has missed two meetings in a row")
    assert "no e-mail address" in letter.body_text


def test_three_absences_add_a_review_to_the_private_part_of_the_next_agenda(ann, coordinator):
    following = make.a_scheduled_meeting(day(8), kind=MeetingKind.AUTUMN, now=after(0))
    hold("A A A", ann)
    item = following.items.get(review__isnull=False)
    assert item.review == ann.reviews.open().get()
    assert item.is_private
    assert item.number == following.items.count()
    assert "A membership review is due" in subjects_to("co@example.org")


def test_without_a_next_meeting_the_review_waits_until_one_is_planned(ann):
    hold("A A A", ann)
    assert not AgendaItem.objects.filter(review__isnull=False).exists()
    following = make.a_scheduled_meeting(day(8), now=after(5))
    assert following.items.filter(review__isnull=False).count() == 1


def test_an_undecided_review_is_added_to_the_next_agenda(ann):
    later = make.a_scheduled_meeting(day(12), kind=MeetingKind.AUTUMN, now=after(0))
    hold("A A A", ann)
    assert later.items.filter(review__isnull=False).count() == 1
    earlier = make.a_scheduled_meeting(day(8), kind=MeetingKind.SUMMER, now=after(6))
    assert earlier.items.filter(review__isnull=False).count() == 1
    assert later.items.filter(review__isnull=False).count() == 0
    make.a_held_meeting([ann], "P", meeting=publish_agenda(earlier, by=None, now=after(7)))
    assert later.items.filter(review__isnull=False).count() == 1


def test_cancelling_a_meeting_moves_its_review_to_the_next_agenda(ann):
    hold("A A A", ann)
    first = make.a_scheduled_meeting(day(8), now=after(5))
    second = make.a_scheduled_meeting(day(10), now=after(5))
    cancel(first, "Snow", by=None, now=after(7))
    assert second.items.filter(review__isnull=False).count() == 1


def test_a_review_opened_after_publication_is_a_late_item_with_a_reason(ann):
    meetings = hold("A A", ann)
    out = make.a_meeting_with_agenda(day(8), now=after(3))
    confirm_held(recorded(ann, day(3)), by=None, now=after(4))
    item = out.items.get(review__isnull=False)
    assert (item.is_late, item.is_private) == (True, True)
    assert item.urgency_reason
    assert len(meetings) == 2


def test_a_decided_review_is_removed_from_draft_agendas(ann, coordinator):
    hold("A A A", ann)
    following = make.a_scheduled_meeting(day(8), now=after(5))
    members.decide(ann.reviews.open().get(), outcome="continue", by=coordinator, now=after(6))
    bring_up_to_date(following, by=coordinator, now=after(6))
    assert not following.items.filter(review__isnull=False).exists()
    assert [item.number for item in following.items.all()] == list(range(1, following.items.count() + 1))
