"""Meetings walked to their state by the real services, never by setting a field.

    meeting = a_held_meeting(memberships, marks="P A S")     # one mark for each membership
    meeting = an_approved_meeting()                          # with a second person who approves

Marks: P in the room, O online, T for part of it, A apologies, N absent without apology, S a substitute came.
"""

import datetime as dt

from common import clock
from meetings.models import Meeting
from meetings.rules import AttendanceRecord, MeetingKind
from meetings.services.agenda import add_item, publish_agenda
from meetings.services.announcing import announce
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.attendance import confirm_held, expected_memberships, record_attendance
from meetings.services.declarations import declare
from meetings.services.minutes import resolve, save_minute
from meetings.services.papers import add_paper
from meetings.services.planning import cancel, plan_additional, plan_year, postpone
from meetings.services.questions import ask_question
from meetings.services.views_brought import bring_views, gather_views, give_view
from tests.factories import accounts, issues, members
from tests.factories.numbering import Numbering
from tests.factories.walks import walked

_numbers = Numbering()
FIRST_DAY = dt.date(2025, 1, 14)
MARKS = {
    "P": AttendanceRecord.PRESENT,
    "O": AttendanceRecord.ONLINE,
    "T": AttendanceRecord.PART,
    "A": AttendanceRecord.APOLOGIES,
    "N": AttendanceRecord.ABSENT,
    "S": AttendanceRecord.SUBSTITUTE,
}
VENUE = "Hillview Centre, Ashby"


def times(day, start=dt.time(10), minutes=120):
    """Return when a meeting on a day begins and ends."""
    starts_at = clock.at(day, start)
    return starts_at, starts_at + dt.timedelta(minutes=minutes)


def noon(day):
    return clock.at(day, dt.time(12))


def next_day():
    """Return a Tuesday that no meeting of this factory has had, each later than the one before."""
    return FIRST_DAY + dt.timedelta(days=28 * next(_numbers))


@walked
def a_year(year=2026, *, by=None, now=None, **place):
    """The three usual meetings of a year, planned and announced."""
    days = {
        MeetingKind.SPRING: dt.date(year, 3, 10),
        MeetingKind.SUMMER: dt.date(year, 6, 16),
        MeetingKind.AUTUMN: dt.date(year, 10, 13),
    }
    dates = {kind: times(day) for kind, day in days.items()}
    now = now or noon(dt.date(year, 1, 5))
    return announced(plan_year(year, dates, by=by, now=now, **{"venue": VENUE, **place}), by=by, now=now)


def announced(meetings, *, by=None, now=None):
    """Announce meetings that are still to come, and return them as they then are."""
    coming = [meeting for meeting in meetings if meeting.starts_at > (now or clock.now())]
    if coming:
        announce(coming, by=by, now=now)
    return [fresh(meeting) for meeting in meetings]


@walked
def a_scheduled_meeting(on=None, *, by=None, now=None, **fields):
    """A meeting that was announced, with its standing items; additional unless a kind is given."""
    on = on or next_day()
    now = now or noon(on - dt.timedelta(days=30))
    return announced([a_planned_meeting(on, by=by, now=now, **fields)], by=by, now=now)[0]


@walked
def a_planned_meeting(on=None, *, kind=None, purpose="Short breaks", by=None, now=None, **place):
    """A meeting that nobody has been told of; additional unless a kind is given."""
    on = on or next_day()
    now = now or noon(on - dt.timedelta(days=30))
    if kind is None or kind == MeetingKind.ADDITIONAL:
        return plan_additional(purpose, *times(on), by=by, now=now, **{"venue": VENUE, **place})
    return plan_year(on.year, {kind: times(on)}, by=by, now=now, **{"venue": VENUE, **place})[0]


@walked
def a_meeting_with_agenda(on=None, *, by=None, now=None, **fields):
    """A meeting whose agenda is published, in time."""
    meeting = a_scheduled_meeting(on, by=by, now=now, **fields)
    return publish_agenda(meeting, by=by, now=now or noon(meeting.on - dt.timedelta(days=14)))


def records_of(memberships, marks):
    """Return what `record_attendance` takes, from one mark for each membership."""
    return {
        membership.pk: (MARKS[mark], "Sam Substitute" if mark == "S" else "", "")
        for membership, mark in zip(memberships, marks.split(), strict=True)
    }


@walked
def a_held_meeting(memberships=None, marks="", *, on=None, by=None, now=None, meeting=None, **fields):
    """A meeting confirmed as held. Everybody who held a seat that day was present, but for what `marks` say."""
    meeting = meeting or a_meeting_with_agenda(on, by=by, **fields)
    now = now or noon(meeting.on + dt.timedelta(days=1))
    everybody = dict.fromkeys(expected_memberships(meeting), "P")
    records = records_of(everybody, " ".join(everybody.values()))
    records |= records_of(memberships or [], marks)
    record_attendance(meeting, records, by=by, now=now)
    return confirm_held(meeting, by=by, now=now)


@walked
def a_resolution(meeting=None, text="That this be done.", *, item=None, on=None, by=None, **subject):
    """A resolution of a meeting that was held; under its first item unless one is given."""
    meeting = meeting or (item.meeting if item else a_held_meeting(on=on, by=by))
    return resolve(item or meeting.items.first(), text, by=by, now=noon(meeting.on + dt.timedelta(days=1)), **subject)


@walked
def a_resolution_on_a_review(meeting=None, *, text="That the member continue.", by=None, **review):
    """What a meeting that was held resolved about an open review; absences are counted when it is confirmed."""
    meeting = meeting or a_held_meeting(by=by)
    review = members.an_open_review(now=noon(meeting.on), by=by, **review)
    return a_resolution(meeting, text, review=review, by=by)


@walked
def a_circulated_meeting(*, by=None, text="The group heard what parents had raised.", resolved="", **fields):
    """A held meeting whose draft minutes were sent round; `by` wrote them, with a resolution where one is given."""
    by = by or accounts.coordinator()
    meeting = a_held_meeting(by=by, **fields)
    now = noon(meeting.on + dt.timedelta(days=3))
    item = meeting.items.first()
    save_minute(item, text, item.minute_version, by=by, now=now)
    if resolved:
        a_resolution(meeting, resolved, by=by)
    return circulate_minutes(meeting, by=by, now=now)


@walked
def an_approved_meeting(*, by=None, approved_by=None, at_meeting=None, amended_note="", **fields):
    """A meeting whose minutes a later one approved, recorded by somebody who did not write them."""
    meeting = a_circulated_meeting(by=by, **fields)
    at_meeting = at_meeting or a_meeting_with_agenda(meeting.on + dt.timedelta(days=56), by=by)
    return approve_minutes(
        meeting,
        at_meeting,
        amended_note,
        by=approved_by or accounts.coordinator(),
        now=noon(at_meeting.on),
    )


@walked
def a_cancelled_meeting(*, by=None, reason="Not enough people can come.", **fields):
    meeting = a_scheduled_meeting(by=by, **fields)
    return cancel(meeting, reason, by=by, now=noon(meeting.on - dt.timedelta(days=7)))


@walked
def a_postponed_meeting(*, by=None, reason="The building is closed.", **fields):
    meeting = a_scheduled_meeting(by=by, **fields)
    return postpone(meeting, reason, by=by, now=noon(meeting.on - dt.timedelta(days=7)))


@walked
def an_item(meeting=None, title="Travel to school", *, by=None, now=None, **fields):
    meeting = meeting or a_scheduled_meeting(by=by)
    return add_item(meeting, title, by=by, now=now, **fields)


@walked
def a_paper(item=None, title="Travel: what parents said", *, text="Buses come late.", by=None, now=None, **fields):
    fields = {"put_back": issues.keys_of(title, text)} | fields
    return add_paper(item or an_item(by=by), title, text=text, by=by, now=now, **fields)


@walked
def a_question(meeting=None, text="What is the biggest need?", asked_by="Jo", email="", *, now=None):
    meeting = meeting or a_meeting_with_agenda()
    return ask_question(meeting, text, asked_by, email, now=now or noon(meeting.on - dt.timedelta(days=14)))


@walked
def a_declaration(meeting=None, *, name="Ann Lowe", nature="Works for the bus company", by=None, **fields):
    meeting = meeting or a_meeting_with_agenda(by=by)
    return declare(meeting, fields.pop("item", None), nature=nature, name=name, by=by, **fields)


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def latest():
    return Meeting.objects.first()


SECRET = "a-secret-of-20-chars"


@walked
def views_to_bring(meeting=None, membership=None, question="What would make travel easier?", *, now=None, **fields):
    """Views that a member gathers by the link of SECRET, for a meeting to come unless one is given."""
    membership = membership or members.a_member()
    meeting = meeting or a_scheduled_meeting()
    now = now or noon(meeting.on - dt.timedelta(days=10))
    by = membership.person.user
    return gather_views(meeting, membership, question, by=by, now=now, **{"secret": SECRET, **fields})


@walked
def views_given(views, count, *, words="The bus comes late, number {}.", now=None):
    """So many answers behind the link of views."""
    now = now or noon(views.meeting.on - dt.timedelta(days=5))
    return [give_view(views, words.format(number), now=now) for number in range(1, count + 1)]


@walked
def views_brought(meeting=None, membership=None, *, summary="Most want the bus to wait.", now=None, **fields):
    """Views as the group reads them at the item."""
    views = views_to_bring(meeting, membership, **{one: fields.pop(one) for one in ("item",) if one in fields})
    now = now or noon(views.meeting.on - dt.timedelta(days=2))
    return bring_views(views, summary=summary, by=views.membership.person.user, now=now, **fields)
