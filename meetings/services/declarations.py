"""Declares conflicts of interest and records their acknowledgement and handling (M8)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from meetings.models import Declaration, Reply
from meetings.rules import (
    IS_OFF,
    DeclarationStatus,
    Handling,
    MeetingStatus,
    has_met,
)
from meetings.services.reading import write_conflicts
from meetings.transitions import DECLARATION


def takes_declarations(meeting):
    """Say whether interests can still be declared: the meeting is not cancelled and its minutes not approved."""
    return meeting.status not in IS_OFF and meeting.status != MeetingStatus.APPROVED


@transaction.atomic
def declare(
    meeting, item=None, *, nature, by, now=None, person=None, name="", interest=None, is_pecuniary=False, label=""
):
    """Declare a conflict of interest in an item or the whole meeting; a substitute or visitor is given by name.

    Whoever declares reads the issues of the item no more. The label (a, b, c, e) stays as entered. Raises DomainError
    without a name or nature, for an item of another meeting, and once the minutes are approved.
    """
    meeting = locked(meeting)
    if not takes_declarations(meeting):
        raise DomainError(_("Interests can no longer be declared at this meeting."))
    name = " ".join((name or (person.name if person else "")).split())
    if not name:
        raise DomainError(_("Say who is declaring the interest."), field="name")
    if not nature.strip():
        raise DomainError(_("Say what the interest is."), field="nature")
    if item is not None and item.meeting_id != meeting.pk:
        raise DomainError(_("This item belongs to another meeting."), field="item")
    declaration = Declaration.objects.create(
        meeting=meeting,
        item=item,
        person=person,
        interest=interest,
        name=name,
        email="" if person else _address_of_substitute(meeting, name),
        label=label,
        nature=nature,
        is_pecuniary=is_pecuniary,
    )
    audit.record("declare", declaration, by, now=now)
    write_conflicts(declaration)
    return declaration


def _address_of_substitute(meeting, name):
    named = Reply.objects.filter(meeting=meeting, substitute_name__iexact=name).exclude(substitute_email="")
    return named.values_list("substitute_email", flat=True).first() or ""


@transaction.atomic
def remove_declaration(declaration, *, by, now=None):
    """Remove a wrong declaration; the audit trail keeps its text.

    Raises DomainError once the minutes are approved.
    """
    meeting = locked(declaration.meeting)
    if not takes_declarations(meeting):
        raise DomainError(_("The minutes have been approved, so this declaration cannot be removed."))
    kept = {name: getattr(declaration, name) for name in ("name", "nature", "handling")}
    audit.record("remove_declaration", declaration, by, now=now, **kept)
    declaration.delete()
    write_conflicts(declaration)
    return meeting


@transaction.atomic
def acknowledge_declaration(declaration, handling, *, by, now=None):
    """Record that the group acknowledged an interest, and its handling: stayed, spoke only, left (M8).

    Raises DomainError before the group has met.
    """
    declaration = locked(declaration)
    meeting = declaration.meeting
    if not has_met(meeting.status, meeting.starts_at, now or clock.now()):
        raise DomainError(_("The group can only acknowledge this at the meeting, which has not taken place yet."))
    done = {"handling": Handling(handling)}
    return DECLARATION.move(declaration, DeclarationStatus.ACKNOWLEDGED, by=by, now=now, detail=done, **done)
