"""What can be found of the group: who sits on it, by the name each chose, and what a seat asks."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import search
from common.search import Entry
from members.models import Constituency, Interest, Membership, Person, RoleDescription, RoleDescriptionVersion, Seat
from members.rules import InterestStatus
from members.selectors import register_shown

MEMBERS = _("Members")


@search.kind(
    "members",
    MEMBERS,
    Membership,
    visible=lambda user: Membership.objects.active(),
    with_rows=["person", "seat__constituency"],
)
def member(row):
    """As the page of members names them, for the co-ordinator too: their own lists have full names."""
    if not row.is_active:
        return None
    words = [row.seat.title, str(row.seat.constituency), row.public_role, *row.public_affiliations]
    title = row.person.public_name or row.seat.title
    return Entry(title, "\n".join(filter(None, words)), row.starts_on, reverse("members:member_list"))


@search.kind(
    "interests",
    _("Interests"),
    Interest,
    visible=lambda user: register_shown(AnonymousUser()).order_by(),
    with_rows=["person"],
)
def interest(row):
    """As the public register has it; what is over or kept private stands in the co-ordinator's own list."""
    if row.is_private or row.status != InterestStatus.CURRENT:
        return None
    title = row.person.public_name or _("A member who chose not to be named")
    return Entry(title, f"{row.body}: {row.capacity}", row.starts_on, reverse("members:interest_list"))


@search.follows(Person)
def held_by(keys):
    yield Membership.objects.filter(person__in=keys)
    yield Interest.objects.filter(person__in=keys)


@search.follows(Seat)
def holders_of(keys):
    yield Membership.objects.filter(seat__in=keys)


@search.follows(Constituency)
def members_of(keys):
    yield Membership.objects.filter(seat__constituency__in=keys)


@search.kind("roles", MEMBERS, RoleDescription, visible=lambda user: RoleDescription.objects.in_force())
def role(row):
    version = row.in_force
    return Entry(row.title, version.text, version.published_on, row.get_absolute_url()) if version else None


@search.follows(RoleDescriptionVersion)
def described_by(keys):
    yield RoleDescription.objects.filter(versions__in=keys)
