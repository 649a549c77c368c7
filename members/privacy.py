"""What the group's register holds of its members, and of those who come for them (docs/privacy.md)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy.acting import who_did
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
from members.models import (
    Acceptance,
    Constituency,
    Interest,
    InterestReturn,
    Membership,
    MembershipEnding,
    MembershipReview,
    Person,
    RoleDescription,
    RoleDescriptionVersion,
    Seat,
    Sending,
    SentTo,
)

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
def seat_still_held(subject, _now):
    """Whoever holds a seat leaves it first: an erasure is no way to end a membership (M11)."""
    if Membership.objects.current().filter(person__in=subject.keys("members.person")).exists():
        yield _("A seat on the group is still held, or waits. The membership has to end first.")


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
)
holds(
    MembershipReview,
    _("reviews of a membership after missed meetings"),
    of=Whose.MEMBER,
    why=_("so that a member is heard before the group decides"),
    gathered=Gathered.BY_OTHERS,
    seen_by=COORDINATOR,
    kept=WITH_ITS_RECORD,
    rows=found_by(MembershipReview, members__person="membership__person"),
    erased=Fate.BLANKED,
    says=("member_said",),
    others=("note", "withdrawn_reason"),
    nobody=("missed_on",),
)
holds(
    MembershipEnding,
    _("why a membership ended"),
    of=Whose.MEMBER,
    why=_("so that nobody loses a seat unheard"),
    gathered=Gathered.BY_OTHERS,
    seen_by=COORDINATOR,
    kept=WITH_ITS_RECORD,
    rows=found_by(MembershipEnding, members__person="membership__person"),
    erased=Fate.BLANKED,
    others=("reason",),
)
who_did(MembershipEnding, _("who asked that a membership ends, and who agreed"), "asked_by", "agreed_by")
holds(Constituency, _("constituencies"), nobody=("name", "slug", "description"))
holds(RoleDescription, _("role descriptions"), nobody=("title", "slug"))
holds(RoleDescriptionVersion, _("versions of role descriptions"))
holds(Seat, _("seats"), nobody=("title", "sharing_agreed_where"))
holds(Sending, _("what was sent to members"), others=("subject", "text", "said_subject"), nobody=("kind", "key"))
holds(
    SentTo,
    _("to whom something was sent, and who was told another way"),
    of=Whose.MEMBER,
    why=_("so that it can be seen who was invited, and whom no e-mail reached"),
    seen_by=_("the co-ordinator"),
    kept=WITH_ITS_RECORD,
    rows=found_by(SentTo, members__person="person", accounts__user="user"),
    erased=Fate.BLANKED,
    identifies=("who", "name"),
    others=("told_by",),
    keys=("person", "user"),
    grounds={"told_by": ACCOUNTABLE},
    instead={"who": lambda row: f"erased.{row.pk}"},
)
