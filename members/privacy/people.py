"""Persons, their seats, and what they said of themselves: interests, acceptances."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.privacy import (
    ACCOUNTABLE,
    FOR_EVER,
    WITH_ITS_RECORD,
    Fate,
    Gathered,
    Whose,
    follows,
    found_by,
    hinders,
    holds,
    names_at,
)
from common.told import Told
from members.models import Acceptance, InductionDone, InductionStep, Interest, InterestReturn, Membership, Person

COORDINATOR = _("the co-ordinator, and the member")
IN_PUBLIC = _("everybody, as far as the member chose; the co-ordinator")


@follows
def persons_of(subject):
    """Lead from an account or an address to the person of the register, and back."""
    mine = Q(user__in=subject.keys("accounts.user")) | Q(pk__in=subject.keys("members.person")) | subject.at("email")
    rows = list(Person.objects.filter(mine).values_list("pk", "user", "email"))
    subject = subject.with_keys("members.person", [key for key, _user, _email in rows])
    subject = subject.with_keys("accounts.user", [user for _key, user, _email in rows if user])
    return subject.with_emails(email for _key, _user, email in rows)


@hinders
def seat_still_held(subject, _now, reader):
    """Whoever holds a seat leaves it first: an erasure is no way to end a membership (M11)."""
    current = Membership.objects.current().filter(person__in=subject.keys("members.person"))
    for membership in current.select_related("person", "seat"):
        names = {"name": membership.person, "seat": membership.seat}
        if reader is None:
            yield gettext("You hold a seat on the group, or wait for one (%(seat)s). It has to end first.") % names
        else:
            yield gettext("%(name)s holds the seat %(seat)s, or waits for it. The membership has to end first.") % names


@names_at
def names_of_persons(emails):
    for email in emails:
        yield from Person.objects.filter(email__iexact=email).values_list("email", "name")


holds(
    Person,
    _("people of the group"),
    of=Whose.MEMBER,
    why=_("so that members can be written to, and can come and take part"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator; everybody the name, as the member chose it"),
    kept="members.persons",
    rows=found_by(Person, members__person="pk"),
    erased=Fate.BLANKED,
    identifies=("name", "email", "phone"),
    says=("skills", "access_needs"),
    keys=("user",),
    told=Told(
        _("Your entry in the group’s register of people"),
        {
            "name": _("Name"),
            "name_shown": _("What the public sees of your name"),
            "email": _("E-mail address"),
            "phone": _("Telephone number"),
            "skills": _("What you bring to the group, in your words"),
            "access_needs": _("What you need to take part"),
        },
    ),
)
holds(
    Membership,
    _("who holds which seat, and held it"),
    of=Whose.MEMBER,
    why=_("so that everybody can see who speaks for whom, and members can come"),
    gathered=Gathered.FOR_THEM,
    seen_by=IN_PUBLIC,
    kept="members.persons",
    rows=found_by(Membership, members__person="person"),
    erased=Fate.BLANKED,
    identifies=("role_title", "affiliation", "second_affiliation"),
    says=("needs_to_come",),
    others=("end_reason",),
    keys=("person",),
    grounds={"person": ACCOUNTABLE},
    told=Told(
        _("Your seat on the group"),
        {
            "seat.title": _("Seat"),
            "seat.constituency.name": _("For whom the seat is"),
            "role_title": _("Your post"),
            "affiliation": _("The body you come from"),
            "second_affiliation": _("The other body you come from"),
            "attends_in_paid_work": _("You come as part of your paid work"),
            "needs_to_come": _("What helps you to come"),
            "status": _("Where your membership stands"),
            "nominated_on": _("Put forward on"),
            "starts_on": _("Member since"),
            "joins_on": _("Member from"),
            "last_attended_on": _("The last meeting you came to"),
            "ends_on": _("Member until"),
        },
        newest="nominated_on",
    ),
)
holds(
    Interest,
    _("the register of interests"),
    of=Whose.MEMBER,
    why=_("so that everybody can see what a member may gain or lose by a decision"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("everybody, but for what is private; the co-ordinator"),
    kept=FOR_EVER,
    rows=found_by(Interest, members__person="person"),
    erased=Fate.BLANKED,
    says=("body", "capacity"),
    keys=("person",),
    grounds={"person": ACCOUNTABLE},
    told=Told(
        _("Your interests in the register"),
        {
            "body": _("Body"),
            "capacity": _("What you are there"),
            "is_connected_person": _("It is the interest of somebody close to you"),
            "is_pecuniary": _("It is about money"),
            "is_private": _("It is kept from the public"),
            "starts_on": _("You have had it since"),
            "registered_on": _("In the register since"),
            "ended_on": _("It ended on"),
        },
        newest="registered_on",
    ),
)
holds(
    InterestReturn,
    _("that a member confirmed the register"),
    of=Whose.MEMBER,
    why=_("so that the register is right each year"),
    gathered=Gathered.FROM_THEM,
    seen_by=COORDINATOR,
    kept=FOR_EVER,
    rows=found_by(InterestReturn, members__person="person"),
    keys=("person",),
    grounds={"person": ACCOUNTABLE},
    told=Told(
        _("When you confirmed your interests"),
        {"confirmed_on": _("Confirmed on"), "is_nil": _("You said you have none")},
        newest="confirmed_on",
    ),
)
holds(
    Acceptance,
    _("that a member accepted the role description"),
    of=Whose.MEMBER,
    why=_("so that it can be seen who accepted what"),
    gathered=Gathered.FROM_THEM,
    seen_by=COORDINATOR,
    kept=FOR_EVER,
    rows=found_by(Acceptance, members__person="membership__person"),
    told=Told(
        _("Role descriptions you accepted"),
        {
            "version.description.title": _("Role description"),
            "version.number": _("Version"),
            "membership.seat.title": _("Your seat"),
            "accepted_at": _("You accepted it on"),
        },
        newest="accepted_at",
    ),
)
holds(
    InductionDone,
    _("what a member has done of their induction"),
    of=Whose.MEMBER,
    why=_("so that somebody new can see what is left to do, and the co-ordinator can help"),
    gathered=Gathered.FROM_THEM,
    seen_by=COORDINATOR,
    kept=WITH_ITS_RECORD,
    rows=found_by(InductionDone, members__person="membership__person"),
    told=Told(
        _("What you have done of your induction"),
        {"step.title": _("What"), "membership.seat.title": _("Your seat"), "done_on": _("Done on")},
        newest="done_on",
    ),
)
holds(InductionStep, _("induction lists"), nobody=("title",))
