"""Declares what was proposed, with one press, or sets it aside (M8)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from meetings.models import Dismissal
from meetings.proposals import INTEREST, proposals_at
from meetings.services.declarations import declare, takes_declarations


def proposed_to(meeting, user, *, now=None):
    """Return what is proposed to a member for the items they may read, but for what they set aside."""
    if not takes_declarations(meeting) or not meeting.is_agenda_published:
        return []
    items = meeting.items.visible_to(user)
    return [one for one in proposals_at(meeting, items, user=user, now=now) if not one.dismissed_on]


def proposed_to_staff(meeting, user, *, now=None):
    """Return what is proposed for every member, with what they set aside, for the items that staff may read."""
    return proposals_at(meeting, meeting.items.open_to(user), now=now) if takes_declarations(meeting) else []


def pick(proposals, key):
    """Return the proposal of this key. Raises DomainError where it was declared or set aside meanwhile."""
    for one in proposals:
        if one.key == key:
            return one
    raise DomainError(_("This was declared or set aside already, or the agenda no longer touches it."))


@transaction.atomic
def declare_proposed(meeting, key, *, to, by, now=None):
    """Declare what is proposed, in the words of the register; `to` reads the proposals again under the lock."""
    meeting = locked(meeting)
    proposal = pick(to(meeting, by, now=now), key)
    interest = proposal.source if proposal.kind == INTEREST else None
    fields = {"person": proposal.person, "interest": interest, "nature": proposal.nature}
    return declare(meeting, proposal.item, by=by, now=now, **fields)


@transaction.atomic
def dismiss_proposed(meeting, key, *, by, now=None):
    """Set aside what is proposed to a member, who says that it does not affect them."""
    meeting = locked(meeting)
    proposal = pick(proposed_to(meeting, by, now=now), key)
    row = Dismissal.objects.create(
        item=proposal.item,
        person=proposal.person,
        dismissed_on=clock.today(now),
        **{proposal.kind: proposal.source},
    )
    audit.record("set_aside_proposal", row, by, now=now)
    return row
