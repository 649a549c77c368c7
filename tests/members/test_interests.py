"""The register of interests (M8): nothing is deleted, and once a year it is confirmed."""

import datetime as dt

import pytest

from accounts.audit import entries_about
from common import clock
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from members.models import InterestReturn, Membership, SentTo
from members.rules import confirmation_due, reminder_on
from members.services.interests import confirm_interests, end_interest, register_interest, remind_to_confirm
from tests.factories import members

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 18, 11, tzinfo=dt.UTC)
TODAY, TOMORROW = dt.date(2026, 6, 18), dt.date(2026, 6, 19)


def test_an_interest_keeps_its_start_and_the_day_it_was_registered():
    person = members.a_person()
    interest = register_interest(
        person, " Hillview  School ", "governor", starts_on=dt.date(2024, 9, 1), by=None, now=NOW
    )
    assert (interest.body, interest.starts_on, interest.registered_on) == (
        "Hillview School",
        dt.date(2024, 9, 1),
        TODAY,
    )
    assert entries_about(interest).get().verb == "register_interest"


def test_an_interest_is_registered_once_but_someone_close_may_hold_it_too():
    interest = members.an_interest()
    with pytest.raises(DomainError) as refused:
        register_interest(interest.person, "HILLVIEW school", "Governor", by=None)
    assert refused.value.field == "body"
    assert members.an_interest(interest.person, is_connected_person=True).pk


def test_an_interest_does_not_begin_in_the_future():
    with pytest.raises(DomainError) as refused:
        register_interest(members.a_person(), "School", "governor", starts_on=TOMORROW, by=None, now=NOW)
    assert refused.value.field == "starts_on"


def test_an_interest_ends_once_and_stays_in_the_register():
    interest = members.an_interest()
    end_interest(interest, by=None, now=NOW)
    assert (interest.status, interest.ended_on) == ("ended", TODAY)
    with pytest.raises(MoveNotAllowed):
        end_interest(interest, by=None)
    assert interest.person.interests.count() == 1


@pytest.mark.parametrize("day", [TOMORROW, dt.date(2020, 1, 5)])
def test_an_interest_ends_between_its_beginning_and_today(day):
    with pytest.raises(DomainError) as refused:
        end_interest(members.an_interest(), ended_on=day, by=None, now=NOW)
    assert refused.value.field == "ended_on"


def test_an_interest_that_ended_can_be_held_again():
    interest = members.an_interest()
    end_interest(interest, by=None)
    assert members.an_interest(interest.person).pk != interest.pk


def test_a_return_is_nil_where_there_is_nothing_and_counts_once_a_day():
    person = members.a_person()
    assert confirm_interests(person, by=None, now=NOW).is_nil
    members.an_interest(person)
    assert not confirm_interests(person, by=None, now=NOW).is_nil
    assert InterestReturn.objects.filter(person=person).count() == 1


def test_a_confirmation_of_a_year_ago_is_due_again():
    membership = members.a_member()
    assert membership in Membership.objects.to_confirm(TODAY)
    confirm_interests(membership.person, by=None, now=NOW)
    assert membership not in Membership.objects.to_confirm(TODAY)
    assert membership not in Membership.objects.to_confirm(dt.date(2027, 6, 17))
    assert membership in Membership.objects.to_confirm(dt.date(2027, 6, 18))


# --- reminders ------------------------------------------------------------------------------------

KIND = "members.confirm_interests"


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("confirmed", "joined", "due"),
    [
        ("2025-06-18", "2020-01-06", "2026-06-18"),
        ("2024-02-29", "2020-01-06", "2025-03-01"),
        (None, "2026-06-01", "2026-06-15"),
    ],
)
def test_confirmation_is_due_a_year_after_the_last_or_two_weeks_after_joining(confirmed, joined, due):
    assert confirmation_due(confirmed and day(confirmed), day(joined)) == day(due)


@pytest.mark.parametrize(
    ("today", "number"),
    [("2026-06-03", 0), ("2026-06-04", 1), ("2026-06-18", 1), ("2026-07-15", 1), ("2026-07-16", 2)],
)
def test_first_reminder_comes_two_weeks_before_and_the_second_four_weeks_after(today, number):
    assert reminder_on(day("2026-06-18"), day(today)) == number


def at(text):
    return clock.at(day(text), dt.time(12))


def test_member_is_reminded_twice_and_no_more_until_they_confirm():
    person = members.a_member().person
    confirm_interests(person, by=None, now=at("2025-06-18"))
    for today in ("2026-06-03", "2026-06-04", "2026-06-05", "2026-07-16", "2026-07-17", "2027-01-05"):
        remind_to_confirm(at(today))
    assert Message.objects.filter(kind=KIND, to=person.mail_address).count() == 2
    confirm_interests(person, by=None, now=at("2027-01-06"))
    assert remind_to_confirm(at("2027-01-07")) == 0


def test_whoever_has_no_address_is_rung_until_they_have_confirmed():
    person = members.a_member(has_account=False).person
    remind_to_confirm(at("2026-06-18"))
    to_tell = SentTo.objects.to_tell(TODAY)
    assert [row.person for row in to_tell.filter(sending__kind=KIND)] == [person]
    confirm_interests(person, by=None, now=at("2026-06-19"))
    assert not to_tell.filter(sending__kind=KIND).exists()


def test_former_member_is_not_reminded():
    members.a_former_member()
    assert remind_to_confirm(at("2026-06-18")) == 0
