"""The one clock: UTC inside, Europe/London for people.

Services take `now=None` and ask here; tests and the sample year pin the moment with `frozen`.
"""

import contextlib
import contextvars
import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from common.errors import DomainError

LONDON = ZoneInfo("Europe/London")
DAY = dt.timedelta(days=1)
_pinned: contextvars.ContextVar[dt.datetime | None] = contextvars.ContextVar("pinned", default=None)


class _PinnedEverywhere:
    """The moment every thread is pinned to, if any."""

    moment: dt.datetime | None = None


_pinned_everywhere = _PinnedEverywhere()


def now() -> dt.datetime:
    """Return the moment, aware, in UTC."""
    return _pinned.get() or _pinned_everywhere.moment or dt.datetime.now(dt.UTC)


def today(moment: dt.datetime | None = None) -> dt.date:
    """Return the date it is in London now, or at the moment a service was given as its `now`."""
    return london(moment or now()).date()


def london(moment: dt.datetime) -> dt.datetime:
    """Return an aware moment as London's wall clock shows it."""
    return moment.astimezone(LONDON)


def start_of_day(moment: dt.datetime) -> dt.datetime:
    """Return midnight in London of the day a moment falls on: what stays of a time that must not be kept."""
    return at(london(moment).date(), dt.time())


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """Return the moment at which London's wall clock shows `time` on `day`.

    Raises DomainError for the hour that does not exist in March and the one that happens twice in October.
    """
    local = dt.datetime.combine(day, time)
    early, late = (local.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        raise DomainError(_("The clocks change in that hour. Choose another time."))
    return early.astimezone(dt.UTC)


@contextlib.contextmanager
def frozen(moment: dt.date) -> Iterator[dt.datetime]:
    """Pin `now()` to an aware moment; a date means noon in London on that day."""
    moment = _as_moment(moment)
    token = _pinned.set(moment.astimezone(dt.UTC))
    try:
        yield moment
    finally:
        _pinned.reset(token)


@contextlib.contextmanager
def frozen_everywhere(moment: dt.date) -> Iterator[dt.datetime]:
    """Pin `now()` in every thread of the process, as a web server's are; what `frozen` pins in a thread goes first."""
    moment = _as_moment(moment)
    before, _pinned_everywhere.moment = _pinned_everywhere.moment, moment.astimezone(dt.UTC)
    try:
        yield moment
    finally:
        _pinned_everywhere.moment = before


def _as_moment(moment: dt.date) -> dt.datetime:
    if not isinstance(moment, dt.datetime):
        moment = at(moment, dt.time(12))
    if moment.tzinfo is None:
        raise ValueError("The clock is pinned to an aware moment or to a date.")
    return moment
