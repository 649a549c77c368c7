"""A register of interests, from a spreadsheet."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common import clock
from common.dates import day
from common.errors import DomainError
from common.imports import Taken, Taker
from common.rules import RowFate
from members.models import Interest
from members.services.changes import one_line
from members.services.imports.register import Register
from members.services.interests import end_interest, register_interest

SAME = frozenset({"body", "capacity", "is_connected_person"})
NOTHING = frozenset(
    {"nil", "none", "no", "n/a", "na", "nothing", "nothing to declare", "nil to declare", "no interests"}
)
FLAGS = ("is_connected_person", "is_pecuniary", "is_private")


@dataclass
class InterestTaker(Taker):
    """Registers interests of people who are on record, and ends those that are over."""

    register: Register = None

    def begin(self, rows):
        self.register, self.today = Register(), clock.today(self.now)
        self.there = defaultdict(list)
        for one in Interest.objects.select_related("person"):
            self.there[_identity(one.person, vars(one))].append(one)

    def faults(self, fields, bad):
        if one_line(fields.get("body") or "").casefold() in NOTHING:
            yield "body", _("This says that there are no interests. Take the line out: they confirm that themselves.")
            return
        if not bad & {"name", "email"}:
            try:
                person = self._person(fields)
            except DomainError as error:
                yield error.field or "name", error.message
            else:
                yield from self._differences(person, fields, bad)
        starts_on, ended_on = fields.get("starts_on"), fields.get("ended_on")
        for name, given in (("starts_on", starts_on), ("ended_on", ended_on)):
            if given and given > self.today:
                yield name, _("This day is still to come.")
        if ended_on and not starts_on and "starts_on" not in bad:
            yield "starts_on", _("Give the first day as well as the last.")
        elif ended_on and starts_on and ended_on < starts_on:
            yield "ended_on", _("This is before the first day.")

    def _person(self, fields):
        person = self.register.find(one_line(fields["name"]), fields.get("email") or "")
        if person is None:
            raise DomainError(
                _("No one of this name is on record. Add them to the list of people first."), field="name"
            )
        return person

    def _differences(self, person, fields, bad):
        """Yield where the register says something else of the same interest, which no import changes."""
        if bad & SAME:
            return
        there = self._same(person, fields)
        for name in ("is_pecuniary", "is_private") if there else ():
            if name not in bad and getattr(there, name) != fields[name]:
                yield name, _("The register says the opposite of this interest. End it on their own page first.")
        if not bad & {"starts_on", "ended_on"}:
            yield from self._other_days(person, there, fields)

    def _other_days(self, person, there, fields):
        """Yield where the register has this interest with other days: it is not guessed which is right."""
        starts_on, ended_on = fields.get("starts_on"), fields.get("ended_on")
        known = self.there[_identity(person, fields)]
        if there is None and known and not starts_on:
            words = _("The register says that this ended on %(day)s. Give the day it began again.")
            yield "starts_on", words % {"day": day(max(one.ended_on for one in known))}
        elif there is None and starts_on:
            other = next((one for one in known if _overlaps(one, starts_on, ended_on)), None)
            if other is not None:
                words = _("The register has this interest since %(day)s. Correct the day here or there.")
                yield "starts_on", words % {"day": day(other.starts_on)}
        elif there is not None and there.ended_on and ended_on and there.ended_on != ended_on:
            yield "ended_on", _("The register says that this ended on %(day)s.") % {"day": day(there.ended_on)}

    def _same(self, person, fields):
        """Return the very interest in the register: it began on that day, or is current and the file gives no day."""
        known, starts_on = self.there[_identity(person, fields)], fields.get("starts_on")
        if starts_on:
            return next((one for one in known if one.starts_on == starts_on), None)
        return next((one for one in known if not one.ended_on), None)

    def take(self, fields):
        person = self._person(fields)
        there = self._same(person, fields)
        if there is not None:
            return self._end(there, fields)
        interest = register_interest(
            person,
            fields["body"],
            fields["capacity"],
            starts_on=fields.get("starts_on"),
            by=self.by,
            now=self.now,
            **{name: fields[name] for name in FLAGS},
        )
        self.there[_identity(person, fields)].append(interest)
        if fields.get("ended_on"):
            end_interest(interest, ended_on=fields["ended_on"], by=self.by, now=self.now)
        return Taken(RowFate.CREATED, made=(interest,))

    def _end(self, interest, fields):
        """End an interest that is in the register; one that ended stays as it is."""
        if not fields.get("ended_on") or interest.ended_on:
            return Taken(RowFate.UNCHANGED)
        end_interest(interest, ended_on=fields["ended_on"], by=self.by, now=self.now)
        return Taken(RowFate.CHANGED, stays=_("This ended an interest that was in the register before."))


def _overlaps(one, starts_on, ended_on):
    return (one.ended_on is None or starts_on <= one.ended_on) and (ended_on is None or one.starts_on <= ended_on)


def _identity(person, fields):
    """Return what an interest is in and as what; when it was held tells one period from another."""
    words = (one_line(fields["body"]).casefold(), one_line(fields["capacity"]).casefold())
    return (person.pk, *words, bool(fields["is_connected_person"]))
