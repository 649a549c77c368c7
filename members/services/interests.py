"""The register of interests (M8): registered, ended, confirmed every year, never deleted."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from members.models import Interest, InterestReturn
from members.rules import InterestStatus, check_not_later, check_order
from members.services.changes import one_line
from members.transitions import INTEREST


@transaction.atomic
def register_interest(
    person,
    body,
    capacity,
    *,
    by,
    now=None,
    starts_on=None,
    is_connected_person=False,
    is_pecuniary=False,
    is_private=False,
):
    """Add an interest to the register. Raises DomainError for one already in it, or a future date."""
    body, capacity = one_line(body), one_line(capacity)
    starts_on = starts_on or clock.today(now)
    check_not_later(starts_on, clock.today(now), "starts_on")
    same = person.interests.current().filter(body__iexact=body, capacity__iexact=capacity)
    if same.filter(is_connected_person=is_connected_person).exists():
        raise DomainError(_("This interest is already in the register."), field="body")
    interest = Interest.objects.create(
        person=person,
        body=body,
        capacity=capacity,
        is_connected_person=is_connected_person,
        is_pecuniary=is_pecuniary,
        is_private=is_private,
        starts_on=starts_on,
        registered_on=clock.today(now),
    )
    audit.record("register_interest", interest, by, now=now)
    return interest


@transaction.atomic
def end_interest(interest, *, by, ended_on=None, now=None):
    """Mark an interest as ended; the register keeps it. Raises DomainError for an impossible date."""
    INTEREST.ready(interest, InterestStatus.ENDED)
    ended_on = ended_on or clock.today(now)
    check_not_later(ended_on, clock.today(now), "ended_on")
    check_order(interest.starts_on, ended_on, "ended_on")
    return INTEREST.move(interest, InterestStatus.ENDED, by=by, now=now, ended_on=ended_on)


@transaction.atomic
def confirm_interests(person, *, by, now=None):
    """Record a person's yearly confirmation that the register is right; "nil" if they have no interests."""
    confirmation, _is_new = InterestReturn.objects.update_or_create(
        person=person,
        confirmed_on=clock.today(now),
        defaults={"is_nil": not person.interests.current().exists()},
    )
    audit.record("confirm_interests", confirmation, by, now=now, is_nil=confirmation.is_nil)
    return confirmation
