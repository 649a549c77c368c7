"""Visibility of a meeting in every state, typed by hand."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.services.settings import set_setting
from meetings.models import AgendaItem, Declaration, Meeting, Paper, PublicQuestion
from meetings.rules import MeetingKind, MeetingStatus
from meetings.selectors import memberships_of, sees_minutes
from meetings.services.agenda import publish_agenda
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.minutes import save_minute
from meetings.services.planning import cancel, postpone, set_chair
from meetings.services.questions import accept_question, answer_question
from meetings.shown_names import Names
from meetings.views import sheet
from members.services.memberships import end_membership
from members.services.people import update_person
from tests.factories import accounts, members
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)
WHO = ("anyone", "parent", "officer", "member", "coordinator")


@pytest.fixture
def users():
    return {
        "anyone": AnonymousUser(),
        "parent": accounts.parent(),
        "officer": accounts.officer(),
        "member": members.a_member().person.user,
        "coordinator": accounts.coordinator(),
    }


# a meeting, an item of its public part, one of its private part, and its minutes, in each state: who sees it?
SEEN = {
    "proposed": ("no no no yes yes", "no no no no yes", "no no no no yes", "no no no no no"),
    "scheduled": ("yes yes yes yes yes", "no no no no yes", "no no no no yes", "no no no no no"),
    "agenda": ("yes yes yes yes yes", "yes yes yes yes yes", "no no no yes yes", "no no no no no"),
    "held": ("yes yes yes yes yes", "yes yes yes yes yes", "no no no yes yes", "no no no no yes"),
    "circulated": ("yes yes yes yes yes", "yes yes yes yes yes", "no no no yes yes", "no no no yes yes"),
    "approved": ("yes yes yes yes yes", "yes yes yes yes yes", "no no no yes yes", "yes yes yes yes yes"),
    "cancelled": ("yes yes yes yes yes", "no no no no yes", "no no no no yes", "no no no no no"),
    "postponed": ("yes yes yes yes yes", "no no no no yes", "no no no no yes", "no no no no no"),
}


def walked_to(status):
    """Return a meeting in a state, with one private item, by the services."""
    meeting = make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)
    make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    if status in ("cancelled", "postponed"):
        call_off = cancel if status == "cancelled" else postpone
        return call_off(meeting, "Snow", by=None, now=make.noon(ON - dt.timedelta(days=7)))
    if status == "proposed":
        Meeting.objects.update(status=MeetingStatus.PROPOSED)
    if status in ("proposed", "scheduled"):
        return make.fresh(meeting)
    meeting = publish_agenda(meeting, by=None, now=make.noon(ON))
    if status == "agenda":
        return meeting
    writer = accounts.coordinator()
    meeting = make.a_held_meeting(meeting=meeting)
    save_minute(meeting.items.first(), "The chair spoke.", 0, by=writer)
    if status == "held":
        return make.fresh(meeting)
    meeting = circulate_minutes(meeting, by=writer)
    if status == "circulated":
        return meeting
    later = make.a_meeting_with_agenda(ON + dt.timedelta(days=30))
    return approve_minutes(meeting, later, by=accounts.coordinator(), now=make.noon(later.on))


def test_every_state_has_its_row():
    assert set(SEEN) == {str(status) for status in MeetingStatus}


@pytest.mark.parametrize("status", SEEN)
def test_visibility_of_a_meeting_its_parts_and_its_minutes(users, status):
    meeting = walked_to(status)
    public, private = meeting.items.first(), meeting.items.get(is_private=True)
    checks = (
        lambda user: Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists(),
        lambda user: AgendaItem.objects.visible_to(user).filter(pk=public.pk).exists(),
        lambda user: AgendaItem.objects.visible_to(user).filter(pk=private.pk).exists(),
        lambda user: sees_minutes(meeting, user),
    )
    for check, row in zip(checks, SEEN[status], strict=True):
        assert " ".join("yes" if check(users[who]) else "no" for who in WHO) == row


PAPERS = {
    "a paper of the public part": "yes yes yes yes yes",
    "a paper for members only": "no no no yes yes",
    "a paper of the private part": "no no no yes yes",
}


def test_visibility_of_a_paper(users):
    meeting = make.a_scheduled_meeting(ON)
    private = make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    papers = {
        "a paper of the public part": make.a_paper(meeting.items.first()),
        "a paper for members only": make.a_paper(meeting.items.first(), is_for_members_only=True),
        "a paper of the private part": make.a_paper(private),
    }
    publish_agenda(meeting, by=None)
    for name, row in PAPERS.items():
        seen = [Paper.objects.visible_to(users[who]).filter(pk=papers[name].pk).exists() for who in WHO]
        assert (name, " ".join("yes" if one else "no" for one in seen)) == (name, row)


def test_a_declaration_on_a_private_item_is_not_public(users):
    meeting = make.a_scheduled_meeting(ON)
    private = make.an_item(meeting, "A tender", is_private=True, private_reason="Prices")
    make.a_declaration(meeting, item=private)
    open_one = make.a_declaration(meeting)
    for who in ("anyone", "parent", "officer"):
        assert list(Declaration.objects.visible_to(users[who])) == [open_one]
    for who in ("member", "coordinator"):
        assert Declaration.objects.visible_to(users[who]).count() == 2


def test_only_the_co_ordinator_sees_a_question_until_it_is_answered(users):
    meeting = make.a_meeting_with_agenda(ON)
    question = make.a_question(meeting)
    seen = [PublicQuestion.objects.visible_to(users[who]).count() for who in WHO]
    assert seen == [0, 0, 0, 0, 1]
    answer_question(accept_question(question, by=None), "Yes.", there=False, by=None)
    assert [PublicQuestion.objects.visible_to(users[who]).count() for who in WHO] == [1, 1, 1, 1, 1]


def test_an_ended_role_loses_access_at_the_next_request(users):
    user = users["member"]
    meeting = walked_to("circulated")
    assert sees_minutes(meeting, user)
    membership = memberships_of(user).get()
    end_membership(membership, reason="Moved away", by=None)
    fresh = type(user).objects.get(pk=user.pk)
    assert not sees_minutes(meeting, fresh)
    assert not memberships_of(fresh).exists()


# --- names


NAMES = [
    # how they are shown, who reads, what is read, whether role and body are hidden
    ("full", False, "Ann Lowe", False),
    ("first", False, "Ann", False),
    ("none", False, "Person {pk}", True),
    ("full", True, "Ann Lowe", False),
    ("first", True, "Ann Lowe", False),
    ("none", True, "Ann Lowe", False),
]


@pytest.mark.parametrize(("shown", "is_inside", "expected", "is_hidden"), NAMES)
def test_a_name_is_shown_as_the_person_chose(shown, is_inside, expected, is_hidden):
    person = update_person(members.a_person("Ann Lowe"), name_shown=shown, by=None)
    names = Names(is_inside=is_inside)
    assert names.of(person) == expected.format(pk=person.pk)
    assert names.hides(person) == is_hidden


def test_the_name_stored_on_the_day_is_shown_not_todays():
    person = members.a_person("Ann Lowe-Roe")
    assert Names(is_inside=False).of(person, "Ann Lowe") == "Ann Lowe"


def test_with_numbers_for_names_no_one_is_named_in_public():
    set_setting("numbers_for_names", value=True, by=None)
    person = members.a_person("Ann Lowe")
    assert Names(is_inside=False).of(person) == f"Person {person.pk}"
    assert Names(is_inside=False).of(None, "Carys") == "a person not named here"
    assert Names(is_inside=True).of(None, "Carys") == "Carys"


def test_the_chair_is_shown_as_they_chose(users):
    meeting = make.a_scheduled_meeting(ON)
    assert sheet(meeting, users["anyone"])["chair"] == ""
    chair = update_person(members.a_person("Grace Hill"), name_shown="first", by=None)
    meeting = set_chair(meeting, chair, by=None)
    assert sheet(meeting, users["anyone"])["chair"] == "Grace"
    assert sheet(meeting, users["member"])["chair"] == "Grace Hill"
