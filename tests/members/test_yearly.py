"""The yearly review (M12): everybody is asked, something is proposed for each, the group decides, it is carried out."""

import datetime as dt

import pytest
from django.urls import reverse

from common import clock
from common.errors import DomainError
from common.models import Message
from members.models import MembershipEnding, YearlyEntry, YearlyReview
from members.rules import EndingStatus, ReviewOutcome, Wish
from members.services.yearly import (
    answer_yearly_review,
    decide_yearly_review,
    forget_words,
    open_yearly_review,
    propose_for_year,
    propose_to_go_on,
    remind_of_yearly_review,
)
from tests.factories import accounts, members
from tests.filling import save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 18, 11, tzinfo=dt.UTC)
DECIDED = {"decided_on": NOW.date(), "decided_where": "Summer meeting, item 3 (i)"}


@pytest.fixture
def group(db):
    return members.a_group(members=3)


@pytest.fixture
def review(group):
    return open_yearly_review(2026, by=None, now=NOW)


def entry_of(membership):
    return YearlyEntry.objects.get(membership=membership)


def asked():
    return Message.objects.filter(key__startswith="members.yearly.2026").count()


def words(response):
    return " ".join(response.content.decode().split())


def propose_for_all(review, proposal="continue", **fields):
    for entry in review.entries.all():
        propose_for_year(entry, proposal=proposal, by=None, **fields)


# --- asking


def test_every_membership_is_covered_and_every_member_asked(review, group):
    assert review.entries.count() == len(group)
    assert asked() == len(group)


def test_somebody_with_two_seats_is_asked_once(group):
    members.a_member(person=group[0].person)
    review = open_yearly_review(2026, by=None, now=NOW)
    assert (review.entries.count(), asked()) == (4, 3)


@pytest.mark.parametrize(
    ("year", "is_refused"), [(2024, True), (2025, False), (2026, False), (2027, False), (2028, True)]
)
def test_a_review_is_of_about_this_year(year, is_refused):
    if is_refused:
        with pytest.raises(DomainError):
            open_yearly_review(year, by=None, now=NOW)
    else:
        assert open_yearly_review(year, by=None, now=NOW).year == year


def test_one_review_is_open_at_a_time_and_a_year_has_one(review):
    with pytest.raises(DomainError, match="already a review of that year"):
        open_yearly_review(2026, by=None, now=NOW)
    with pytest.raises(DomainError, match="Finish that first"):
        open_yearly_review(2027, by=None, now=NOW)


def test_those_who_have_not_answered_are_reminded_with_those_who_joined_since(review, group):
    answer_yearly_review(entry_of(group[0]), wish=Wish.GO_ON, by=None, now=NOW)
    members.a_member()
    remind_of_yearly_review(review, by=None, now=NOW + clock.DAY)
    with pytest.raises(DomainError, match="already been reminded today"):
        remind_of_yearly_review(review, by=None, now=NOW + clock.DAY)
    assert asked() == 3 + 3
    assert review.entries.count() == 4


def test_nobody_is_reminded_where_everybody_answered(review, group):
    for one in group:
        answer_yearly_review(entry_of(one), wish=Wish.UNSURE, by=None, now=NOW)
    with pytest.raises(DomainError, match="Everyone has answered"):
        remind_of_yearly_review(review, by=None, now=NOW)


# --- answering


def test_a_member_answers_on_their_page_and_changes_it(client, review, group):
    sign_in(client, group[0].person.user)
    assert "Tell us whether you would like to go on next year" in words(client.get(reverse("my_home")))
    address = reverse("members:my_wish", args=[entry_of(group[0]).pk])
    page = save(client, address, {"wish": "go_on_if", "words": "Evenings are hard.", "hours": "4"}, follow=True)
    assert "Thank you. We have your answer." in words(page)
    save(client, address, {"wish": "stop", "words": "", "hours": ""})
    entry = entry_of(group[0])
    assert (entry.wish, entry.words, entry.hours) == (Wish.STOP, "", None)
    assert "Tell us whether" not in words(client.get(reverse("my_home")))


def test_nobody_answers_for_somebody_else(client, review, group):
    sign_in(client, group[0].person.user)
    assert client.get(reverse("members:my_wish", args=[entry_of(group[1]).pk])).status_code == 404


def test_the_co_ordinator_takes_an_answer_by_telephone(as_coordinator, coordinator, review, group):
    address = reverse("meetings:yearly_answer_enter", args=[entry_of(group[0]).pk])
    save(as_coordinator, address, {"wish": "go_on"})
    assert entry_of(group[0]).answered_by == coordinator


def test_nothing_is_answered_or_proposed_after_the_decision(review, group):
    propose_for_all(review)
    decide_yearly_review(review, by=None, now=NOW, **DECIDED)
    for act in (
        lambda: answer_yearly_review(entry_of(group[0]), wish=Wish.STOP, by=None),
        lambda: propose_for_year(entry_of(group[0]), proposal="continue", by=None),
        lambda: remind_of_yearly_review(review, by=None),
        lambda: decide_yearly_review(review, by=None, now=NOW, **DECIDED),
    ):
        with pytest.raises(DomainError, match="already decided"):
            act()


# --- proposing


def test_nobody_is_said_to_step_down_who_has_not_said_so(review, group):
    entry = entry_of(group[0])
    with pytest.raises(DomainError) as error:
        propose_for_year(entry, proposal=ReviewOutcome.STEP_DOWN, by=None)
    assert error.value.field == "proposal"
    answer_yearly_review(entry, wish=Wish.STOP, by=None)
    assert propose_for_year(entry, proposal=ReviewOutcome.STEP_DOWN, by=None).proposal == ReviewOutcome.STEP_DOWN


def test_support_is_described(review, group):
    with pytest.raises(DomainError) as error:
        propose_for_year(entry_of(group[0]), proposal=ReviewOutcome.SUPPORT, note=" ", by=None)
    assert error.value.field == "note"


def test_nobody_proposes_what_becomes_of_their_own_membership(review, group):
    with pytest.raises(DomainError, match="Ask a colleague"):
        propose_for_year(entry_of(group[0]), proposal="continue", by=group[0].person.user)


def test_all_who_wish_to_go_on_are_proposed_at_once_and_others_are_left(review, group):
    for one, wish in zip(group, (Wish.GO_ON, Wish.GO_ON_IF, Wish.GO_ON), strict=True):
        answer_yearly_review(entry_of(one), wish=wish, by=None)
    propose_for_year(entry_of(group[2]), proposal="support", note="Taxi", by=None)
    assert propose_to_go_on(review, by=None) == 1
    assert [entry_of(one).proposal for one in group] == ["continue", "", "support"]


# --- deciding


def test_the_group_decides_when_something_is_proposed_for_each(review, group):
    propose_for_year(entry_of(group[0]), proposal="continue", by=None)
    with pytest.raises(DomainError, match="2 memberships have no proposal yet"):
        decide_yearly_review(review, by=None, now=NOW, **DECIDED)


def test_a_decision_is_carried_out_and_each_member_is_told(review, group):
    accounts.coordinator()
    accounts.coordinator()
    answer_yearly_review(entry_of(group[0]), wish=Wish.STOP, by=None, now=NOW)
    for one, proposal in zip(group, ("step_down", "vacated", "share"), strict=True):
        propose_for_year(entry_of(one), proposal=proposal, by=None, now=NOW)
    decide_yearly_review(review, by=None, now=NOW, **DECIDED)
    for one in group:
        one.refresh_from_db()
        one.seat.refresh_from_db()
    assert [one.is_active for one in group] == [False, True, True]
    assert MembershipEnding.objects.get(membership=group[1]).status == EndingStatus.WAITING
    assert (group[2].seat.is_shared, group[2].seat.sharing_agreed_where) == (True, DECIDED["decided_where"])
    mails = Message.objects.filter(key__startswith="members.yearly_decided")
    assert mails.count() == 3
    assert all("Summer meeting, item 3 (i)" in mail.body_text for mail in mails)


def test_somebody_who_left_meanwhile_needs_no_proposal(review, group):
    for one in group[1:]:
        propose_for_year(entry_of(one), proposal="continue", by=None)
    members.end(group[0], now=NOW)
    assert not decide_yearly_review(review, by=None, now=NOW, **DECIDED).is_open


def test_a_decided_review_goes_on_counting_all_that_it_decided(review, group):
    propose_for_all(review)
    decide_yearly_review(review, by=None, now=NOW, **DECIDED)
    members.end(group[0], now=NOW)
    counted = YearlyReview.objects.counted().get()
    assert (counted.asked, counted.proposed) == (3, 3)


def test_a_meeting_before_the_review_was_begun_did_not_decide_it(review):
    propose_for_all(review)
    earlier = {**DECIDED, "decided_on": NOW.date() - clock.DAY}
    with pytest.raises(DomainError) as error:
        decide_yearly_review(review, by=None, now=NOW, **earlier)
    assert error.value.field == "resolution"


def test_words_of_members_go_and_the_decision_stays(review, group):
    answer_yearly_review(entry_of(group[0]), wish=Wish.GO_ON_IF, words="Evenings are hard.", by=None)
    assert forget_words(YearlyEntry.objects.exclude(words=""), NOW) == 1
    entry = entry_of(group[0])
    assert (entry.words, entry.wish) == ("", Wish.GO_ON_IF)
