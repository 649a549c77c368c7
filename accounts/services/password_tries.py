"""Wrong passwords slow an account down, whichever computer they come from, and never lock an address."""

from accounts import rules
from common import limits

SCOPE = "accounts.password"


def take_try(email, *, now=None):
    """Count a try for an address, known or not, and return None, or how long it has to wait (docs/safety.md)."""
    return limits.slow_down(SCOPE, _subject(email), rules.PASSWORD_WAITS, now=now)


def is_slowed(email, *, now=None):
    """Say whether so many wrong passwords came today that its owner may come in by an e-mailed code and the app."""
    return limits.tries_today(SCOPE, _subject(email), now=now) >= rules.FREE_TRIES


def forget_tries(email, *, now=None):
    limits.forget(SCOPE, _subject(email), now=now)


def _subject(email):
    return email.strip().lower()
