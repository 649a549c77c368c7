"""What the register of members needs before the first day of a service, and every hour."""

from common import periodic
from members.services import endings, memberships, seats, terms


@periodic.begin.part("members.constituencies")
def open_named_constituencies(now):
    """Open the seven constituencies that the terms name (M1), where the group has none yet."""
    return seats.open_named_constituencies(by=None, now=now)


periodic.remind.part("members.endings")(endings.apply_due_endings)
periodic.remind.part("members.appointments")(memberships.appoint_due)
periodic.remind.part("members.terms")(terms.announce_terms)
