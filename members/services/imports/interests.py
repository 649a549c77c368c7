"""A register of interests, from a spreadsheet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from common import clock
from common.errors import DomainError
from common.imports import Taken, Taker
from common.rules import RowFate
from members.models import Interest
from members.services.changes import one_line
from members.services.imports.register import Register
from members.services.interests import end_interest, register_interest

SAME = frozenset({"body", "capacity", "is_connected_person"})
FLAGS = ("is_connected_person", "is_pecuniary", "is_private")


@dataclass
class InterestTaker(Taker):
    """Registers interests of people who are on record, and ends those that are over."""

    register: Register = None

    def begin(self, rows):
        self.register, self.today = Register(), clock.today(self.now)
        self.there = {_identity(one.person, vars(one)): one for one in Interest.objects.select_related("person")}

    def faults(self, fields, bad):
        if not bad & {"name", "email"}:
            try:
                person = self._person(fields)
            except DomainError as error:
                yield error.field or "name", error.message
            else:
                yield from self._differences(person, fields, bad)
        starts_on, ended_on = fields.get("starts_on"), fields.get("ended_on")
        for name, day in (("starts_on", starts_on), ("ended_on", ended_on)):
            if day and day > self.today:
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
        there = None if bad & SAME else self.there.get(_identity(person, fields))
        for name in ("is_pecuniary", "is_private") if there else ():
            if name not in bad and getattr(there, name) != fields[name]:
                yield name, _("The register says the opposite of this interest. End it on their own page first.")

    def take(self, fields):
        person = self._person(fields)
        key = _identity(person, fields)
        if key in self.there:
            return self._end(self.there[key], fields)
        interest = register_interest(
            person,
            fields["body"],
            fields["capacity"],
            starts_on=fields.get("starts_on"),
            by=self.by,
            now=self.now,
            **{name: fields[name] for name in FLAGS},
        )
        self.there[key] = interest
        if fields.get("ended_on"):
            end_interest(interest, ended_on=fields["ended_on"], by=self.by, now=self.now)
        return Taken(RowFate.CREATED, made=(interest,))

    def _end(self, interest, fields):
        """End an interest that is in the register; one that ended stays as it is."""
        if not fields.get("ended_on") or interest.ended_on:
            return Taken(RowFate.UNCHANGED)
        end_interest(interest, ended_on=fields["ended_on"], by=self.by, now=self.now)
        return Taken(RowFate.CHANGED, stays=_("This ended an interest that was in the register before."))


def _identity(person, fields):
    """Return what tells one interest from another: whose, in what, as what, and when it ended if it began anew."""
    words = (one_line(fields["body"]).casefold(), one_line(fields["capacity"]).casefold())
    return (person.pk, *words, bool(fields["is_connected_person"]))
