"""Which backups of a folder are kept: the newest of each day, week and month, for so many of them."""

import datetime as dt
from collections.abc import Callable, Collection, Hashable

DAILY, WEEKLY, MONTHLY = 7, 5, 12
# From here on the administrator is told.
OLDEST_BACKUP = dt.timedelta(days=2)
OLDEST_DRILL = dt.timedelta(days=92)
_KEPT: tuple[tuple[int, Callable[[dt.datetime], Hashable]], ...] = (
    (DAILY, lambda moment: moment.date()),
    (WEEKLY, lambda moment: moment.isocalendar()[:2]),
    (MONTHLY, lambda moment: (moment.year, moment.month)),
)


def kept(moments: Collection[dt.datetime]) -> set[dt.datetime]:
    """Return which backups stay, of those made at these moments: 7 days, 5 weeks and 12 months that have one.

    Days, weeks and months without a backup do not count, so that nothing goes only because time passes.
    """
    newest_first, stay = sorted(moments, reverse=True), set()
    for count, period_of in _KEPT:
        newest = {}
        for moment in newest_first:
            newest.setdefault(period_of(moment), moment)
        stay |= set(list(newest.values())[:count])
    return stay


def is_backup_late(made_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether the newest backup is too old, or there is none."""
    return made_at is None or now - made_at > OLDEST_BACKUP


def is_drill_late(last_drill_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether no backup was tried for too long."""
    return last_drill_at is None or now - last_drill_at > OLDEST_DRILL
