"""What needs attention in the group's membership today, for the co-ordinator and for a member."""

from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role
from common import clock, tasks_today
from common.tasks_today import Task
from members.models import Constituency, Membership, MembershipEnding, MembershipReview
from members.selectors import people_to_tell


@tasks_today.needs(Role.COORDINATOR, "members")
def role_descriptions_not_accepted(user, now):
    """Members who have not accepted the role description in force (M2)."""
    to_accept = Membership.objects.to_accept().count()
    if to_accept:
        words = ngettext(
            "%(n)s member has not accepted the role description",
            "%(n)s members have not accepted the role description",
            to_accept,
        )
        yield Task(reverse("members:membership_list") + "?attention=accept", words % {"n": to_accept})


@tasks_today.needs(Role.COORDINATOR, "members")
def constituencies_without_anybody(user, now):
    """Constituencies without a member (M1)."""
    holders = Membership.objects.active().filter(seat__constituency=OuterRef("pk"))
    gaps = Constituency.objects.exclude(Exists(holders)).count()
    if gaps:
        words = ngettext("%(n)s constituency without a member", "%(n)s constituencies without a member", gaps)
        yield Task(reverse("members:seat_list"), words % {"n": gaps})


@tasks_today.needs(Role.COORDINATOR, "members")
def endings_to_agree(user, now):
    """Memberships that end once a second person agrees."""
    for ending in MembershipEnding.objects.to_agree().select_related("membership__person"):
        words = _("Somebody else has to agree: the membership of %(name)s is going to end")
        yield Task(ending.membership.get_absolute_url(), words % {"name": ending.membership.person.name})


@tasks_today.needs(Role.COORDINATOR, "members")
def seats_not_free(user, now):
    """People appointed from a day that has come, whose seat is still held."""
    for membership in Membership.objects.to_join(clock.today(now)).select_related("person"):
        words = _("%(name)s could not be appointed: the seat is not free")
        yield Task(membership.get_absolute_url(), words % {"name": membership.person.name})


@tasks_today.needs(Role.COORDINATOR, "members.to_tell")
def people_to_ring(user, now):
    """People whom no e-mail reaches, and who are still to be told of something that was sent."""
    waiting = people_to_tell(clock.today(now)).aggregate(people=Count("pk"), first=Min("sending__sent_on"))
    if waiting["people"]:
        words = ngettext("%(n)s person to ring or write to", "%(n)s people to ring or write to", waiting["people"])
        address = reverse("members:person_to_tell_list")
        yield tasks_today.to_tell(address, words % {"n": waiting["people"]}, waiting["first"])


def _held_by(user):
    return Membership.objects.active().filter(person__user=user)


@tasks_today.needs(Role.MEMBER, "membership")
def own_role_description(user, now):
    for membership in _held_by(user).to_accept():
        address = reverse("members:role_description_accept", args=[membership.pk])
        yield Task(address, _("Read and accept your role description"))


@tasks_today.needs(Role.MEMBER, "membership")
def own_review(user, now):
    for review in MembershipReview.objects.open().filter(membership__in=_held_by(user)):
        yield Task(review.get_absolute_url(), _("Tell the group what would help you to attend"))


@tasks_today.needs(Role.MEMBER, "membership")
def own_interests(user, now):
    """The yearly confirmation of the register of interests (M8)."""
    if _held_by(user).to_confirm(clock.today(now)).exists():
        yield Task(reverse("members:my_membership") + "#interests", _("Confirm your interests"))
