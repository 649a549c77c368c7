"""Constituencies and their seats (M1, M9)."""

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.dates import day as day_in_words
from common.errors import DomainError
from common.locking import locked
from common.slugs import new_slug
from members.models import Constituency, Seat
from members.rules import NAMED_CONSTITUENCIES, check_not_later, check_order
from members.services.changes import change, one_line


@transaction.atomic
def create_constituency(
    name, *, by, now=None, description="", order=0, target_seats=1, is_council_side=False, is_required=False, slug=""
):
    """Add a constituency; the group may add to the seven that M1 names. Raises DomainError for a name twice."""
    name = one_line(name)
    constituency = Constituency.objects.create(
        name=name,
        slug=new_slug(Constituency, slug or name, "name"),
        description=description,
        order=order,
        target_seats=target_seats,
        is_council_side=is_council_side,
        is_required=is_required,
    )
    audit.record("create_constituency", constituency, by, now=now)
    return constituency


@transaction.atomic
def open_named_constituencies(*, by, now=None):
    """Open the seven that M1 names, where there is none yet; return how many."""
    if Constituency.objects.exists():
        return 0
    for order, (name, is_council_side) in enumerate(NAMED_CONSTITUENCIES, 1):
        create_constituency(str(name), order=order, is_council_side=is_council_side, is_required=True, by=by, now=now)
    return len(NAMED_CONSTITUENCIES)


@transaction.atomic
def update_constituency(constituency, *, by, now=None, **fields):
    """Change a constituency; its address stays. Raises DomainError for the name of another."""
    locked(constituency)
    if "name" in fields:
        fields["name"] = one_line(fields["name"])
        others = Constituency.objects.exclude(pk=constituency.pk)
        if others.filter(name__iexact=fields["name"]).exists():
            raise DomainError(_("That name is already in use."), field="name")
    changed = change(constituency, **fields)
    if changed:
        audit.record("update_constituency", constituency, by, now=now, changed=changed)
    return constituency


@transaction.atomic
def create_seat(
    constituency,
    title,
    *,
    by,
    now=None,
    role_description=None,
    is_shared=False,
    sharing_agreed_on=None,
    sharing_agreed_where="",
    opened_on=None,
):
    """Open a seat; one that was shared before the portal kept minutes says so in `sharing_agreed_where` (M9).

    Raises DomainError for a shared one without the day the group agreed to share it.
    """
    _check_sharing(is_shared, sharing_agreed_on, clock.today(now))
    opened_on = opened_on or clock.today(now)
    check_not_later(opened_on, clock.today(now), "opened_on")
    seat = Seat.objects.create(
        constituency=constituency,
        title=one_line(title),
        role_description=role_description,
        is_shared=is_shared,
        sharing_agreed_on=sharing_agreed_on if is_shared else None,
        sharing_agreed_where=sharing_agreed_where if is_shared else "",
        opened_on=opened_on,
    )
    audit.record("create_seat", seat, by, now=now, constituency=constituency.name)
    return seat


def _check_sharing(is_shared, sharing_agreed_on, day):
    if is_shared and sharing_agreed_on is None:
        raise DomainError(_("Give the date of the meeting that agreed to share this seat."), field="sharing_agreed_on")
    if is_shared:
        check_not_later(sharing_agreed_on, day, "sharing_agreed_on")


@transaction.atomic
def update_seat(seat, *, by, now=None, **fields):
    """Change a seat. Raises DomainError where two people would be left holding a seat that is not shared (M9).

    The day it has been open since can be corrected, up to the first day that somebody held it.
    """
    locked(seat)
    if opened_on := fields.get("opened_on"):
        check_not_later(opened_on, clock.today(now), "opened_on")
        first = seat.memberships.aggregate(first=Min("starts_on"))["first"]
        if first and opened_on > first:
            words = _("Somebody has held this seat since %(day)s. Give that day or an earlier one.")
            raise DomainError(words % {"day": day_in_words(first)}, field="opened_on")
    is_shared = fields.get("is_shared", seat.is_shared)
    fields["sharing_agreed_on"] = fields.get("sharing_agreed_on", seat.sharing_agreed_on) if is_shared else None
    fields["sharing_agreed_where"] = fields.get("sharing_agreed_where", seat.sharing_agreed_where) if is_shared else ""
    _check_sharing(is_shared, fields["sharing_agreed_on"], clock.today(now))
    if not is_shared and seat.memberships.active().count() > 1:
        raise DomainError(_("More than one person holds this seat, so it must stay shared."), field="is_shared")
    changed = change(seat, **fields)
    if changed:
        audit.record("update_seat", seat, by, now=now, changed=changed)
    return seat


@transaction.atomic
def close_seat(seat, *, by, closed_on=None, reason="", now=None):
    """Close an empty seat. Raises DomainError while someone holds it or is nominated for it."""
    locked(seat)
    closed_on = closed_on or clock.today(now)
    if seat.closed_on:
        raise DomainError(_("This seat is already closed."))
    check_not_later(closed_on, clock.today(now), "closed_on")
    check_order(seat.opened_on, closed_on, "closed_on")
    if seat.memberships.current().exists():
        raise DomainError(_("Someone holds this seat or is nominated for it. End that first."))
    seat.closed_on = closed_on
    seat.save(update_fields=["closed_on"])
    audit.record("close_seat", seat, by, now=now, reason=reason)
    return seat
