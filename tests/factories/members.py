"""Constituencies, seats, members and reviews, each walked to its state by the real services."""

import datetime as dt

from common import clock
from members.models import Constituency, RoleDescription, SentTo
from members.services.calls import apply, open_call
from members.services.decisions import decide_review
from members.services.induction import add_induction_step
from members.services.interests import register_interest
from members.services.memberships import appoint, end_membership, nominate
from members.services.people import create_person, link_user
from members.services.reviews import open_review
from members.services.roles import (
    accept_role_description,
    create_role_description,
    draft_role_version,
    publish_role_version,
)
from members.services.seats import create_constituency, create_seat
from members.services.sendings import record_told
from members.services.terms import set_term
from tests.factories import accounts
from tests.factories.numbering import Numbering
from tests.factories.walks import walked

_numbers = Numbering()
LONG_AGO = dt.date(2020, 1, 6)
ROLE_TEXT = "Come to the meetings.\n\nAct in the best interests of the service."
NAMES = ("Asha Begum", "Ben Okoro", "Carys Lowe", "Dan Pike", "Ewa Nowak", "Farah Aziz", "Gwen Hart", "Hal Moss")


def number():
    return next(_numbers)


@walked
def a_constituency(name="", *, by=None, **fields):
    n = number()
    return create_constituency(name or f"Constituency {n}", order=fields.pop("order", n), by=by, **fields)


@walked
def a_role_description(title="", *, text=ROLE_TEXT, is_published=True, by=None, now=None):
    """A role description with one version, in force unless told otherwise."""
    description = create_role_description(title or f"Role {number()}", text=text, by=by, now=now)
    if is_published:
        publish_role_version(description.draft, by=by, now=now)
    return RoleDescription.objects.get(pk=description.pk)


@walked
def a_new_version(description, text="Come to the meetings, and tell your group afterwards.", *, by=None, now=None):
    """The next version of a role description, put in force: every holder is asked again."""
    draft = draft_role_version(description, text, by=by, now=now)
    return publish_role_version(draft, by=by, now=now)


@walked
def draft_of(description, text="Come to the meetings, or send word.", *, by=None, now=None):
    """The next version of a role description, written and not in force."""
    return draft_role_version(description, text, by=by, now=now)


@walked
def an_induction_step(description=None, title="Meet the chair", *, by=None):
    return add_induction_step(description or a_role_description(by=by), title, by=by)


@walked
def a_seat(title="", *, constituency=None, by=None, opened_on=LONG_AGO, **fields):
    constituency = constituency or Constituency.objects.first() or a_constituency(by=by)
    return create_seat(constituency, title or f"Seat {number()}", opened_on=opened_on, by=by, **fields)


@walked
def a_call(seat=None, *, apply_by_on=None, by=None, now=None):
    """A call for people to come forward for a seat, open for three weeks unless told otherwise."""
    day = apply_by_on or clock.today(now) + dt.timedelta(days=21)
    return open_call(seat or a_seat(by=by), text="Come and join us.", apply_by_on=day, by=by, now=now)


@walked
def an_application(call=None, *, name="Jo Bright", email="jo@example.org", by=None, now=None):
    call = call or a_call(by=by, now=now)
    return apply(call, name=name, email=email, about="I know what it is like.", by=by, now=now)


@walked
def a_person(name="", *, user=None, has_account=False, by=None, **fields):
    n = number()
    person = create_person(name or f"{NAMES[n % len(NAMES)]} {n}", by=by, **fields)
    if has_account:
        user = accounts.parent(name=person.name)
    return link_user(person, user, by=by) if user else person


@walked
def a_nomination(*, person=None, seat=None, by=None, nominated_on=LONG_AGO, **fields):
    person, seat = person or a_person(by=by), seat or a_seat(by=by)
    return nominate(person, seat, nominated_on=nominated_on, by=by, **fields)


@walked
def a_member(*, person=None, seat=None, has_account=True, starts_on=LONG_AGO, by=None, now=None, **fields):
    """An active membership; the member can sign in (`membership.person.user`) unless told otherwise."""
    person = person or a_person(has_account=has_account, by=by)
    membership = a_nomination(person=person, seat=seat, by=by, **fields)
    return appoint(membership, starts_on=starts_on, by=by, now=now)


@walked
def a_shared_seat(*, holders=2, by=None, agreed_on=LONG_AGO, starts_on=LONG_AGO, **fields):
    """A seat that the group agreed to share, and the active memberships of its holders."""
    seat = a_seat(is_shared=True, sharing_agreed_on=agreed_on, by=by, **fields)
    return seat, [a_member(seat=seat, starts_on=starts_on, by=by) for _ in range(holders)]


@walked
def a_former_member(*, ends_on=dt.date(2021, 3, 1), reason="Moved away", by=None, **fields):
    return end_membership(a_member(by=by, **fields), reason=reason, ends_on=ends_on, by=by)


@walked
def a_term(membership=None, *, ends_on=dt.date(2027, 1, 31), by=None, now=None, **fields):
    """The term of office of a member."""
    return set_term(membership or a_member(by=by, **fields), ends_on, by=by, now=now)


@walked
def an_accepted_member(*, by=None, now=None, **fields):
    """A member whose seat has a role description, which they accepted."""
    seat = fields.pop("seat", None) or a_seat(role_description=a_role_description(by=by), by=by)
    membership = a_member(seat=seat, by=by, **fields)
    accept_role_description(membership, by=membership.person.user, now=now)
    return membership


@walked
def an_interest(person=None, *, body="Hillview School", capacity="governor", by=None, **fields):
    person = person or a_member(by=by).person
    return register_interest(person, body, capacity, starts_on=fields.pop("starts_on", LONG_AGO), by=by, **fields)


MISSED = (dt.date(2026, 3, 12), dt.date(2026, 6, 18), dt.date(2026, 10, 15))


@walked
def an_open_review(membership=None, *, missed_on=MISSED, by=None, now=None, **fields):
    membership = membership or a_member(by=by, **fields)
    return open_review(membership, missed_on=list(missed_on), by=by, now=now)


@walked
def a_decided_review(membership=None, *, outcome="continue", note="", by=None, now=None, **fields):
    review = an_open_review(membership, by=by, now=now, **fields)
    return decide(review, outcome=outcome, note=note, by=by, now=now)


def decide(review, *, now=None, decided_on=None, **decision):
    """Record what the group decided on a review; today, unless a day is given."""
    return decide_review(review, decided_on=decided_on or clock.today(now), now=now, **decision)


def end(membership, *, reason="Moved away", now=None):
    """End a membership today."""
    return end_membership(membership, reason=reason, by=None, now=now)


def a_group(*, members=3, constituencies=2, by=None):
    """So many members, each in a seat of their own, spread over constituencies; for lists and their query counts."""
    places = [a_constituency(by=by) for _ in range(constituencies)]
    description = a_role_description(by=by)
    return [
        a_member(seat=a_seat(constituency=places[n % constituencies], role_description=description, by=by), by=by)
        for n in range(members)
    ]


@walked
def somebody_to_tell(*, by=None, now=None):
    """What was sent to somebody without an e-mail address, who is still to be rung or written to."""
    member = a_member(has_account=False, by=by, now=now)
    return SentTo.objects.get(person=member.person)


@walked
def somebody_told(*, by=None, now=None):
    """The same, ticked off by telephone."""
    row, told_on = somebody_to_tell(by=by, now=now), clock.today(now)
    by = by or accounts.coordinator()
    record_told(row, how="telephone", told_on=told_on, told_by="Co Day", last=row.pk, by=by, now=now)
    return row
