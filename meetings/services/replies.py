"""A member's answer to the invitation (M10, T3)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from meetings.models import Reply
from meetings.rules import TO_COME, ReplyKind, check_substitute
from meetings.services.declarations import bind_substitute
from meetings.services.reading import write_conflicts_of_address, write_guests
from members.rules import MembershipStatus


def takes_replies(meeting, *, now=None):
    """Say whether one can reply: the meeting was announced, and is to come."""
    return meeting.is_announced and meeting.status in TO_COME and meeting.starts_at > (now or clock.now())


@transaction.atomic
def reply(meeting, membership, kind, *, by, now=None, reason="", substitute_name="", substitute_email="", needs=""):
    """Store a member's reply: coming, online, for part, not coming, or a substitute (M10).

    A later answer takes the place of an earlier one. Raises DomainError without the substitute's name, and once the
    meeting has begun. A substitute whose address is given reads the pack until the day of the meeting is over. Access
    and care needs are private to the co-ordinator (T3).
    """
    moment = now or clock.now()
    meeting = locked(meeting)
    if not takes_replies(meeting, now=moment):
        raise DomainError(_("Replies to this meeting have closed."))
    if membership.status != MembershipStatus.ACTIVE:
        raise DomainError(_("Only a member can reply."))
    check_substitute(kind, substitute_name)
    earlier = Reply.objects.filter(meeting=meeting, membership=membership).values_list("substitute_email", flat=True)
    addresses = set(earlier)
    row, _is_new = Reply.objects.update_or_create(
        meeting=meeting,
        membership=membership,
        defaults={
            "kind": ReplyKind(kind),
            "reason": reason,
            "substitute_name": " ".join(substitute_name.split()) if kind == ReplyKind.SUBSTITUTE else "",
            "substitute_email": substitute_email.strip().lower() if kind == ReplyKind.SUBSTITUTE else "",
            "needs": needs,
            "replied_at": moment,
        },
    )
    membership.needs_to_come = needs  # also when the meeting moves, and the reply itself is forgotten
    membership.save(update_fields=["needs_to_come"])
    audit.record("reply", row, by, now=now, kind=kind)
    write_guests()
    bind_substitute(row)
    for address in filter(None, addresses | {row.substitute_email}):
        write_conflicts_of_address(address)
    return row
