"""Makes an item of an agenda private, also after it was published."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Commitment
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.redactions import less_is_read
from meetings.models import AgendaItem


def private_refusal(item):
    """Return why an item cannot be made private, or nothing."""
    return _("This item is private already.") if item.is_private else ""


@transaction.atomic
def make_private(item, kind, reason, *, by, now=None):
    """Take an item with its papers, minute, resolutions and commitments out of public; members go on seeing it.

    It can be done at any time, also after the minutes were approved. A published item keeps its number, and everybody
    reads at the end of the agenda what kind of reason there is, and since when.
    """
    meeting = locked(item.meeting)
    item = locked(item)
    if words := private_refusal(item):
        raise DomainError(words)
    if not reason.strip():
        raise DomainError(_("Give the reason this item is private."), field="private_reason")
    item.is_private, item.private_kind, item.private_reason = True, kind, reason.strip()
    item.made_private_on = clock.today(now) if meeting.is_agenda_published else None
    item.save(update_fields=["is_private", "private_kind", "private_reason", "made_private_on"])
    if not meeting.is_agenda_published:
        _move_to_private_part(item)
    hidden = Commitment.objects.filter(resolution__item=item, is_public=True).update(is_public=False)
    less_is_read(meeting, [item.title, item.text, item.minute], now=now)
    audit.record("make_private", item, by, now=now, kind=kind, reason=reason.strip(), commitments=hidden)
    return item


def _move_to_private_part(item):
    """Put an item behind the public ones of an agenda that is not published, and close the gap."""
    behind = list(AgendaItem.objects.filter(meeting=item.meeting_id, is_private=False, number__gt=item.number))
    if not behind:
        return
    last = behind[-1].number
    AgendaItem.objects.filter(pk=item.pk).update(number=0)
    for other in behind:
        AgendaItem.objects.filter(pk=other.pk).update(number=other.number - 1)
    AgendaItem.objects.filter(pk=item.pk).update(number=last)
    item.number = last
