"""A member says privately that they are in dispute with an agency, until when, and that it is over (M8)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from members.models import Dispute
from members.rules import check_end_of_dispute


@transaction.atomic
def say_dispute(person, agency, ends_on, *, by, now=None):
    """Keep that a member is in dispute with an agency, for them and the co-ordinator alone, until a day.

    Raises DomainError for a day that has passed or is more than a year ahead, and where it is kept already.
    """
    today = clock.today(now)
    locked(person)
    check_end_of_dispute(ends_on, today)
    if person.disputes.current(today).filter(agency=agency).exists():
        raise DomainError(_("You told us this already. End it first, to change the day."), field="agency")
    dispute = Dispute.objects.create(person=person, agency=agency, said_on=today, ends_on=ends_on)
    audit.record("say_privately", dispute, by, now=now)
    return dispute


@transaction.atomic
def end_dispute(dispute, *, by, now=None):
    """Forget it at once: it is over, or was said by mistake."""
    dispute = locked(dispute)
    audit.record("forget_what_was_said_privately", dispute, by, now=now)
    dispute.delete()
    return dispute
