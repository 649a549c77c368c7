"""The composition of the group: seats by constituency, their holders, and since when others are vacant (M1, M9, P2)."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Exists, Max, Min, OuterRef, Q, Subquery

from common import clock
from members.models import Constituency, Membership, RoleDescriptionVersion, Seat, SeatCall
from members.rules import empty_since


@dataclass
class SeatStanding:
    """A seat with its holders, its nominees, and the date it became vacant."""

    seat: Seat
    holders: list[Membership] = field(default_factory=list)
    nominees: list[Membership] = field(default_factory=list)

    @property
    def is_free(self):
        """Whether someone nominated for it could be appointed (M9)."""
        return self.seat.is_shared or not self.holders

    @property
    def vacant_since(self):
        """The day its last holder left, or it was opened; None while someone holds it."""
        return None if self.holders else empty_since(self.seat.last_left_on, self.seat.opened_on)


@dataclass(frozen=True)
class ShownSeat:
    """A line of the list of seats: one person on it, or that nobody is."""

    constituency: Constituency
    seat: Seat
    membership: Membership | None
    vacant_since: dt.date | None


@dataclass
class ConstituencyStanding:
    """A constituency with its open seats."""

    constituency: Constituency
    seats: list[SeatStanding] = field(default_factory=list)

    @property
    def is_gap(self):
        """Whether it has no member (M1)."""
        return not any(standing.holders for standing in self.seats)

    @property
    def gap_since(self) -> dt.date | None:
        """The day its last member left, or its first seat was opened; None with a member, or without any seat ever."""
        if not self.is_gap:
            return None
        return empty_since(self.constituency.last_left_on, self.constituency.first_opened_on)

    @property
    def vacancies(self):
        return [standing for standing in self.seats if not standing.holders]

    @property
    def members(self):
        return [membership for standing in self.seats for membership in standing.holders]

    @property
    def missing_seats(self):
        """How many more seats the group wants for it."""
        return max(self.constituency.target_seats - len(self.seats), 0)


@dataclass(frozen=True)
class Composition:
    """The whole group on a day; three queries, however many seats there are."""

    constituencies: list[ConstituencyStanding]

    @property
    def seats(self):
        return [standing for part in self.constituencies for standing in part.seats]

    @property
    def members(self):
        return [membership for standing in self.seats for membership in standing.holders]

    @property
    def people(self):
        """How many people sit on the group; someone with two seats counts once."""
        return len({membership.person_id for membership in self.members})

    @property
    def held(self):
        return [standing for standing in self.seats if standing.holders]

    @property
    def vacancies(self):
        return [standing for standing in self.seats if not standing.holders]

    @property
    def shared(self):
        return [standing for standing in self.seats if standing.seat.is_shared]

    @property
    def role_descriptions(self):
        """What the seats ask of their holders, as far as it is in force (M2)."""
        asked = {standing.seat.role_description for standing in self.seats if standing.seat.has_role_text}
        return sorted(asked, key=str)

    @property
    def gaps(self):
        return [part for part in self.constituencies if part.is_gap]

    @property
    def required(self):
        return [part for part in self.constituencies if part.constituency.is_required]

    @property
    def council_seats(self):
        """The seats of line management, council services and council partners (P2)."""
        council = [part for part in self.constituencies if part.constituency.is_council_side]
        return [standing for part in council for standing in part.seats]


def composition() -> Composition:
    """Return the group by constituency today, in the group's order, without the seats that are closed."""
    parts, seats = _places(constituencies(), open_seats())
    for membership in Membership.objects.current().filter(seat__in=seats).select_related("person"):
        standing = seats[membership.seat_id]
        (standing.holders if membership.is_active else standing.nominees).append(membership)
    return Composition(list(parts.values()))


def seats_shown(group: Composition) -> list[ShownSeat]:
    """Return a line for each person on a seat, and for each vacant seat, in the group's order."""
    return [
        ShownSeat(part.constituency, standing.seat, membership, standing.vacant_since)
        for part in group.constituencies
        for standing in part.seats
        for membership in standing.holders or [None]
    ]


def composition_on(day: dt.date) -> Composition:
    """Return the group as it was at the end of a day; a nominee of then is nobody now, so there are none."""
    parts, seats = _places(constituencies(day), seats_on(day))
    held = Membership.objects.held_on(day).exclude(starts_on=None)
    for membership in held.filter(seat__in=seats).select_related("person"):
        seats[membership.seat_id].holders.append(membership)
    return Composition(list(parts.values()))


def _places(constituencies, seats):
    parts = {constituency.pk: ConstituencyStanding(constituency) for constituency in constituencies}
    places = {}
    for seat in seats:
        places[seat.pk] = SeatStanding(seat)
        parts[seat.constituency_id].seats.append(places[seat.pk])
    return parts, places


def constituencies(day=None):
    was_held = Q(seats__memberships__starts_on__isnull=False)
    was_held &= Q(seats__memberships__ends_on__lte=day) if day else Q()
    return Constituency.objects.annotate(
        last_left_on=Max("seats__memberships__ends_on", filter=was_held), first_opened_on=Min("seats__opened_on")
    ).order_by("order", "name")


def seats_on(day):
    """Return the seats that were open at the end of a day."""
    return _with_standing(Seat.objects.open_on(day), day)


def open_seats():
    return _with_standing(Seat.objects.open())


def _with_standing(seats, day=None):
    was_held = Q(memberships__starts_on__isnull=False)
    was_held &= Q(memberships__ends_on__lte=day) if day else Q()
    seats = seats.select_related("constituency", "role_description")
    calls = SeatCall.objects.taking_applications(day or clock.today()).filter(seat=OuterRef("pk")).values("pk")
    published = RoleDescriptionVersion.objects.published().filter(description=OuterRef("role_description"))
    last_left_on = Max("memberships__ends_on", filter=was_held)
    seats = seats.annotate(last_left_on=last_left_on, has_role_text=Exists(published), open_call=Subquery(calls[:1]))
    return seats.order_by("title", "pk")
