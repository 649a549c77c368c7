"""Why a backup is not made, or an archive not taken, in words for whoever runs the portal."""


class Refused(Exception):
    """Nothing was done; the message says why."""


class Damaged(Refused):
    """The archive does not hold what was written into it."""
