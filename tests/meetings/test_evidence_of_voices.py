"""The evidence that members bring views and take back what was decided (M6, M7): views of 12, and 140 told."""

import datetime as dt

import pytest

from common.evidence import State, year_to
from common.periods import Period
from meetings.evidence.views_brought import decisions_are_passed_on, views_are_brought
from meetings.services.passing_on import record_passed_on
from meetings.services.views_brought import bring_views, record_spoken
from tests.counting import queries
from tests.factories import meetings as make
from tests.factories import members

pytestmark = pytest.mark.django_db
ON, END = dt.date(2026, 6, 9), dt.date(2026, 12, 31)
BEFORE, AFTER = make.noon(ON - dt.timedelta(days=2)), make.noon(ON + dt.timedelta(days=5))


def a_member_elsewhere():
    return members.a_member(seat=members.a_seat(constituency=members.a_constituency()))


def told(meeting, membership, people):
    how = {"told_on": AFTER.date(), "how": "by e-mail", "by": None, "now": AFTER}
    return record_passed_on(meeting, membership, people=people, **how)


def test_nothing_brought_and_nothing_told_is_no_evidence():
    a_member_elsewhere()
    make.a_held_meeting(on=ON)
    for kind in (views_are_brought, decisions_are_passed_on):
        assert kind(year_to(END)).state == State.NONE


def test_a_member_brings_the_views_of_12_and_takes_what_was_decided_back_to_140():
    one, other = members.a_member(), a_member_elsewhere()
    meeting = make.a_meeting_with_agenda(ON)
    views = make.views_to_bring(meeting, one, item=meeting.items.first())
    make.views_given(views, 12)
    bring_views(views, summary="Most want the bus to wait.", by=None, now=BEFORE)
    meeting = make.a_held_meeting(meeting=meeting)
    record_spoken(views, was_spoken_to=True, by=None, now=AFTER)
    told(meeting, one, 140)
    brought, passed_on = views_are_brought(year_to(END)), decisions_are_passed_on(year_to(END))
    assert (brought.figure, brought.on, brought.state) == (
        "constituencies whose views were brought: 1, to 1 of 1 meetings in a year; 12 people answered, as recorded by "
        "members; spoken to at the meeting: 1 of 1",
        ON,
        State.KEPT,
    )
    assert (passed_on.figure, passed_on.on, passed_on.state) == (
        "1 of 2 constituencies were told what was decided at the meeting of 9 June 2026: 140 people, as recorded by "
        "members; something passed on of 1 of 1 meetings in a year",
        ON,
        State.DUE,
    )
    told(meeting, other, 20)
    assert decisions_are_passed_on(year_to(END)).state == State.KEPT


def test_few_people_are_not_counted_out():
    views = make.views_brought(make.a_meeting_with_agenda(ON), members.a_member(), told_member=3)
    make.a_held_meeting(meeting=views.meeting)
    assert "; fewer than 10 people answered" in views_are_brought(year_to(END)).figure


def test_it_stands_as_at_the_end_of_the_period():
    one = members.a_member()
    meeting = make.a_held_meeting(on=ON)
    told(meeting, one, 140)
    assert decisions_are_passed_on(Period(dt.date(2026, 1, 1), ON + dt.timedelta(days=1))).state == State.NONE


def test_a_meeting_of_the_last_days_is_not_looked_at_until_something_of_it_is_passed_on():
    one = members.a_member()
    told_of = make.a_held_meeting(on=ON)
    told(told_of, one, 140)
    make.a_held_meeting(on=END - dt.timedelta(days=3))
    assert decisions_are_passed_on(year_to(END)).on == ON
    assert decisions_are_passed_on(year_to(END + dt.timedelta(days=20))).on == END - dt.timedelta(days=3)


def test_many_meetings_take_no_more_queries():
    one = members.a_member()
    told(make.a_held_meeting(on=ON), one, 140)
    with queries() as few:
        views_are_brought(year_to(END)), decisions_are_passed_on(year_to(END))
    for days in (28, 56, 84):
        make.a_held_meeting(on=ON - dt.timedelta(days=days))
    with queries() as many:
        views_are_brought(year_to(END)), decisions_are_passed_on(year_to(END))
    assert len(many) <= len(few)
