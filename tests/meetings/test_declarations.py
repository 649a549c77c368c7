"""Declarations of interest: labels, acknowledgement and handling (M8, S2)."""

import datetime as dt

import pytest

from common.errors import DomainError, MoveNotAllowed
from meetings.rules import DeclarationStatus, Handling, MeetingKind
from meetings.services.declarations import acknowledge_declaration, declare
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
