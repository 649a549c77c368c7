"""A list of people with their seats and terms of office, from a spreadsheet."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from common import clock
from common.errors import DomainError
from common.imports import Change, Taken, Taker
from common.rules import RowFate
from members.models import Membership, Person
from members.rules import MembershipStatus, NameShown
from members.services.changes import one_line
from members.services.imports.register import Register, Seats
from members.services.memberships import (
    appoint,
    check_past_term,
    is_same_time,
    nominate,
    record_past_memberships,
    update_membership,
)
from members.services.people import create_people, update_person

SEAT_NEEDED = (
    *("constituency", "starts_on", "ends_on", "end_reason", "role_title", "affiliation", "second_affiliation"),
    "attends_in_paid_work",
)


def full_name(fields):
    """Return the name of a row: whole, in two columns, or in a column "Name" that has the first or last name alone."""
    name, first, last = (one_line(fields.get(key) or "") for key in ("name", "first_name", "last_name"))
    before = "" if name.casefold().startswith(first.casefold()) else first
    after = "" if name.casefold().endswith(last.casefold()) else last
    return one_line(f"{before} {name} {after}") if name else one_line(f"{first} {last}")


@dataclass
class PeopleTaker(Taker):
    """Adds or completes people, and gives them seats: now, or for a term that is over."""

    register: Register = None
    seats: Seats = None
    said: dict = field(default_factory=dict)  # what earlier rows said of a person
    new_people: list = field(default_factory=list)
    new_terms: list = field(default_factory=list)

    def begin(self, rows):
        self.register, self.seats = Register(), Seats()
        self.today = clock.today(self.now)

    def faults(self, fields, bad):
        """Yield what is wrong with the person, with the seat, and with the term, each by itself."""
        if not full_name(fields) and not bad & {"name", "first_name", "last_name"}:
            yield "name", _("Give a name.")
        person = yield from _tried(self._person, fields, bad & {"name", "email"})
        yield from self._contradictions(fields)
        yield from self._choice(person, fields)
        if not fields.get("seat"):
            if "seat" not in bad:
                yield from self._without_seat(fields)
            return
        yield from self._order(fields)
        seat = yield from _tried(self._seat, fields, bad & {"seat", "constituency", "ends_on"})
        if seat is not None and not bad & {"starts_on", "ends_on", "name", "email"}:
            yield from _tried(lambda some: self._check_term(person, seat, some), fields, ())

    def _person(self, fields):
        name = full_name(fields)
        return self.register.find(name, fields.get("email") or "") if name else None

    def _seat(self, fields):
        return self.seats.find(
            fields.get("constituency") or "", fields["seat"], is_past=fields.get("ends_on") is not None
        )

    def _contradictions(self, fields):
        """Yield where an earlier row of the file says something else of the same person."""
        key = (full_name(fields).casefold(), (fields.get("email") or "").casefold())
        for name in ("phone", "name_shown"):
            value = fields.get(name)
            if not value or not key[0]:
                continue
            before, number = self.said.setdefault((key, name), (value, self.number))
            if before != value:
                yield name, _("Row %(row)s says something else of the same person.") % {"row": number}

    def _choice(self, person, fields):
        """Yield where the register shows somebody in another way: that is their choice, which no list changes."""
        shown = fields.get("name_shown")
        if shown and person and person.pk and person.name_shown != shown:
            words = _("On record they are shown with %(shown)s. Change it on their own page, if they asked for it.")
            yield "name_shown", words % {"shown": person.get_name_shown_display()}

    def _without_seat(self, fields):
        for name in SEAT_NEEDED:
            if fields.get(name):
                yield "seat", _("Give the seat as well.")
                return

    def _order(self, fields):
        starts_on, ends_on = fields.get("starts_on"), fields.get("ends_on")
        if ends_on and not starts_on:
            yield "starts_on", _("Give the first day as well as the last.")
        if ends_on and not fields.get("end_reason"):
            yield "end_reason", _("Say why it ended.")
        if fields.get("end_reason") and not ends_on:
            yield "ends_on", _("Give the last day as well as the reason.")
        if ends_on and ends_on > self.today:
            yield "ends_on", _("This day is still to come. Leave it out while they hold the seat.")
        elif ends_on and starts_on and ends_on < starts_on:
            yield "ends_on", _("This is before the first day.")

    def _check_term(self, person, seat, fields):
        """Raise DomainError where somebody cannot have held, or hold, a seat in that time."""
        starts_on, ends_on = fields.get("starts_on"), fields.get("ends_on")
        is_out_of_order = ends_on and starts_on and not starts_on <= ends_on <= self.today
        if starts_on is None or is_out_of_order or (ends_on and not fields.get("end_reason")):
            return
        if ends_on:
            if self._same_term(person, seat, starts_on, ends_on) is None:
                term = _term(person or Person(), seat, fields)
                check_past_term(term, self.seats.terms[seat.pk], self.today)
            return
        own = self._current(person, seat)
        if own is not None and own.is_active:
            if own.starts_on != starts_on:
                raise DomainError(
                    _("They have held this seat since another date. End that membership first."), field="starts_on"
                )
            return
        if starts_on < seat.opened_on:
            raise DomainError(_("The seat was not open on that date."), field="starts_on")
        wanted = Membership(seat=seat, starts_on=starts_on)
        if not seat.is_shared and any(is_same_time(one, wanted) for one in self.seats.terms[seat.pk]):
            raise DomainError(
                _("Someone already holds this seat. End that membership first, or share the seat."), field="seat"
            )

    def _current(self, person, seat):
        """Return the membership somebody has of a seat now, or is nominated for."""
        mine = (one for one in self.seats.terms[seat.pk] if one.person == person and not one.is_ended)
        return next(mine, None) if person else None

    def _same_term(self, person, seat, starts_on, ends_on):
        mine = (one for one in self.seats.terms[seat.pk] if person is not None and _is_same(one.person, person))
        return next((one for one in mine if (one.starts_on, one.ends_on) == (starts_on, ends_on)), None)

    def take(self, fields):
        person, taken = self._take_person(fields)
        if not fields.get("seat"):
            return taken
        seat = self._seat(fields)
        held = self._take_past(person, seat, fields) if fields.get("ends_on") else self._take_now(person, seat, fields)
        return _both(taken, held)

    def _take_person(self, fields):
        name, email, phone = full_name(fields), fields.get("email") or "", fields.get("phone") or ""
        person = self.register.find(name, email)
        if person is None:
            shown = fields.get("name_shown") or NameShown.NONE  # nobody is named in public who was not asked
            person = Person(name=name, email=email, phone=phone, name_shown=shown)
            self.new_people.append(person)
            self.register.add(person)
            like = self.register.like(name)
            note = _("New. %(name)s, who is on record, has nearly this name.") % {"name": like} if like else ""
            return person, Taken(RowFate.CREATED, made=(person,), note=note)
        wanted = {"email": person.email or email, "phone": phone or person.phone}
        wanted["name_shown"] = fields.get("name_shown") or person.name_shown
        wanted = {key: value for key, value in wanted.items() if getattr(person, key) != value}
        if not wanted:
            return person, Taken(RowFate.UNCHANGED)
        before = {key: getattr(person, key) for key in wanted}
        if person.pk is None:
            for key, value in wanted.items():
                setattr(person, key, value)
            return person, Taken(RowFate.CHANGED)
        update_person(person, by=self.by, now=self.now, **wanted)
        if "email" in wanted:
            self.register.by_email[email.casefold()].append(person)
        changed = tuple(Change(person, key, before[key], value) for key, value in wanted.items())
        return person, Taken(RowFate.CHANGED, changed=changed)

    def _take_past(self, person, seat, fields):
        if self._same_term(person, seat, fields["starts_on"], fields["ends_on"]):
            return Taken(RowFate.UNCHANGED)
        term = _term(person, seat, fields)
        self.new_terms.append(term)
        self.seats.terms[seat.pk].append(term)
        return Taken(RowFate.CREATED, made=(term,))

    def _take_now(self, person, seat, fields):
        """Nominate and appoint as far as that has not happened yet."""
        self._write_people()
        starts_on, words = fields.get("starts_on"), _words(fields)
        membership = self._current(person, seat)
        if membership is None:
            membership = nominate(
                person, seat, by=self.by, now=self.now, nominated_on=_past(starts_on, self.today), **words
            )
            self.seats.terms[seat.pk].append(membership)
            taken = Taken(RowFate.CREATED, made=(membership,))
            if starts_on:
                self._appoint(membership, starts_on)
            return taken
        before = {name: getattr(membership, name) for name in words if getattr(membership, name) != words[name]}
        if before:
            update_membership(membership, by=self.by, now=self.now, **{name: words[name] for name in before})
        changed = tuple(Change(membership, name, value, words[name]) for name, value in before.items())
        if starts_on and not membership.is_active:
            self._appoint(membership, starts_on)
            return Taken(RowFate.CHANGED, changed=changed, stays=_("They had been nominated before."))
        return Taken(RowFate.CHANGED if before else RowFate.UNCHANGED, changed=changed)

    def _appoint(self, membership, starts_on):
        appoint(membership, starts_on=starts_on, is_told=bool(self.options.get("tells")), by=self.by, now=self.now)

    def _write_people(self):
        if self.new_people:
            create_people(self.new_people, by=self.by, now=self.now)
            self.new_people = []

    def finish(self):
        self._write_people()
        if self.new_terms:
            record_past_memberships(self.new_terms, by=self.by, now=self.now)
            self.new_terms = []


def _tried(look, fields, bad):
    """Return what `look` finds, or yield what it refuses; nothing where it would rest on a cell that is bad."""
    if bad:
        return None
    try:
        return look(fields)
    except DomainError as error:
        yield error.field or "", error.message
    return None


def _is_same(one, other):
    return one is other or (one.pk is not None and one.pk == other.pk)


def _past(day, today):
    return day if day and day <= today else None


def _words(fields):
    """Return what a row says of a membership; what is empty changes nothing."""
    words = {name: one_line(fields.get(name) or "") for name in ("role_title", "affiliation", "second_affiliation")}
    words = {name: word for name, word in words.items() if word}
    return words | ({"attends_in_paid_work": True} if fields.get("attends_in_paid_work") else {})


def _term(person, seat, fields):
    days = {"starts_on": fields["starts_on"], "ends_on": fields["ends_on"], "nominated_on": fields["starts_on"]}
    days["status"] = MembershipStatus.ENDED
    reason = one_line(fields.get("end_reason") or "")
    return Membership(person=person, seat=seat, end_reason=reason, **days, **_words(fields))


def _both(one, other):
    """Return what became of a row of which two things were taken."""
    fates = {one.fate, other.fate}
    if RowFate.CREATED in fates:
        fate = one.fate if one.fate == RowFate.CREATED else RowFate.CHANGED
    else:
        fate = RowFate.CHANGED if RowFate.CHANGED in fates else RowFate.UNCHANGED
    made, changed = (*one.made, *other.made), (*one.changed, *other.changed)
    return Taken(fate, made, changed, one.stays or other.stays, one.note or other.note)
