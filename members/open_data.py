"""What anybody may take away of who is in the group, with names as each person chose, and of what they declared."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import open_data
from common.open_data import DataSet, Field, latest
from members.composition import composition, seats_shown
from members.models import Membership, Seat
from members.selectors import register_shown


def _name(person):
    return person.public_name or _("A member who chose not to be named")


def _held(value):
    """Of a seat that nobody holds, the page says since when."""
    return lambda row: value(row.membership) if row.membership else ""


def _newest_seat():
    days = Membership.objects.aggregate(Max("starts_on"), Max("ends_on"))
    return latest([*days.values(), Seat.objects.aggregate(latest=Max("opened_on"))["latest"]])


def public_register():
    return register_shown(AnonymousUser())


def _seats(interest):
    seats = [membership.seat for membership in interest.person.seats_held]
    return ", ".join(f"{seat.title} ({seat.constituency.name})" for seat in seats)


open_data.declare(
    DataSet(
        "members",
        gettext_lazy("Who is in the group"),
        gettext_lazy("The seats of the group today: one row for each person on a seat, and for each vacant seat."),
        page="members:member_list",
        fields=(
            Field("constituency", gettext_lazy("Whom the seat is for"), lambda row: row.constituency.name),
            Field("seat", gettext_lazy("The seat"), lambda row: row.seat.title),
            Field("is_shared", gettext_lazy("Whether several people share it"), lambda row: row.seat.is_shared),
            Field(
                "member",
                gettext_lazy("Who holds it, named as they chose; empty where it is vacant"),
                _held(lambda one: _name(one.person)),
            ),
            Field("role", gettext_lazy("Their role"), _held(lambda one: one.public_role)),
            Field(
                "represents", gettext_lazy("Whom they speak for"), _held(lambda one: ", ".join(one.public_affiliations))
            ),
            Field("member_since_on", gettext_lazy("Since when they are a member"), _held(lambda one: one.starts_on)),
            Field(
                "vacant_since_on",
                gettext_lazy("Since when it is vacant; empty where somebody holds it"),
                lambda row: row.vacant_since,
            ),
        ),
        rows=lambda: seats_shown(composition()),
        newest=_newest_seat,
    ),
    DataSet(
        "interests-of-members",
        gettext_lazy("Members' interests"),
        gettext_lazy("The public register of the interests of those who hold a seat today: one row for each."),
        page="members:interest_list",
        fields=(
            Field("member", gettext_lazy("The member, named as they chose"), lambda one: _name(one.person)),
            Field("seats", gettext_lazy("The seats they hold"), _seats),
            Field("body", gettext_lazy("The body they are involved in"), lambda one: one.body),
            Field("capacity", gettext_lazy("As what"), lambda one: one.capacity),
            Field("since_on", gettext_lazy("Since when"), lambda one: one.starts_on),
            Field(
                "is_of_someone_close",
                gettext_lazy("Whether it is held by someone close to the member"),
                lambda one: one.is_connected_person,
            ),
            Field("is_about_money", gettext_lazy("Whether money is involved"), lambda one: one.is_pecuniary),
        ),
        rows=public_register,
        newest=lambda: latest(public_register().order_by().aggregate(Max("registered_on")).values()),
    ),
)
