"""Runs hand-written attendance histories through the real services."""

import datetime as dt

from accounts.services.settings import set_setting
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda
from meetings.services.attendance import confirm_held, record_attendance
from meetings.services.planning import cancel, plan_additional, plan_year, postpone
from members.services.memberships import end_membership
from tests.factories import meetings as make
from tests.factories import members
from tests.meetings.test_absence import decides_after

TERMS = (MeetingKind.SPRING, MeetingKind.SUMMER, MeetingKind.AUTUMN)


def day(number):
    return dt.date(2024, 1, 16) + dt.timedelta(days=28 * number)


def after(number, days=1):
    return make.noon(day(number) + dt.timedelta(days=days))


class Year:
    """Runs a history of `histories.py` through the real services, meeting by meeting."""

    def __init__(self, history):
        self.history = history
        self.columns = {name: line.replace("|", "").split() for name, line in history.marks.items()}
        self.seats, self.memberships, self.meetings = {}, {}, {}
        for name, value in history.settings.items():
            set_setting(name, value, by=None, now=after(0))

    def play(self):
        for number, kind in enumerate(self.history.meetings.split(), start=1):
            self.change_holders(number)
            self.hold(number, kind)
            self.decide(number)

    def change_holders(self, number):
        for name, column in self.columns.items():
            there = [place for place, mark in enumerate(column, start=1) if mark != "."]
            if name in self.history.refilled and number == max(there) + 1:
                end_membership(self.memberships[name], reason="Moved away", ends_on=day(number - 1), by=None)
            if number == min(there):
                self.appoint(name, day(number) - dt.timedelta(days=1))

    def appoint(self, name, starts_on):
        joint = name in self.history.shared + self.history.refilled
        seat = self.seats.get(joint or name)
        if seat is None:
            is_shared = name in self.history.shared
            seat = members.a_seat(is_shared=is_shared, sharing_agreed_on=make.FIRST_DAY if is_shared else None)
            self.seats[joint or name] = seat
        person = members.a_person(name, email=f"{name.split()[0].lower()}@example.org")
        self.memberships[name] = members.a_member(person=person, seat=seat, starts_on=starts_on)

    def hold(self, number, kind):
        meeting = self.plan(number, is_additional=kind == "+")
        self.meetings[number] = meeting
        if kind in "cp":
            call_off = cancel if kind == "c" else postpone
            call_off(meeting, "The building is closed.", by=None, now=after(number, -2))
            return
        meeting = publish_agenda(meeting, by=None, now=after(number, -10))
        marks = {name: column[number - 1] for name, column in self.columns.items() if column[number - 1] != "."}
        there = [self.memberships[name] for name in marks]
        records = make.records_of(there, " ".join(marks.values()).replace("x", "N"))
        not_invited = {self.memberships[name].pk for name, mark in marks.items() if mark == "x"}
        record_attendance(meeting, records, not_invited=not_invited, by=None, now=after(number))
        if kind != "u":
            confirm_held(meeting, by=None, now=after(number))

    def plan(self, number, *, is_additional):
        times = make.times(day(number))
        now = after(number, -20)
        if is_additional:
            return plan_additional(f"Purpose {number}", *times, by=None, now=now)
        year = 2010 + number // 3
        return plan_year(year, {TERMS[number % 3]: times}, by=None, now=now)[0]

    def decide(self, number):
        for name, line in self.history.marks.items():
            if decides_after(line, number):
                review = self.memberships[name].reviews.open().get()
                members.decide(review, outcome="continue", by=None, now=after(number))


def hold(marks, *memberships, start=1, **fields):
    """Hold one meeting after the other with these members only; return them."""
    columns = marks.split()
    return [
        make.a_held_meeting(memberships, " ".join(mark), on=day(start + place), **fields)
        for place, mark in enumerate(columns)
    ]


def recorded(membership, on):
    """Record one apology at a meeting that is not confirmed yet."""
    meeting = make.a_meeting_with_agenda(on)
    return record_attendance(meeting, make.records_of([membership], "A"), by=None)
