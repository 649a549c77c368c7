"""What apps do again and again: each hour reminders, and the end of what may be kept; once, what a service needs first.

Each app registers its parts in its `periodic.py`, which is read when Django starts:

    @periodic.remind.part("issues.overdue_answers")
    def remind_officers(now): ...        # safe to run twice: a message key makes a reminder go out once

Beat gives every part a task of its own, so that one that breaks does not stop the others. Beat never does `begin`:
`start_service` does, once or again, for what a service without sample data needs before its first day.
"""

import datetime as dt
from collections.abc import Callable

from django.core.cache import cache

from common import chain, clock, search
from common.models import SearchEntry
from common.registry import Registry

NIGHT = 3  # the hour in London
Part = Callable[[dt.datetime], int | None]
HOUR = 3600  # seconds


def is_due(name: str) -> bool:
    """Say whether something was not begun in the last hour, and keep in the database that it is begun now.

    So it is done soon after a start, and once an hour however often beat is started again.
    """
    return bool(cache.add(f"periodic.{name}", "begun", HOUR))


def was_not_begun(name: str) -> None:
    """Take back that something was begun: it is due again at once."""
    cache.delete(f"periodic.{name}")


class Routine(Registry[Part]):
    """Named parts that are done one after the other; each takes `now` and may return how much it did."""

    def __init__(self, name: str) -> None:
        super().__init__(f"parts of {name}")

    def part(self, name: str) -> Callable[[Part], Part]:
        """Register a part. Raises ImproperlyConfigured for a name used twice."""
        return self.register(name)

    def run_part(self, name: str, now: dt.datetime | None = None) -> int:
        return self[name](now or clock.now()) or 0

    def run(self, now: dt.datetime | None = None) -> dict[str, int]:
        """Do every part, and return what each did, by name."""
        return {name: self.run_part(name, now) for name in self}


remind = Routine("remind")
retain = Routine("retain")
begin = Routine("begin")
ROUTINES = {"remind": remind, "retain": retain}


@remind.part("common.record")
def seal_days(now: dt.datetime) -> int:
    return chain.seal(now)


@remind.part("common.search")
def mend_search(now: dt.datetime) -> int:
    """Once a night compare the whole index with what it is made of: an entry that was forgotten is mended.

    A portal that was upgraded, or brought back without it, fills it in the first hour.
    """
    is_night = clock.london(now).hour == NIGHT
    return search.repair() if is_night or not SearchEntry.objects.exists() else 0
