"""Declarations of interest: labels, acknowledgement and handling (M8, S2)."""

import datetime as dt

import pytest

from common.errors import DomainError, MoveNotAllowed
from meetings.rules import DeclarationStatus, Handling, MeetingKind
from meetings.services.declarations import acknowledge_declaration, change_handling, declare
from tests.factories import meetings as make
from tests.factories import members

pytestmark = pytest.mark.django_db


def test_six_interests_of_five_people_keep_their_labels_as_entered():
    """S2: labelled a, b, c, e, f, none pecuniary; one of the five is a substitute."""
    meeting = make.a_meeting_with_agenda(dt.date(2026, 3, 10), kind=MeetingKind.SPRING)
    item = meeting.items.get(number=5)
    people = [members.a_person(name) for name in ("Ann Lowe", "Ben Roe", "Cy Hill", "Di Moor")]
    told = [(people[0], "a"), (people[1], "b"), (people[2], "c"), (people[2], "c"), (people[3], "e")]
    for person, label in told:
        declare(meeting, item, nature="Works for the bus company", person=person, label=label, by=None)
    declare(meeting, item, nature="Lives on the route", name="Sam Substitute", label="f", by=None)
    rows = meeting.declarations.all()
    assert [row.label for row in rows] == ["a", "b", "c", "c", "e", "f"]
    assert len({row.name for row in rows}) == 5
    assert {row.item for row in rows} == {item}
    assert not any(row.is_pecuniary for row in rows)


def test_a_declaration_is_acknowledged_once_with_its_handling():
    declaration = make.a_declaration()
    declaration = acknowledge_declaration(declaration, "left", by=None)
    assert (declaration.status, declaration.handling) == (DeclarationStatus.ACKNOWLEDGED, Handling.LEFT)
    with pytest.raises(MoveNotAllowed):
        acknowledge_declaration(declaration, "stayed", by=None)


@pytest.mark.parametrize(("name", "nature", "field"), [("", "An interest", "name"), ("Ann", " ", "nature")])
def test_a_declaration_needs_a_name_and_an_interest(name, nature, field):
    with pytest.raises(DomainError) as caught:
        make.a_declaration(name=name, nature=nature)
    assert caught.value.field == field


def test_an_item_of_another_meeting_is_refused():
    other = make.a_meeting_with_agenda().items.first()
    with pytest.raises(DomainError, match="another meeting"):
        make.a_declaration(item=other)


def test_interests_cannot_be_declared_after_the_minutes_are_approved():
    with pytest.raises(DomainError, match="no longer be declared"):
        make.a_declaration(make.an_approved_meeting())


# --- what was done about it -----------------------------------------------------------------------


@pytest.fixture
def begun():
    return make.a_meeting_with_agenda(dt.date(2026, 3, 10), kind=MeetingKind.SPRING)


def handled(meeting, handling, *, item=None, **who):
    who = who or {"name": "Ann Lowe"}
    declaration = declare(meeting, item, nature="Works for the bus company", by=None, **who)
    return acknowledge_declaration(declaration, handling, by=None)


@pytest.mark.parametrize(("first", "second"), [("stayed", "left"), ("left", "stayed"), ("stayed", "spoke")])
def test_two_handlings_of_one_person_in_one_item_that_exclude_each_other_are_refused(begun, first, second):
    item = begun.items.get(number=5)
    handled(begun, first, item=item)
    with pytest.raises(DomainError, match="Both cannot be so") as caught:
        handled(begun, second, item=item)
    assert caught.value.field == "handling"


@pytest.mark.parametrize(("first", "second"), [("spoke", "left"), ("left", "left"), ("stayed", "stayed")])
def test_somebody_may_speak_and_then_leave(begun, first, second):
    item = begun.items.get(number=5)
    handled(begun, first, item=item)
    assert handled(begun, second, item=item).handling == second


def test_another_item_and_another_person_may_be_handled_otherwise(begun):
    handled(begun, "left", item=begun.items.get(number=5))
    assert handled(begun, "stayed", item=begun.items.get(number=4)).handling == "stayed"
    assert handled(begun, "stayed", item=begun.items.get(number=5), name="Ben Roe").handling == "stayed"


def test_who_left_the_whole_meeting_stayed_for_none_of_its_items(begun):
    handled(begun, "left")
    with pytest.raises(DomainError, match="Both cannot be so"):
        handled(begun, "stayed", item=begun.items.get(number=5))


def test_who_stayed_for_an_item_did_not_leave_the_whole_meeting(begun):
    handled(begun, "stayed", item=begun.items.get(number=5))
    with pytest.raises(DomainError, match="Both cannot be so"):
        handled(begun, "left")


def test_who_stays_for_the_meeting_may_leave_for_one_item(begun):
    handled(begun, "stayed")
    assert handled(begun, "left", item=begun.items.get(number=5)).handling == "left"


def test_change_needs_a_reason_and_a_difference(begun):
    declaration = handled(begun, "left")
    with pytest.raises(DomainError, match="why the record changes"):
        change_handling(declaration, "stayed", " ", by=None)
    with pytest.raises(DomainError, match="recorded already"):
        change_handling(declaration, "left", "A mistake", by=None)


def test_handling_that_was_not_acknowledged_or_whose_minutes_are_approved_is_not_changed(begun):
    with pytest.raises(DomainError, match="not acknowledged"):
        change_handling(make.a_declaration(begun), "left", "A mistake", by=None)
    meeting = make.a_meeting_with_agenda()
    declaration = handled(meeting, "left")
    make.an_approved_meeting(meeting=meeting)
    with pytest.raises(DomainError, match="Amend the minutes"):
        change_handling(declaration, "stayed", "A mistake", by=None)


# --- the register ---------------------------------------------------------------------------------


def test_interest_of_the_register_says_what_it_is(begun):
    interest = members.an_interest(body="Hillside School", capacity="Governor", is_pecuniary=True)
    declaration = declare(begun, person=interest.person, interest=interest, by=None)
    assert (declaration.nature, declaration.is_pecuniary) == ("Governor, Hillside School", True)


def test_interest_kept_private_is_not_named_in_the_minutes(begun):
    interest = members.an_interest(body="Hillside School", is_private=True)
    declaration = declare(begun, person=interest.person, interest=interest, by=None)
    assert "Hillside" not in declaration.nature


def test_interest_of_somebody_else_is_refused(begun):
    with pytest.raises(DomainError, match="somebody else"):
        declare(begun, person=members.a_person(), interest=members.an_interest(), by=None)
