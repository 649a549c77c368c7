"""One row of a list of members: the person, their seat, and since when they hold it."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import DomainError
from common.rules import RowFate
from members.models import Person, Seat
from members.services.changes import one_line
from members.services.memberships import appoint, nominate, update_membership
from members.services.people import create_person, update_person


@transaction.atomic
def import_member(
    name, *, by, email="", phone="", constituency="", seat="", role_title="", affiliation="", starts_on=None, now=None
):
    """Add or complete a person, nominate them for a seat that is there, and appoint them where a day is given.

    What is empty changes nothing. Returns what became of the row; raises DomainError where it is not clear who or which
    seat is meant, and for whatever the services refuse.
    """
    place = find_seat(constituency, seat)
    person, person_fate = take_person(one_line(name), email.strip(), phone, by=by, now=now)
    if place is None:
        if starts_on:
            raise DomainError(_("Give the seat they have held since that date."))
        return person_fate
    words = {"role_title": one_line(role_title), "affiliation": one_line(affiliation)}
    words = {field: word for field, word in words.items() if word}
    is_new_here = take_seat(person, place, words, starts_on, by=by, now=now)
    return RowFate.CHANGED if person_fate == RowFate.UNCHANGED and is_new_here else person_fate


def take_person(name, email, phone, *, by, now):
    """Return the person and the result of their row. Raises DomainError where another may be meant."""
    person = find_person(name, email)
    if person is None:
        return create_person(name, email=email, phone=phone, by=by, now=now), RowFate.CREATED
    wanted = {"email": person.email or email, "phone": phone or person.phone}
    if all(getattr(person, field) == value for field, value in wanted.items()):
        return person, RowFate.UNCHANGED
    return update_person(person, by=by, now=now, **wanted), RowFate.CHANGED


def find_person(name, email):
    """Return the person with this name and address, or None for someone new."""
    named = list(Person.objects.filter(name__iexact=name))
    if not email:
        if len(named) > 1:
            raise DomainError(_("More than one person has this name. Give the e-mail address."))
        return named[0] if named else None
    same = [person for person in named if person.email.casefold() == email.casefold()]
    if same:
        return same[0]
    other = Person.objects.filter(email__iexact=email).first()
    if other is not None:
        raise DomainError(
            _("This address belongs to %(name)s. Add a second person with the same address by hand.") % vars(other)
        )
    without = [person for person in named if not person.email]
    if named and not without:
        raise DomainError(_("Someone with this name is on record with another address. Change it on their own page."))
    return without[0] if without else None


def find_seat(constituency, title):
    """Return the open seat of that name, or None where none is named. Raises DomainError where it is not one seat."""
    constituency, title = one_line(constituency), one_line(title)
    if not title:
        if constituency:
            raise DomainError(_("Give the seat as well as the constituency."))
        return None
    seats = Seat.objects.open().filter(title__iexact=title)
    if constituency:
        seats = seats.filter(constituency__name__iexact=constituency)
    found = list(seats[:2])
    if not found:
        raise DomainError(_("There is no open seat with this title. Open it first."))
    if len(found) > 1:
        raise DomainError(_("More than one seat has this title. Give the constituency."))
    return found[0]


def take_seat(person, seat, words, starts_on, *, by, now):
    """Nominate and appoint as far as that has not happened yet; return whether anything did."""
    membership = seat.memberships.current().filter(person=person).first()
    has_changed = membership is None or any(getattr(membership, field) != word for field, word in words.items())
    if membership is None:
        membership = nominate(person, seat, by=by, now=now, nominated_on=starts_on, **words)
    elif has_changed:
        membership = update_membership(membership, by=by, now=now, **words)
    if starts_on and not membership.is_active:
        appoint(membership, starts_on=starts_on, by=by, now=now)
        return True
    if starts_on and membership.starts_on != starts_on:
        raise DomainError(_("They have held this seat since another date. End that membership first."))
    return has_changed
