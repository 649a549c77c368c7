"""What the register of members needs before the first day of a service."""

from common import rounds
from members import services


@rounds.begin.part("members.constituencies")
def open_named_constituencies(now):
    """Open the seven constituencies that the terms name (M1), where the group has none yet."""
    return services.open_named_constituencies(by=None, now=now)
