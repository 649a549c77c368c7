"""Commitments: made, done or not kept, and changes of their dates."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Commitment, CommitmentDate
from answers.rules import CommitmentStatus
from answers.transitions import COMMITMENT
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.references import next_reference
from common.said import check_said
from common.submissions import once
from members.models import Membership, Person


@transaction.atomic
def make_commitment(
    *,
    owner,
    what,
    due_on,
    by,
    person=None,
    agency=None,
    answer=None,
    how_seen="",
    source="",
    is_public=False,
    now=None,
):
    """Make a commitment: who will do what by when. Raises DomainError for a date already past.

    An owner who is named as one current member is, and no other, is that member: it is theirs to see and to finish.
    """
    made_on = clock.today(now)
    if due_on < made_on:
        raise DomainError(_("This date has passed. Choose today or a later date."), field="due_on")
    check_said(what, _("Say what will be done."), field="what")
    if person is None and agency is None:
        person = member_named(owner)
    commitment = Commitment.objects.create(
        reference=next_reference("C"),
        answer=answer,
        agency=agency,
        person=person,
        owner=owner,
        what=what,
        how_seen=how_seen,
        source=source,
        made_on=made_on,
        due_on=due_on,
        is_public=is_public,
    )
    audit.record("make_commitment", commitment, by, now=now)
    return commitment


def member_named(name):
    """Return the one current member of a name, however it is spaced or capitalised; None for several or nobody."""
    people = Person.objects.filter(name__iexact=" ".join(name.split()), memberships__in=Membership.objects.active())
    found = list(people.distinct()[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def correct_commitment(commitment, *, owner, what, due_on, by, now=None):
    """Correct a commitment that was written down wrong; its date is changed by `move_commitment` once it is public."""
    commitment = locked(commitment)
    before = {"owner": commitment.owner, "what": commitment.what, "due_on": commitment.due_on}
    new = {"owner": owner, "what": what, "due_on": due_on}
    changed = [name for name, value in new.items() if value != before[name]]
    if not changed:
        return commitment
    if "due_on" in changed and commitment.is_public:
        raise DomainError(_("This commitment is public. Change its date on its own page, with the reason."))
    if "due_on" in changed and due_on < clock.today(now):
        raise DomainError(_("This date has passed. Choose today or a later date."), field="due_on")
    if commitment.status != CommitmentStatus.OPEN:
        raise DomainError(_("This commitment has ended, so it can no longer be corrected."))
    for name in changed:
        setattr(commitment, name, new[name])
    if "owner" in changed and commitment.agency_id is None:
        commitment.person = member_named(owner)
    commitment.save(update_fields=[*changed, "person"])
    audit.record("correct_commitment", commitment, by, now=now, changed=changed)
    return commitment


@transaction.atomic
def drop_commitment(commitment, *, by, now=None):
    """Delete a commitment that was written down by mistake, while nobody but the group could read it."""
    commitment = locked(commitment)
    if commitment.is_public or commitment.status != CommitmentStatus.OPEN:
        raise DomainError(_("This commitment is public or has ended, so it stays on record."))
    audit.record("drop_commitment", commitment, by, now=now, reference=commitment.reference, what=commitment.what)
    commitment.earlier_dates.all().delete()
    commitment.delete()


@transaction.atomic
def finish_commitment(commitment, *, evidence, by, now=None):
    """Record a commitment as done; the evidence says how anyone can see it."""
    check_said(evidence, _("Say how anyone can see that it is done."), field="evidence")
    return COMMITMENT.move(commitment, CommitmentStatus.DONE, by=by, now=now, evidence=evidence)


@transaction.atomic
def fail_commitment(commitment, *, reason, by, now=None):
    """Record a commitment as not kept; the reason is public."""
    check_said(reason, _("Say why it was not kept."), field="reason")
    return COMMITMENT.move(commitment, CommitmentStatus.NOT_KEPT, by=by, now=now, not_kept_reason=reason)


@transaction.atomic
def move_commitment(commitment, *, due_on, reason, by, now=None):
    """Change the date; the old one and the reason stay on record."""
    commitment = locked(commitment)
    today = clock.today(now)
    if commitment.status != CommitmentStatus.OPEN:
        raise DomainError(_("This commitment has ended, so its date cannot change."))
    if due_on < today or due_on == commitment.due_on:
        raise DomainError(_("Choose a new date, today or later."), field="due_on")
    check_said(reason, _("Say why the date is changing."), field="reason")
    CommitmentDate.objects.create(commitment=commitment, due_on=commitment.due_on, moved_on=today, reason=reason)
    commitment.due_on = due_on
    commitment.save(update_fields=["due_on"])
    audit.record("move_commitment", commitment, by, now=now, reason=reason)
    return commitment


@transaction.atomic
def make_commitment_once(*, key, by, now=None, **fields):
    """Write down a commitment; return it, the same one when the form is sent again."""
    reference, _is_new = once(key, fields, lambda: make_commitment(by=by, now=now, **fields).reference, now=now)
    return Commitment.objects.get(reference=reference)
