"""What the rows of a list are compared with, looked up once: people by name and address, seats with their terms."""

import unicodedata
from collections import defaultdict

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from common.errors import DomainError
from common.imports import not_one_of
from members.models import Membership, Person, Seat

ALIKE = 85  # per cent, of two names
MOST_ALIKE = 2_000  # people on record among whom one that is alike is looked for
APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


def as_compared(name):
    """Return a name as it is compared: however its accents, apostrophes and spaces were typed."""
    plain = unicodedata.normalize("NFKC", name).translate(APOSTROPHES)
    return " ".join("".join(one for one in plain if unicodedata.category(one) != "Cf").casefold().split())


class Register:
    """Every person on record, by name and by address, with those that a file adds."""

    def __init__(self):
        self.by_name, self.by_email = defaultdict(list), defaultdict(list)
        for person in Person.objects.select_related("user"):
            self.add(person)
        self.on_record = {
            as_compared(name): name for name in Person.objects.values_list("name", flat=True)[:MOST_ALIKE]
        }

    def add(self, person):
        self.by_name[as_compared(person.name)].append(person)
        if person.email:
            self.by_email[person.email.casefold()].append(person)

    def like(self, name):
        """Return the name of somebody on record that is nearly this one, or nothing."""
        found = process.extractOne(
            as_compared(name), list(self.on_record), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
        return self.on_record[found[0]] if found else ""

    def find(self, name, email):
        """Return the person with this name and address, or None for someone new. Raises DomainError where unclear."""
        named = self.by_name.get(as_compared(name), [])
        if not email:
            if len(named) > 1:
                raise DomainError(_("More than one person has this name. Give the e-mail address."), field="email")
            return named[0] if named else None
        same = [person for person in named if person.email.casefold() == email.casefold()]
        if same:
            return same[0]
        if others := self.by_email.get(email.casefold()):
            words = _("This address belongs to %(name)s. Add a second person with the same address by hand.")
            raise DomainError(words % {"name": others[0].name}, field="email")
        without = [person for person in named if not person.email]
        if named and not without:
            words = _("Someone with this name is on record with another address. Change it on their own page.")
            raise DomainError(words, field="email")
        return without[0] if without else None


class Seats:
    """Every seat by its title, open or closed, with its terms of office."""

    def __init__(self):
        self.by_title, self.terms = defaultdict(list), defaultdict(list)
        for seat in Seat.objects.select_related("constituency"):
            self.by_title[seat.title.casefold()].append(seat)
        for membership in Membership.objects.select_related("person"):
            self.terms[membership.seat_id].append(membership)
        self.constituencies = {str(seat.constituency).casefold() for seats in self.by_title.values() for seat in seats}

    def find(self, constituency, title, *, is_past):
        """Return the seat of that name: an open one, unless the term is over. Raises DomainError where not one."""
        titled = self.by_title.get(title.casefold(), [])
        if not titled:
            names = sorted({seat.title for seats in self.by_title.values() for seat in seats})
            words = _("There is no seat with this title. Open it first.")
            raise DomainError(not_one_of(title, names, otherwise=words), field="seat")
        if constituency:
            titled = [seat for seat in titled if str(seat.constituency).casefold() == constituency.casefold()]
            if not titled:
                raise DomainError(_("This seat belongs to another constituency."), field="constituency")
        found = [seat for seat in titled if is_past or not seat.closed_on]
        if not found:
            raise DomainError(_("This seat is closed."), field="seat")
        if len(found) > 1:
            raise DomainError(_("More than one seat has this title. Give the constituency."), field="constituency")
        return found[0]
