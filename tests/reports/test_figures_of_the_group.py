"""Members, seats, meetings and resolutions, counted by hand."""

import datetime as dt

import pytest

from accounts.services.settings import set_setting
from answers.services.commitments import finish_commitment
from common import clock
from governance.services.documents import load_shipped
from meetings.rules import MeetingKind
from meetings.services import minutes
from meetings.services.agenda import publish_agenda
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.passing_on import record_passed_on
from meetings.services.planning import plan_additional
from meetings.services.views_brought import bring_views
from members.rules import NameShown
from members.services.memberships import end_membership
from reports.figures import collect
from tests.factories import accounts, meetings, members
from tests.reports.small_year import COUNTED, END, START

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def group():
    """Two constituencies: two parents' seats of which one is shared, and a school's seat that fell empty in March."""
    by = accounts.coordinator()
    parents = members.a_constituency("Parents", order=1, target_seats=3, by=by)
    schools = members.a_constituency("Schools", order=2, target_seats=1, by=by)
    ann = members.a_person("Ann Lowe", by=by)
    bob = members.a_person("Bob Marsh", name_shown=NameShown.FIRST, by=by)
    cat = members.a_person("Cat Nox", email="cat@example.org", name_shown=NameShown.NONE, by=by)
    dan = members.a_person("Dan Pike", by=by)
    shared = members.a_seat("Shared", constituency=parents, is_shared=True, sharing_agreed_on=D(2020, 1, 6), by=by)
    seats = {ann: members.a_seat("Own", constituency=parents, by=by), bob: shared, cat: shared}
    seats[dan] = members.a_seat("School", constituency=schools, by=by)
    held = {
        person: members.a_member(person=person, seat=seat, affiliation=f"Body of {person.name}", by=by)
        for person, seat in seats.items()
    }
    return by, [held[ann], held[bob], held[cat], held[dan]]


def held(group, on, marks, **fields):
    by, memberships = group
    return meetings.a_held_meeting(memberships, marks, on=on, by=by, **fields)


def leave(group):
    by, memberships = group
    now = meetings.noon(D(2026, 4, 7))
    end_membership(memberships[3], reason="Moved", ends_on=D(2026, 3, 31), by=by, now=now)


def figures(start=START, end=END, today=COUNTED):
    return collect("annual", start, end, today=today)


def test_members_are_named_as_they_chose_and_ordered_by_constituency(group):
    leave(group)
    found = figures()
    assert [(row["name"], row["constituency"], row["from"], row["until"]) for row in found["members"]] == [
        ("Ann Lowe", "Parents", ["Body of Ann Lowe"], ""),
        ("Bob", "Parents", ["Body of Bob Marsh"], ""),
        ("", "Parents", [], ""),
        ("Dan Pike", "Schools", ["Body of Dan Pike"], "2026-03-31"),
    ]
    assert found["people"] == 3


def test_a_withheld_name_is_not_in_the_figures(group):
    assert "Cat" not in str(figures())
    assert "Marsh" not in str([row["name"] for row in figures()["members"]])


def test_with_numbers_for_names_no_one_is_named(group):
    set_setting("numbers_for_names", True, by=None)
    found = figures()["members"]
    assert all(row["name"].startswith("Person ") and row["from"] == [] for row in found)


def test_a_member_who_left_on_the_last_day_is_counted(group):
    leave(group)
    on_it = figures(end=D(2026, 3, 31))
    assert (on_it["people"], on_it["members"][3]["until"]) == (4, "")
    after = figures(start=D(2026, 4, 1))
    assert (after["people"], len(after["members"])) == (3, 3)


def test_a_shared_seat_counts_once_and_an_empty_seat_is_vacant(group):
    leave(group)
    rows = {
        row["name"]: (row["seats"], row["held"], row["members"], row["vacant"]) for row in figures()["constituencies"]
    }
    assert rows == {"Parents": (3, 2, 3, 1), "Schools": (1, 0, 0, 1)}


def test_attendance_is_counted_by_constituency(group):
    held(group, D(2025, 11, 11), "P A N P")
    held(group, D(2026, 3, 10), "O T S A")
    rows = {
        row["name"]: (row["came"], row["substitutes"], row["of"], row["share"]) for row in figures()["constituencies"]
    }
    assert rows == {"Parents": (3, 1, 6, 50), "Schools": (1, 0, 2, 50)}


def test_only_meetings_held_in_the_period_are_included(group):
    held(group, D(2025, 8, 31), "P P P P")
    held(group, D(2025, 9, 1), "P A N S", kind=MeetingKind.AUTUMN)
    held(group, D(2026, 8, 31), "P P P P")
    held(group, D(2026, 9, 1), "P P P P")
    meetings.a_cancelled_meeting(on=D(2026, 2, 3))
    meetings.a_postponed_meeting(on=D(2026, 2, 10))
    meetings.a_scheduled_meeting(D(2026, 2, 17))
    found = figures()["meetings"]
    assert [(row["on"], row["came"], row["apologies"], row["substitutes"], row["absent"]) for row in found] == [
        ("2025-09-01", 1, 1, 1, 1),
        ("2026-08-31", 4, 0, 0, 0),
    ]
    assert found[0]["name"] == "Autumn meeting 2025"
    assert found[1]["name"] == "Additional meeting of 31 August 2026: Short breaks"


@pytest.mark.parametrize(("hour", "minute", "is_in"), [(0, 15, True), (23, 45, False)])
def test_a_meeting_at_midnight_belongs_to_its_day_in_london(group, hour, minute, is_in):
    """Quarter past midnight on 1 September is still 31 August in UTC."""
    day = START if is_in else START - dt.timedelta(days=1)
    starts_at, ends_at = meetings.times(day, dt.time(hour, minute), minutes=10)
    before = meetings.noon(day - dt.timedelta(days=40))
    meeting = plan_additional("Late hour", starts_at, ends_at, by=None, now=before)
    publish_agenda(meeting, by=None, now=before)
    held(group, None, "P P P P", meeting=meeting)
    assert bool(figures()["meetings"]) is is_in


def resolve(meeting, title, text, by, **fields):
    item = meeting.items.filter(title=title).first()
    now = meetings.noon(meeting.on)
    return minutes.resolve(item, text, by=by, now=now, **fields)


@pytest.fixture
def minuted(group):
    """A meeting that resolved the same words about two items, took something on, and decided something in private."""
    by, memberships = group
    on = D(2025, 11, 11)
    meeting = meetings.a_scheduled_meeting(on, by=by)
    for title in ("Buses", "Trains"):
        meetings.an_item(meeting, title, by=by)
    meetings.an_item(meeting, "A tender", is_private=True, private_reason="Prices", by=by)
    publish_agenda(meeting, by=by, now=meetings.noon(on - dt.timedelta(days=14)))
    return meetings.a_held_meeting(memberships, "P P P P", meeting=meeting, by=by)


def write(meeting, by):
    same = "That this be presented formally."
    resolve(meeting, "Buses", same, by)
    resolve(meeting, "Trains", same, by)
    resolve(meeting, "Buses", "That the chair write.", by, owner="The chair", due_on=D(2025, 12, 1))
    resolve(meeting, "A tender", "That the tender be refused.", by)


def approve(meeting, by):
    circulate_minutes(meeting, by=by, now=meetings.noon(D(2025, 11, 14)))
    later = meetings.a_meeting_with_agenda(D(2026, 1, 13), by=by)
    return approve_minutes(meeting, later, by=accounts.coordinator(), now=meetings.noon(later.on))


def test_resolutions_of_approved_minutes_are_included_without_repeats(group, minuted):
    by, _memberships = group
    write(minuted, by)
    approve(minuted, by)
    found = figures()["meetings"][0]
    assert found["is_approved"]
    assert found["resolved"] == [
        {"text": "That this be presented formally.", "owner": "", "state": "", "about": ["Buses", "Trains"]},
        {"text": "That the chair write.", "owner": "The chair", "state": "late", "about": ["Buses"]},
    ]
    assert "tender" not in str(figures())


def test_resolutions_of_unapproved_minutes_are_not_included(group, minuted):
    by, _memberships = group
    write(minuted, by)
    found = figures()["meetings"][0]
    assert (found["is_approved"], found["resolved"]) == (False, [])


def test_a_resolutions_commitment_is_as_at_the_end_of_the_period(group, minuted):
    by, _memberships = group
    write(minuted, by)
    meeting = approve(minuted, by)
    commitment = next(one.commitment for one in meeting.items.get(title="Buses").resolutions.all() if one.commitment)
    finish_commitment(commitment, evidence="Sent.", by=by, now=meetings.noon(D(2026, 9, 5)))
    assert figures()["meetings"][0]["resolved"][1]["state"] == "late"
    assert figures(end=D(2026, 9, 30))["meetings"][0]["resolved"][1]["state"] == "done"


@pytest.mark.parametrize(("kind", "stands"), [("annual", ("kept", "this report")), ("board", None)])
def test_an_annual_report_is_evidence_of_itself(kind, stands):
    load_shipped(now=clock.at(START, dt.time(9)))
    figures = collect(kind, START, END, today=COUNTED)
    found = {row["clause"]: (row["state"], row["figure"]) for row in figures.get("terms", [])}
    assert found.get("E2") == stands


def test_what_was_brought_and_told_is_counted_by_constituency_without_small_numbers(group):
    by, memberships = group
    on = D(2025, 11, 11)
    meeting = meetings.a_meeting_with_agenda(on, by=by)
    one = memberships[0]
    views = meetings.views_to_bring(meeting, one)
    meetings.views_given(views, 12)
    bring_views(views, summary="Late buses.", told_member=3, by=by, now=meetings.noon(on - dt.timedelta(days=2)))
    other = next(row for row in memberships if row.seat.constituency_id != one.seat.constituency_id)
    few = meetings.views_to_bring(meeting, other, secret="")
    bring_views(few, summary="Early buses.", told_member=4, by=by, now=meetings.noon(on - dt.timedelta(days=2)))
    meetings.a_held_meeting(meeting=meeting, by=by)
    told = {"told_on": on, "how": "by e-mail", "by": by, "now": meetings.noon(on + dt.timedelta(days=3))}
    record_passed_on(meetings.fresh(meeting), one, people=140, **told)
    found = figures()["brought_and_told"]
    rows = {row.pop("name"): row for row in found["rows"]}
    assert found["meetings"] == 1
    assert rows[other.seat.constituency.name] == {"brought": 1, "answered": None, "told": 0, "people": 0}
    assert rows[one.seat.constituency.name] == {"brought": 1, "answered": None, "told": 1, "people": 140}
