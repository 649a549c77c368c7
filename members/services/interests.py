"""The register of interests (M8): registered, ended, confirmed every year and reminded of it, never deleted."""

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from members.models import Interest, InterestReturn, Person, Sending
from members.rules import (
    InterestStatus,
    MembershipStatus,
    check_not_later,
    check_order,
    confirmation_due,
    reminder_on,
)
from members.services.changes import one_line
from members.services.sendings import of_person, replace, send
from members.transitions import INTEREST

REMINDER = "members.confirm_interests"


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
    replace(Sending.objects.filter(kind=REMINDER, recipients__person=person), now=now)
    return confirmation


def remind_to_confirm(now):
    """Remind members to confirm the register, twice a year at most; return how many are due.

    Whom no e-mail reaches stands among those to ring or write to, until they have confirmed.
    """
    active = Q(memberships__status=MembershipStatus.ACTIVE)
    members = Person.objects.filter(active).annotate(
        joined_on=Min("memberships__starts_on", filter=active), confirmed_on=Max("interest_returns__confirmed_on")
    )
    due = 0
    for person in members.select_related("user"):
        due_on = confirmation_due(person.confirmed_on, person.joined_on)
        if number := reminder_on(due_on, clock.today(now)):
            key, context = f"{REMINDER}.{person.pk}.{due_on}.{number}", {"due_on": due_on, "is_second": number > 1}
            send(REMINDER, [of_person(person)], context, key=key, is_for_members=True, now=now)
            due += 1
    return due
