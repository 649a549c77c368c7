"""What goes of members: how to reach those who have left, and what was to be said to somebody by telephone."""

from django.db.models import DateField, Exists, F, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from common.retention import Group, Rule, Unit, rules
from members.models import Membership, Person, SeatApplication, YearlyEntry
from members.rules import MembershipStatus
from members.services.calls import forget_applicants
from members.services.people import forget_contacts
from members.services.sendings import no_longer_to_be_said
from members.services.yearly import forget_words


def who_left(until):
    """Return the persons whose last membership ended on a day or before, and who can still be reached."""
    last = Membership.objects.filter(person=OuterRef("pk")).order_by().values("person").annotate(last=Max("ends_on"))
    needs = Membership.objects.filter(person=OuterRef("pk")).exclude(needs_to_come="")
    current = Membership.objects.filter(person=OuterRef("pk")).exclude(status=MembershipStatus.ENDED)
    rows = Person.objects.annotate(left_on=Subquery(last.values("last"), output_field=DateField()))
    gone = rows.filter(~Exists(current), left_on__lte=until.day)
    kept = ~Q(email="") | ~Q(phone="") | ~Q(access_needs="") | ~Q(skills="") | Exists(needs)
    return gone.filter(kept)


rules.declare(
    Rule(
        "members.persons",
        Group.MEMBER,
        what=_("How to reach a former member, what helps them to come, and what they said they can do"),
        plain=_("How to reach you, what helps you to come, and what you said you can do"),
        since=_("your last membership ended"),
        due=who_left,
        day=F("left_on"),
        setting="member_contact_months",
        carry_out=forget_contacts,
    )
)
rules.declare(
    Rule(
        "members.yearly",
        Group.MEMBER,
        what=_("What members said in a yearly review of what would help them"),
        plain=_("What you said in a yearly review of what would help you"),
        since=_("the group decided it"),
        due=lambda until: YearlyEntry.objects.filter(review__decided_on__lte=until.day).exclude(words=""),
        day=F("review__decided_on"),
        fixed=12,
        carry_out=forget_words,
    )
)
rules.declare(
    Rule(
        "members.applications",
        Group.MEMBER,
        what=_("Who applied for a seat, how to reach them, and what they wrote"),
        plain=_("How to reach you and what you wrote, if you applied for a seat on the group"),
        since=_("you were told what became of it"),
        due=lambda until: SeatApplication.objects.filter(ended_on__lte=until.day, cleared_on=None),
        day=F("ended_on"),
        setting="application_months",
        carry_out=forget_applicants,
    )
)
rules.declare(
    Rule(
        "members.sendings",
        Group.MEMBER,
        what=_("What was to be said by telephone or letter, once everybody has been told"),
        plain=None,
        since=_("it was sent to the others"),
        due=no_longer_to_be_said,
        day=F("sent_on"),
        unit=Unit.DAYS,
        fixed=61,
        carry_out=lambda rows, now: rows.update(text="", said_subject=""),
    )
)
