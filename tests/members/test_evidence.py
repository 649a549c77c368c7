"""The evidence for the terms about who sits on the group: figure, date and state (M1, M2, M9, P2)."""

import datetime as dt

import pytest

from accounts.services.settings import set_setting
from common import clock
from common.evidence import State, year_to
from members import evidence
from members.services.memberships import end_membership
from members.services.roles import accept_role_description
from members.services.seats import close_seat
from tests.factories import members

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 2, 20)


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.frozen(TODAY):
        yield


def shown(found):
    return (found.figure, found.on, found.state)


def test_m1_has_no_evidence_before_a_constituency_is_named():
    members.a_constituency()
    assert shown(evidence.everybody_is_represented(year_to(TODAY))) == (
        "No constituencies have been added yet",
        None,
        State.NONE,
    )


def test_m1_counts_the_constituencies_the_terms_name_and_dates_the_newest_gap():
    held, left, never = (members.a_constituency(is_required=True) for _place in range(3))
    members.a_constituency("Added by the group")
    members.a_member(seat=members.a_seat(constituency=held))
    gone = members.a_member(seat=members.a_seat(constituency=left))
    assert shown(evidence.everybody_is_represented(year_to(TODAY)))[0] == "2 of 3 constituencies are represented"
    end_membership(gone, reason="Moved away", ends_on=dt.date(2026, 1, 9), by=None)
    assert shown(evidence.everybody_is_represented(year_to(TODAY))) == (
        "1 of 3 constituencies are represented",
        dt.date(2026, 1, 10),
        State.NOT_USUAL,
    )
    for place in (left, never):
        members.a_member(seat=members.a_seat(constituency=place))
    assert shown(evidence.everybody_is_represented(year_to(TODAY))) == (
        "3 of 3 constituencies are represented",
        TODAY,
        State.KEPT,
    )


def test_m1_a_nominee_does_not_count_as_representation():
    place = members.a_constituency(is_required=True)
    members.a_nomination(seat=members.a_seat(constituency=place))
    assert evidence.everybody_is_represented(year_to(TODAY)).figure == "0 of 1 constituencies are represented"


def test_m2_is_due_until_everyone_accepts_and_again_after_a_new_version():
    first = members.an_accepted_member()
    second = members.a_member(seat=members.a_seat(role_description=first.seat.role_description))
    members.a_member()
    figure = "{} of 3 members have accepted the description in force; 1 has none"
    assert shown(evidence.role_descriptions_are_accepted(year_to(TODAY))) == (figure.format(1), TODAY, State.DUE)
    accept_role_description(second, by=None)
    assert shown(evidence.role_descriptions_are_accepted(year_to(TODAY))) == (figure.format(2), TODAY, State.DUE)
    members.a_new_version(first.seat.role_description)
    assert shown(evidence.role_descriptions_are_accepted(year_to(TODAY)))[::2] == (figure.format(0), State.DUE)


def test_m2_does_not_count_a_draft():
    members.a_member(seat=members.a_seat(role_description=members.a_role_description(is_published=False)))
    found = evidence.role_descriptions_are_accepted(year_to(TODAY))
    words = "0 of 1 members have accepted the description in force; 1 has none"
    assert (found.figure, found.state) == (words, State.DUE)


def test_m2_is_kept_once_every_member_has_accepted():
    assert evidence.role_descriptions_are_accepted(year_to(TODAY)).figure == "The group has no members yet"
    members.an_accepted_member()
    found = evidence.role_descriptions_are_accepted(year_to(TODAY))
    assert (found.figure, found.state) == ("1 of 1 members have accepted the description in force", State.KEPT)


def test_of_a_period_that_is_over_the_group_stands_as_it_did_when_it_ended():
    place = members.a_constituency(is_required=True)
    gone = members.a_member(seat=members.a_seat(constituency=place))
    end_membership(gone, reason="Moved away", ends_on=dt.date(2026, 1, 9), by=None)
    then, since = year_to(dt.date(2026, 1, 8)), year_to(TODAY)
    assert evidence.everybody_is_represented(then).figure == "1 of 1 constituencies are represented"
    assert evidence.everybody_is_represented(since).figure == "0 of 1 constituencies are represented"
    assert evidence.role_descriptions_are_accepted(since).figure == "The group has no members yet"


def test_m9_names_the_day_the_group_last_agreed_to_share():
    assert evidence.shared_seats_were_agreed(year_to(TODAY)).figure == "No seat is shared"
    members.a_shared_seat(agreed_on=dt.date(2024, 3, 5))
    found = evidence.shared_seats_were_agreed(year_to(TODAY))
    assert shown(found) == ("1 seat is shared, as the group agreed", dt.date(2024, 3, 5), State.KEPT)
    members.a_shared_seat(agreed_on=dt.date(2025, 6, 10))
    found = evidence.shared_seats_were_agreed(year_to(TODAY))
    assert shown(found) == ("2 seats are shared, as the group agreed", dt.date(2025, 6, 10), State.KEPT)


@pytest.mark.parametrize(
    ("council", "others", "share", "state"),
    [(0, 1, 0.5, State.KEPT), (2, 2, 0.5, State.KEPT), (3, 2, 0.5, State.NOT_USUAL), (3, 2, 0.6, State.KEPT)],
)
def test_p2_the_council_holds_at_most_its_share(council, others, share, state):
    set_setting("council_side_share", share, by=None)
    sides = {True: members.a_constituency(is_council_side=True), False: members.a_constituency()}
    for is_council, seats in ((True, council), (False, others)):
        for _seat in range(seats):
            members.a_seat(constituency=sides[is_council])
    found = evidence.the_council_holds_half_at_most(year_to(TODAY))
    assert shown(found) == (f"{council} of {council + others} seats are on the council's side", TODAY, state)


def test_p2_does_not_count_a_closed_seat():
    assert evidence.the_council_holds_half_at_most(year_to(TODAY)).state == State.NONE
    place = members.a_constituency(is_council_side=True)
    close_seat(members.a_seat(constituency=place), by=None)
    assert evidence.the_council_holds_half_at_most(year_to(TODAY)).figure == "The group has no seats yet"
    members.a_seat(constituency=place)
    assert evidence.the_council_holds_half_at_most(year_to(TODAY)).state == State.NOT_USUAL
