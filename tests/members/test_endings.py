"""The end of a membership: whose wish it is, the second person, the day's wait, the undo, notice, and a later start."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.roles import Role, has_role
from common import clock
from common.errors import DomainError
from common.models import Message
from members.models import Membership
from members.rules import EndingStatus
from members.services.endings import agree_to_ending, apply_due_endings, ask_to_end, undo_ending
from members.services.memberships import appoint, appoint_due
from members.services.reviews import open_review, record_member_said
from members.wording import after_ending
from tests.factories import accounts, members
from tests.filling import parts_of, save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 11, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def membership():
    return members.a_member()


def go(client, name, pk, **data):
    return client.post(reverse(f"members:{name}", args=[pk]), data, follow=True).content.decode()


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def mails(name):
    return Message.objects.filter(key__startswith=f"{name}.")


def ask(membership, **fields):
    fields = {"kind": "moved_on", "reason": "Left the school", "by": accounts.coordinator(), "now": NOW} | fields
    return ask_to_end(membership, **fields)


def test_an_end_nobody_asked_for_waits_for_a_second_coordinator_and_the_member_is_told(client, membership):
    first, second = accounts.coordinator(), accounts.coordinator(name="Ben")
    sign_in(client, first)
    page = go(client, "membership_end", membership.pk, kind="moved_on", reason="Left the school")
    assert "A second person has to agree before it ends." in page
    [mail] = mails("members.ending_waits")
    assert "Left the school" in mail.body_text
    ending = membership.endings.get()
    assert "somebody else must agree" in go(client, "ending_agree", ending.pk)
    assert fresh(membership).is_active
    sign_in(client, second)
    assert "Agree that it ends" in client.get(membership.get_absolute_url()).content.decode()
    assert "Membership ended." in go(client, "ending_agree", ending.pk)
    assert fresh(membership).is_ended
    assert mails("members.ended").count() == 1
    assert not has_role(membership.person.user, Role.MEMBER)


def test_where_nobody_else_can_agree_it_ends_after_a_day_and_can_be_taken_back_before(client, membership):
    ending = ask(membership)
    assert ending.applies_at == NOW + dt.timedelta(hours=24)
    assert apply_due_endings(NOW + dt.timedelta(hours=23)) == 0
    assert apply_due_endings(NOW + dt.timedelta(hours=24)) == 1
    assert apply_due_endings(NOW + dt.timedelta(hours=25)) == 0
    assert (fresh(membership).is_ended, fresh(membership).ends_on) == (True, TODAY)
    other = members.a_member()
    waiting = ask(other)
    sign_in(client, accounts.coordinator())
    assert "They stay a member." in go(client, "ending_withdraw", waiting.pk)
    assert apply_due_endings(NOW + dt.timedelta(hours=24)) == 0
    assert fresh(other).is_active
    assert mails("members.ending_undone").count() == 1


def test_a_member_who_asks_to_leave_leaves_at_once_and_it_can_be_undone_within_the_day(client, membership):
    sign_in(client, accounts.coordinator())
    go(client, "membership_end", membership.pk, kind="asked", reason="Moved away")
    assert fresh(membership).is_ended
    ending = membership.endings.get()
    assert "Undone. They are a member again." in go(client, "ending_undo", ending.pk)
    again = fresh(membership)
    assert (again.is_active, again.ends_on, again.end_reason) == (True, None, "")
    assert has_role(type(again.person.user).objects.get(pk=again.person.user_id), Role.MEMBER)


def test_an_end_is_not_undone_after_the_day_or_once_the_seat_is_taken(membership):
    ending = ask(membership, kind="asked")
    with pytest.raises(DomainError, match="24 hours"):
        undo_ending(ending, by=None, now=NOW + dt.timedelta(hours=24))
    members.a_member(seat=membership.seat, starts_on=TODAY, now=NOW)
    with pytest.raises(DomainError, match="already holds this seat"):
        undo_ending(ending, by=None, now=NOW + dt.timedelta(hours=1))
    assert fresh(membership).is_ended


def test_nobody_agrees_to_the_end_of_their_own_membership():
    own = accounts.coordinator(name="Ben", now=NOW)
    membership = members.a_member(person=members.a_person(user=own))
    accounts.coordinator(name="Cath", now=NOW)
    ending = ask(membership)
    assert ending.is_to_agree
    with pytest.raises(DomainError, match="your own membership"):
        agree_to_ending(ending, by=own, now=NOW)


def test_somebody_who_gives_notice_stays_a_member_to_the_end_of_the_last_day(client, membership):
    last = TODAY + dt.timedelta(days=30)
    ending = ask(membership, kind="asked", ends_on=last)
    assert ending.status == EndingStatus.WAITING
    sign_in(client, accounts.coordinator())
    assert "This membership is going to end." in client.get(membership.get_absolute_url()).content.decode()
    assert apply_due_endings(clock.at(last, dt.time(23))) == 0
    assert apply_due_endings(clock.at(last + clock.DAY, dt.time(0, 30))) == 1
    assert fresh(membership).ends_on == last


def test_the_last_day_is_corrected_with_a_reason(client, membership):
    ask(membership, kind="asked")
    sign_in(client, accounts.coordinator())
    wanted = {"reason": "A slip", **parts_of(dt.date(2026, 11, 1), "ends_on")}
    page = save(client, reverse("members:membership_end_correct", args=[membership.pk]), wanted, follow=True)
    assert "Last day corrected." in page.content.decode()
    assert fresh(membership).ends_on == dt.date(2026, 11, 1)


def test_somebody_is_appointed_from_a_later_day_when_it_has_come(client):
    nomination, first = members.a_nomination(), TODAY + dt.timedelta(days=10)
    appoint(nomination, starts_on=first, by=accounts.coordinator(), now=NOW)
    assert fresh(nomination).joins_on == first
    sign_in(client, accounts.coordinator())
    assert "They become a member on 30 November 2026." in client.get(nomination.get_absolute_url()).content.decode()
    assert appoint_due(clock.at(first - clock.DAY, dt.time(12))) == 0
    assert appoint_due(clock.at(first, dt.time(1))) == 1
    assert (fresh(nomination).is_active, fresh(nomination).starts_on) == (True, first)


def test_a_successor_is_appointed_for_the_day_after_the_last_of_somebody_who_gave_notice(membership):
    nomination, last = members.a_nomination(seat=membership.seat), TODAY + dt.timedelta(days=30)
    with pytest.raises(DomainError, match="holds this seat on that date"):
        appoint(nomination, starts_on=last + clock.DAY, by=None, now=NOW)
    ask(membership, kind="asked", ends_on=last)
    appoint(nomination, starts_on=last + clock.DAY, by=None, now=NOW)
    moment = clock.at(last + clock.DAY, dt.time(1))
    apply_due_endings(moment)
    appoint_due(moment)
    assert Membership.objects.active().get(seat=membership.seat).pk == nomination.pk


def test_a_second_end_is_refused_while_one_waits(membership):
    ask(membership)
    with pytest.raises(DomainError, match="already going to end"):
        ask(membership)


def test_what_a_member_wrote_for_a_withdrawn_review_is_kept_for_the_next_and_they_are_told(client):
    review = members.an_open_review()
    member = review.membership.person.user
    sign_in(client, member)
    go(client, "review_say", review.pk, text="Mornings would work.", version=0)
    sign_in(client, accounts.coordinator())
    assert "We are telling them by e-mail." in go(client, "review_withdraw", review.pk, reason="The register was wrong")
    [mail] = mails("members.withdrawn")
    assert "The register was wrong" in mail.body_text
    assert "What you told us is kept." in mail.body_text
    following = members.an_open_review(review.membership)
    sign_in(client, member)
    assert "Mornings would work." in client.get(following.get_absolute_url()).content.decode()


def test_what_was_said_before_a_decision_is_not_carried_into_the_next_review():
    review = members.an_open_review()
    type(review).objects.filter(pk=review.pk).update(member_said="Mornings would work.")
    members.decide(fresh(review), outcome="continue", by=None)
    assert members.an_open_review(review.membership).member_said == ""


def test_an_end_while_a_review_is_open_waits_though_the_member_is_said_to_have_asked(client, membership):
    review = open_review(membership, missed_on=[TODAY], now=NOW)
    ending = ask(membership, kind="asked")
    assert (ending.status, ending.applies_at) == (EndingStatus.WAITING, NOW + dt.timedelta(hours=24))
    assert after_ending(ending).startswith("Nobody else can agree")
    accounts.coordinator(name="Ben", now=NOW)
    assert ask(members.a_member(), kind="asked").status == EndingStatus.MADE
    other = members.a_member()
    open_review(other, missed_on=[TODAY], now=NOW)
    assert ask(other, kind="asked").is_to_agree
    assert fresh(review).is_open


def test_undoing_an_end_opens_the_review_again_that_it_closed(membership):
    review = open_review(membership, missed_on=[TODAY], now=NOW)
    record_member_said(review, "I was ill.", by=None, now=NOW)
    ending = ask(membership, kind="asked")
    apply_due_endings(NOW + dt.timedelta(hours=24))
    assert not membership.reviews.open().exists()
    undo_ending(fresh(ending), by=None, now=NOW + dt.timedelta(hours=30))
    [again] = membership.reviews.open()
    assert (again.missed_days, again.member_said) == ([TODAY], "I was ill.")
    undone = ask(members.a_member(), kind="asked")
    undo_ending(undone, by=None, now=NOW)
    assert not undone.membership.reviews.exists()
