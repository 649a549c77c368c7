"""Who the group is made of: vacancies and gaps since when, shared seats, the council's half (M1, M9, P2)."""

import datetime as dt

import pytest

from accounts.services.settings import set_setting
from common import clock
from common.evidence import State, collect, year_to
from members.composition import composition
from members.services.memberships import end_membership
from members.services.seats import close_seat
from tests.factories import members

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 18)
OPENED = dt.date(2024, 1, 8)


def only():
    return composition().constituencies[0]


def test_constituencies_and_seats_are_in_the_groups_order():
    later, first = members.a_constituency("Alpha", order=2), members.a_constituency("Omega", order=1)
    for title in ("South", "North"):
        members.a_seat(title, constituency=later)
    parts = composition().constituencies
    assert [part.constituency for part in parts] == [first, later]
    assert [standing.seat.title for standing in parts[1].seats] == ["North", "South"]


def test_a_seat_never_held_is_vacant_since_it_was_opened():
    members.a_seat(opened_on=OPENED)
    assert only().seats[0].vacant_since == only().gap_since == OPENED


def test_a_seat_is_vacant_since_its_last_holder_left():
    seat = members.a_seat(opened_on=OPENED)
    members.a_former_member(seat=seat, starts_on=OPENED, ends_on=dt.date(2025, 3, 1))
    members.a_former_member(seat=seat, starts_on=dt.date(2025, 3, 1), ends_on=dt.date(2026, 4, 30))
    assert only().seats[0].vacant_since == only().gap_since == dt.date(2026, 5, 1)


def test_an_unsuccessful_nomination_changes_no_vacancy_date():
    seat = members.a_seat(opened_on=OPENED)
    end_membership(members.a_nomination(seat=seat), reason="Withdrew", by=None)
    assert only().seats[0].vacant_since == only().gap_since == OPENED


def test_one_holder_ends_the_gap_but_not_the_other_vacancy():
    held, empty = members.a_seat("Held"), members.a_seat("Empty", opened_on=OPENED)
    members.a_member(seat=held)
    part = only()
    assert not part.is_gap
    assert part.gap_since is None
    assert [standing.seat for standing in part.vacancies] == [empty]


def test_a_constituency_that_never_had_a_seat_is_a_gap_without_a_date():
    members.a_constituency(target_seats=2)
    assert only().is_gap
    assert only().gap_since is None
    assert only().missing_seats == 2


def test_a_closed_seat_is_left_out_but_still_dates_the_gap():
    seat = members.a_seat(opened_on=OPENED)
    members.a_former_member(seat=seat, starts_on=OPENED, ends_on=dt.date(2025, 3, 1))
    close_seat(seat, by=None)
    assert only().seats == []
    assert only().gap_since == dt.date(2025, 3, 2)


def test_a_shared_seat_has_both_holders_and_counts_once():
    _seat, holders = members.a_shared_seat()
    group = composition()
    assert group.seats[0].holders == sorted(holders, key=lambda membership: membership.person.name)
    assert (group.people, len(group.seats), len(group.shared)) == (2, 1, 1)


def test_a_nominee_is_not_a_holder():
    nomination = members.a_nomination()
    standing = only().seats[0]
    assert (standing.holders, standing.nominees) == ([], [nomination])


@pytest.mark.parametrize("count", [3, 30])
def test_the_whole_group_costs_three_queries(django_assert_num_queries, count):
    members.a_group(members=count, constituencies=3)
    with django_assert_num_queries(3):
        group = composition()
        assert [membership.person.name for membership in group.members]


def evidence(kind):
    return collect(year_to(TODAY), {kind})[kind]


def test_without_rows_there_is_no_evidence_yet():
    assert {kind: evidence(kind).state for kind in ("representation", "role-descriptions", "arms-length")} == {
        "representation": State.NONE,
        "role-descriptions": State.NONE,
        "arms-length": State.NONE,
    }


def test_a_gap_in_a_constituency_the_terms_name_is_not_usual():
    required = members.a_constituency(is_required=True)
    members.a_constituency(is_required=False)
    members.a_seat(constituency=required)
    found = evidence("representation")
    assert (found.figure, found.state) == ("0 of 1 constituencies are represented", State.NOT_USUAL)
    members.a_member(seat=members.a_seat(constituency=required))
    found = evidence("representation")
    assert (found.figure, found.state) == ("1 of 1 constituencies are represented", State.KEPT)


def test_acceptances_are_due_until_everyone_has_accepted():
    with clock.frozen(TODAY):
        members.an_accepted_member()
    assert evidence("role-descriptions").state == State.KEPT
    members.a_member(seat=members.a_seat(role_description=members.a_role_description()))
    found = evidence("role-descriptions")
    assert found.state == State.DUE
    assert found.figure.startswith("1 of 2 ")


def test_shared_seats_name_the_meeting():
    assert evidence("shared-seats").figure == "No seat is shared"
    members.a_shared_seat(agreed_on=dt.date(2026, 3, 12))
    assert (evidence("shared-seats").figure, evidence("shared-seats").on) == (
        "1 seat is shared, as the group agreed",
        dt.date(2026, 3, 12),
    )


def test_the_councils_side_holds_half_at_most_or_what_the_group_set():
    council, parents = members.a_constituency(is_council_side=True), members.a_constituency()
    members.a_seat(constituency=council)
    members.a_seat(constituency=parents)
    assert evidence("arms-length").state == State.KEPT
    set_setting("council_side_share", 0.4, by=None, now=clock.at(TODAY, dt.time(9)))
    assert evidence("arms-length").state == State.NOT_USUAL
    assert evidence("arms-length").figure == "1 of 2 seats are on the council's side"
