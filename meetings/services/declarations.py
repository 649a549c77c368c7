"""Declares conflicts of interest and records their acknowledgement and handling (M8)."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from meetings.models import Declaration, Reply
from meetings.rules import (
    BINDING,
    IS_OFF,
    DeclarationStatus,
    Handling,
    MeetingStatus,
    check_handling,
    has_met,
)
from meetings.services.reading import write_conflicts
from meetings.transitions import DECLARATION
from meetings.wording import words_of_interest
from members.models import Membership, Person


def takes_declarations(meeting):
    """Say whether interests can still be declared: the meeting is not cancelled and its minutes not approved."""
    return meeting.status not in IS_OFF and meeting.status != MeetingStatus.APPROVED


@transaction.atomic
def declare(
    meeting, item=None, *, nature="", by, now=None, person=None, name="", interest=None, is_pecuniary=False, label=""
):
    """Declare a conflict of interest in an item or the whole meeting; a substitute or visitor is given by name.

    Whoever declares, or comes in their place, reads neither issues nor papers of the item until the group decides that
    they stay. An interest picked from the register says what it is. The label (a, b, c, e) stays as entered. Raises
    DomainError without a name or nature, for an item of another meeting, and once the minutes are approved.
    """
    meeting = locked(meeting)
    if not takes_declarations(meeting):
        raise DomainError(_("Interests can no longer be declared at this meeting."))
    name = " ".join((name or (person.name if person else "")).split())
    if not name:
        raise DomainError(_("Say who is declaring the interest."), field="name")
    if item is not None and item.meeting_id != meeting.pk:
        raise DomainError(_("This item belongs to another meeting."), field="item")
    email = "" if person else _address_of_substitute(meeting, name)
    person = person or (None if email else _member_named(name))
    if interest is not None and (person is None or interest.person_id != person.pk):
        raise DomainError(_("This interest is in the register of somebody else."), field="interest")
    nature = nature.strip() or (words_of_interest(interest) if interest else "")
    if not nature:
        raise DomainError(_("Say what the interest is."), field="nature")
    declaration = Declaration.objects.create(
        meeting=meeting,
        item=item,
        person=person,
        interest=interest,
        name=name,
        email=email,
        label=label,
        nature=nature,
        is_pecuniary=is_pecuniary or bool(interest and interest.is_pecuniary),
    )
    audit.record("declare", declaration, by, now=now)
    write_conflicts(declaration)
    return declaration


def _address_of_substitute(meeting, name):
    named = Reply.objects.filter(meeting=meeting, substitute_name__iexact=name).exclude(substitute_email="")
    return named.values_list("substitute_email", flat=True).first() or ""


def bind_substitute(reply):
    """Give what a substitute declared by name the address that the member gives for them, also afterwards."""
    if reply.substitute_email:
        named = reply.meeting.declarations.filter(person=None, name__iexact=reply.substitute_name)
        named.update(email=reply.substitute_email)


def _member_named(name):
    """Return the member of that name, so that a declaration typed by name binds them too; None where it is unclear."""
    found = list(Person.objects.filter(memberships__in=Membership.objects.active(), name__iexact=name).distinct()[:2])
    return found[0] if len(found) == 1 else None


def refusal_of_own(declaration, by):
    """Return why somebody may not decide on a declaration, which may open an item to them, or nothing."""
    if by is not None and Declaration.objects.of(by).filter(pk=declaration.pk).exists():
        return _("This declaration binds you. Somebody else must record what the group decided.")
    return ""


def _check_not_own(declaration, by):
    if words := refusal_of_own(declaration, by):
        raise DomainError(words)


@transaction.atomic
def remove_declaration(declaration, *, by, now=None):
    """Remove a wrong declaration; the audit trail keeps its text, and what it closed is open again.

    Raises DomainError once the minutes are approved, and for a declaration of one's own.
    """
    meeting = locked(declaration.meeting)
    if not takes_declarations(meeting):
        raise DomainError(_("The minutes have been approved, so this declaration cannot be removed."))
    _check_not_own(declaration, by)
    kept = {name: getattr(declaration, name) for name in ("name", "nature", "handling")}
    audit.record("remove_declaration", declaration, by, now=now, **kept)
    declaration.delete()
    write_conflicts(declaration)
    return meeting


@transaction.atomic
def acknowledge_declaration(declaration, handling, *, by, now=None):
    """Record that the group acknowledged an interest, and its handling: stayed, spoke only, left (M8).

    Raises DomainError before the group has met, for one's own, and where it excludes another handling of that person.
    """
    meeting = locked(declaration.meeting)
    declaration = locked(declaration)
    if not has_met(meeting.status, meeting.starts_at, now or clock.now()):
        raise DomainError(_("The group can only acknowledge this at the meeting, which has not taken place yet."))
    _check_not_own(declaration, by)
    check_handling(handling, _other_handlings(declaration, handling))
    done = {"handling": Handling(handling)}
    return DECLARATION.move(declaration, DeclarationStatus.ACKNOWLEDGED, by=by, now=now, detail=done, **done)


@transaction.atomic
def change_handling(declaration, handling, reason, *, by, now=None):
    """Correct what was recorded by mistake; the audit trail keeps both and why. What it closes or opens, it does now.

    Raises DomainError once the minutes are approved, without a reason, for one's own, and where nothing would change.
    """
    meeting = locked(declaration.meeting)
    declaration = locked(declaration)
    if words := change_refusal(declaration):
        raise DomainError(words)
    _check_not_own(declaration, by)
    if not reason.strip():
        raise DomainError(_("Say why the record changes."), field="reason")
    if handling == declaration.handling:
        raise DomainError(_("This is what is recorded already."), field="handling")
    check_handling(handling, _other_handlings(declaration, handling))
    was, declaration.handling = declaration.handling, Handling(handling)
    declaration.save(update_fields=["handling"])
    audit.record("change_handling", declaration, by, now=now, was=was, handling=handling, reason=reason.strip())
    return meeting


def change_refusal(declaration):
    """Return why a handling cannot be changed, or nothing."""
    if not declaration.handling:
        return _("The group has not acknowledged this declaration yet.")
    if not takes_declarations(declaration.meeting):
        return _("The minutes have been approved, so this cannot be changed. Amend the minutes instead.")
    return ""


def _other_handlings(declaration, handling):
    """Return how the person's other interests in the same item were handled.

    Whoever left for the whole meeting stayed for none of its items; who stayed for the rest may leave for one.
    """
    others = declaration.meeting.declarations.exclude(pk=declaration.pk).exclude(handling="")
    whose = {"person": declaration.person} if declaration.person_id else {"person": None, "name": declaration.name}
    others, same = others.filter(**whose), Q(item=declaration.item_id)
    if declaration.item_id is None and handling in BINDING:
        same = Q()
    elif handling not in BINDING:
        same |= Q(item=None)
    return others.filter(same).values_list("handling", flat=True)
