"""Past meetings with who came, from a spreadsheet: the rows of a date are one meeting."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from common import clock
from common.errors import DomainError
from common.imports import WHOLE_ROW, Taken, Taker
from common.rules import RowFate
from meetings.models import Attendance, InAttendance, Meeting
from meetings.rules import ATTENDED, IS_OFF, AttendanceRecord, MeetingKind
from meetings.services.past import record_past_meeting
from members.models import Membership
from members.services.imports.register import Register

BEGAN, LASTED = dt.time(10), dt.timedelta(hours=2)
ABOUT_THE_MEETING = ("kind", "purpose", "starts", "ends", "venue")


@dataclass
class Day:
    """The rows of one date, and who held a seat then."""

    on: dt.date
    rows: list = field(default_factory=list)
    members: dict = field(default_factory=lambda: defaultdict(list))  # memberships by the name of their person
    there: object = None  # the meeting of that date which is on record
    first: dict = field(default_factory=dict)
    seen: dict = field(default_factory=dict)
    taken: list = field(default_factory=list)

    @property
    def kind(self):
        return self.first.get("kind") or usual_kind(self.on)


def usual_kind(on):
    """Return which of the three meetings of a year one in this month was (T1)."""
    return MeetingKind.SPRING if on.month <= 4 else MeetingKind.SUMMER if on.month <= 8 else MeetingKind.AUTUMN


def moments(day):
    """Return when a meeting began and ended, as far as the file says it."""
    starts_at = clock.at(day.on, day.first.get("starts") or BEGAN)
    ends = day.first.get("ends")
    return starts_at, clock.at(day.on, ends) if ends else starts_at + LASTED


@dataclass
class PastMeetingTaker(Taker):
    """Enters each meeting once all its rows were read, through the services, and leaves those on record alone."""

    days: dict = field(default_factory=dict)

    def begin(self, rows):
        self.today, self.people = clock.today(self.now), Register()
        on_record = {one.on: one for one in Meeting.objects.exclude(status__in=IS_OFF)}
        self.is_undated = any(not row.get("on") for row in rows)
        self.terms = {(one.year, one.kind): one for one in on_record.values()}
        for row in rows:
            if on := row.get("on"):
                day = self.days.setdefault(on, Day(on, there=on_record.get(on)))
                day.rows.append(row)
                for name in ABOUT_THE_MEETING:
                    if row.get(name):
                        day.first.setdefault(name, row[name])
        kept = Attendance.objects.filter(meeting__in=on_record.values())
        self.register = {(one.meeting_id, one.membership_id): one for one in kept}
        others = InAttendance.objects.filter(meeting__in=on_record.values()).values_list("meeting", "name")
        self.others = {(meeting, name.casefold()) for meeting, name in others}
        for membership in Membership.objects.filter(starts_on__isnull=False).select_related("person"):
            self._add_member(membership)

    def _add_member(self, membership):
        for on, day in self.days.items():
            if membership.starts_on <= on and (membership.ends_on is None or on <= membership.ends_on):
                day.members[membership.person.name.casefold()].append(membership)

    def faults(self, fields, bad):
        """Yield what is wrong with the meeting, at its first row, and with this person's attendance."""
        on = fields.get("on")
        if on is None:
            return
        day = self.days[on]
        if not day.seen:
            yield from self._of_meeting(day)
        for name in ABOUT_THE_MEETING:
            if fields.get(name) and fields[name] != day.first[name]:
                yield name, _("Another row of this meeting says something else.")
        if "name" not in bad:
            yield from self._of_person(day, fields, bad)

    def _of_meeting(self, day):
        if day.on > self.today:
            yield "on", _("This day is still to come. Plan the meeting instead.")
        starts_at, ends_at = moments(day)
        if ends_at <= starts_at:
            yield "ends", _("The meeting must end after it starts.")
        if day.there is not None and not day.there.was_held:
            yield "on", _("This meeting is on record, and not confirmed as held yet. Do that on its own page.")
        elif day.kind == MeetingKind.ADDITIONAL:
            if not day.first.get("purpose"):
                yield "purpose", _("Say what the additional meeting was for.")
        elif day.there is None:
            other = self.terms.setdefault((day.on.year, day.kind), day)
            if other is not day:
                words = _("There is another %(kind)s meeting in that year: %(day)s. Was one of them additional?")
                yield "kind", words % {"kind": MeetingKind(day.kind).label, "day": f"{other.on:%d/%m/%Y}"}
        named = {(row.get("name") or "").casefold() for row in day.rows}
        if self.is_undated:  # some of them may stand in a row without a date
            return
        if missing := [held[0].person.name for name, held in day.members.items() if name not in named]:
            words = _("These held a seat that day and are in no row of it: %(names)s.")
            yield WHOLE_ROW, words % {"names": ", ".join(sorted(missing))}

    def _of_person(self, day, fields, bad):
        name = fields["name"].casefold()
        key = (name, (fields.get("email") or "").casefold())
        if key in day.seen:
            yield "name", _("Row %(row)s has this person at the same meeting.") % {"row": day.seen[key]}
        day.seen.setdefault(key, self.number)
        try:
            membership = self._membership(day, fields)
            if membership is None:
                self._person(fields)
        except DomainError as error:
            yield error.field or "name", error.message
            return
        record = fields.get("record")
        if record == AttendanceRecord.SUBSTITUTE and not fields.get("substitute_name"):
            yield "substitute_name", _("Give the name of the substitute.")
        if fields.get("substitute_name") and record and record != AttendanceRecord.SUBSTITUTE:
            yield "record", _("This person has a substitute. Write “substitute” here, or leave the substitute out.")
        if day.there is not None and record:
            yield from self._against_register(day.there, membership, fields)
        elif membership is None and record and record not in ATTENDED:
            yield "name", _("They held no seat that day, so there is no absence to record.")

    def _against_register(self, meeting, membership, fields):
        """Yield where the register of a meeting that is on record says something else: no import changes that."""
        if membership is None:
            if (meeting.pk, fields["name"].casefold()) not in self.others:
                yield "name", _("This meeting is on record, and this name is not in its register.")
            return
        kept = self.register.get((meeting.pk, membership.pk))
        if kept is None or kept.record != fields["record"]:
            yield "record", _("The register of this meeting says otherwise. Correct it on the meeting's own page.")

    def _membership(self, day, fields):
        """Return the membership somebody had that day, or None for somebody in attendance."""
        held, email = day.members.get(fields["name"].casefold(), []), (fields.get("email") or "").casefold()
        if email:
            held = [one for one in held if one.person.email.casefold() in {email, ""}]
        if len({one.person_id for one in held}) > 1:
            raise DomainError(_("More than one member had this name. Give the e-mail address."), field="email")
        return held[0] if held else None

    def _person(self, fields):
        """Return who on record somebody in attendance is: they are shown in public as they chose, like anywhere."""
        return self.people.find(fields["name"], fields.get("email") or "")

    def take(self, fields):
        day = self.days[fields["on"]]
        if day.there is not None:
            return Taken(RowFate.UNCHANGED, note=_("This meeting is on record. Nothing of it is changed."))
        day.taken.append(fields)
        if self.is_undated or len(day.taken) < len(day.rows):
            return Taken(RowFate.CREATED)
        return Taken(RowFate.CREATED, made=(self._enter(day),))

    def _enter(self, day):
        records, others = {}, []
        for fields in day.taken:
            membership = self._membership(day, fields)
            if membership is None:
                others.append((fields["name"], self._person(fields)))
            else:
                said = (fields["record"], fields.get("substitute_name") or "", fields.get("reason") or "")
                held = day.members[fields["name"].casefold()]
                records |= {one.pk: said for one in held if one.person_id == membership.person_id}
        given = {"purpose": day.first.get("purpose") or "", "venue": day.first.get("venue") or ""}
        starts_at, ends_at = moments(day)
        return record_past_meeting(
            day.kind, starts_at, ends_at, records, others=others, by=self.by, now=self.now, **given
        )
