"""Bringing the people of the sample year onto the stage."""

import datetime as dt
from dataclasses import dataclass, field

from accounts.models import Agency, User
from accounts.roles import Role
from accounts.services.agencies import create_agency
from accounts.services.grants import grant_role
from accounts.services.installation import mark_installation
from accounts.services.people import create_user
from accounts.services.settings import set_setting
from common import clock
from members.models import Membership, Person, Seat
from members.rules import EndingKind
from members.services.endings import apply_due_endings, ask_to_end
from members.services.interests import confirm_interests, register_interest
from members.services.memberships import appoint, nominate
from members.services.people import create_person, let_sign_in
from members.services.roles import accept_role_description, create_role_description, publish_role_version
from members.services.seats import create_constituency, create_seat
from partnership.sample import words_people as words
from partnership.sample.plan import moment


@dataclass
class Cast:
    """Everybody by key: users who act, agencies, persons and memberships of the group."""

    users: dict[str, User] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)

    @property
    def coordinator(self):
        return self.users["moira"]

    @property
    def second(self):
        """The second person, who approves what the first one wrote."""
        return self.users["ben"]


def _mail(name):
    return f"{name.split()[0].lower()}@{words.MAIL}"


def set_up_service(cast, now):
    """The service as its administrator sets it up: name, agencies, people who sign in."""
    mark_installation(is_sample=True, by=None, now=now)
    for key, (name, kind, manager) in words.AGENCIES.items():
        cast.agencies[key] = create_agency(
            name, kind, by=None, now=now, escalation_name=manager, escalation_email=f"{key}.manager@{words.MAIL}"
        )
    for key, name, role, agency in words.STAFF:
        cast.users[key] = create_user(_mail(name), name=name, by=None, now=now)
        grant_role(cast.users[key], role, agency=cast.agencies.get(agency), by=None, now=now, starts_on=now.date())
    for key, name, position in words.READERS:
        reader = cast.users[key] = create_user(_mail(name), name=name, by=None, now=now)
        grant_role(reader, Role.INDEPENDENT_READER, position=position, by=None, now=now, starts_on=now.date())
    for key, name in words.PARENTS:
        cast.users[key] = create_user(_mail(name), name=name, by=None, now=now)
    set_setting("service_name", words.SERVICE_NAME, by=cast.users["ines"], now=now)
    for name, value in words.WITNESS.items():
        set_setting(name, value, by=None, now=now)
    set_setting("help_email", f"help@{words.MAIL}", by=cast.users["ines"], now=now)


def seat_members(cast, day, shared_agreed_on):
    """Constituencies, seats with their role description, and sixteen members appointed to them."""
    now, by = moment(day), cast.coordinator
    description = create_role_description("Member of the steering group", text=words.ROLE_TEXT, by=by, now=now)
    publish_role_version(description.draft, by=by, now=now)
    constituencies = {
        key: create_constituency(
            name,
            description=text,
            order=order,
            target_seats=target,
            is_council_side=is_council,
            is_required=True,
            by=by,
            now=now,
        )
        for order, (key, (name, text, target, is_council)) in enumerate(words.CONSTITUENCIES.items(), 1)
    }
    seats = {}
    for row in words.MEMBERS:
        _key, _name, constituency, title = row[:4]
        if title not in seats:
            seats[title] = create_seat(
                constituencies[constituency],
                title,
                role_description=description,
                is_shared="shared" in title,
                sharing_agreed_on=shared_agreed_on if "shared" in title else None,
                sharing_agreed_where=words.SHARED_BEFORE,
                opened_on=day,
                by=by,
                now=now,
            )
        _seat_one(cast, row, seats[title], day)


def _seat_one(cast, row, seat, day):
    key, name, _constituency, _title, role, affiliation, second, is_paid, shown, _attendance, interest = row
    now, by = moment(day), cast.coordinator
    person = create_person(
        name,
        name_shown=shown,
        email="" if key in words.RUNG else _mail(name),
        phone=words.RUNG.get(key, ""),
        skills=words.SKILLS.get(key, ""),
        access_needs=words.ACCESS_NEEDS.get(key, ""),
        by=by,
        now=now,
    )
    if key not in words.RUNG:
        let_sign_in(person, _mail(name), by=by, now=now)
        person.refresh_from_db()
    membership = nominate(
        person,
        seat,
        role_title=role,
        affiliation=affiliation,
        second_affiliation=second,
        attends_in_paid_work=is_paid,
        by=by,
        now=now,
    )
    cast.memberships[key] = appoint(membership, starts_on=day, by=by, now=now)
    cast.persons[key], cast.users[key] = person, person.user or by  # who cannot sign in tells the co-ordinator
    if interest:
        register_interest(person, *interest, starts_on=day, by=cast.users[key], now=now)


def leave_early(cast, day, first_meeting):
    """Somebody shares a seat, gives notice, and has left when the group first meets."""
    by, seat = cast.coordinator, Seat.objects.get(is_shared=True)
    person = create_person(words.LEFT_EARLY, email=_mail(words.LEFT_EARLY), by=by, now=moment(day))
    membership = appoint(nominate(person, seat, by=by, now=moment(day)), starts_on=day, by=by, now=moment(day))
    last = first_meeting - dt.timedelta(days=30)
    asked = moment(last - dt.timedelta(days=28))
    ask_to_end(membership, kind=EndingKind.ASKED, reason=words.LEFT_WHY, ends_on=last, by=by, now=asked)
    apply_due_endings(moment(last + clock.DAY, 1))


def accept_roles(cast, day, but=()):
    """Members accept the role description, and confirm the register of interests; some have not yet."""
    for key, membership in cast.memberships.items():
        if key not in but:
            user = cast.users[key]
            accept_role_description(membership, by=user, now=moment(day, 18))
            confirm_interests(cast.persons[key], by=user, now=moment(day, 18, 5))
