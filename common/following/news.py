"""Notices what is new, as pointers in the order in which it was noticed; what they say is asked anew each time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max

from common import clock
from common.following.sources import BATCH, NewsItem, Words, sources
from common.models import News

# What became new before that is not noticed any more: a week between two e-mails, and as long for an outage.
NOTICED_FOR = 14 * clock.DAY
KEPT_FOR_DAYS = 90


def first_day(now: dt.datetime | None = None) -> dt.date:
    return clock.today(now) - NOTICED_FOR


def notice(now: dt.datetime | None = None) -> None:
    """Keep a pointer to all that is new and was not noticed yet. Safe to run twice, and twice at once."""
    since = first_day(now)
    _notice([source.key_of(row) for source in sources.values() for row in source.since(since)], now)


def news_since(day: dt.date, now: dt.datetime | None = None) -> list[tuple[int, NewsItem]]:
    """Return what became new on a day or after, with the number it was noticed under, in that order.

    Asked of the rows as anybody may read them now. What was not noticed yet is noticed here.
    """
    items = [item for source in sources.values() for item in source.items(source.since(day))]
    _notice([item.key for item in items], now)
    numbers = keys_of(item.key for item in items)
    return sorted(((numbers[item.key], item) for item in items if item.key in numbers), key=lambda pair: pair[0])


def readable(keys: Iterable[str]) -> dict[str, Words]:
    """Return what anybody may read now of some news, by their keys: nothing of what was taken back or is hidden."""
    of_source = defaultdict(list)
    for key in keys:
        of_source[key.partition(":")[0]].append(key)
    found: dict[str, Words] = {}
    for name, own in of_source.items():
        for start in range(0, len(own) if name in sources else 0, BATCH):
            found |= sources[name].words_of(own[start : start + BATCH])
    return found


def keys_of(keys) -> dict[str, int]:
    """Return the number under which each of some news was noticed."""
    found, keys = {}, list(keys)
    for start in range(0, len(keys), BATCH):
        rows = News.objects.filter(key__in=keys[start : start + BATCH])
        found.update(rows.values_list("key", "pk"))
    return found


def latest() -> int:
    """Return the number of the last thing that was noticed: whoever follows from now on is told what comes after."""
    return News.objects.aggregate(latest=Max("pk"))["latest"] or 0


def _notice(keys: list[str], now: dt.datetime | None) -> None:
    known = keys_of(keys)
    new = [News(key=key, noticed_on=clock.today(now)) for key in keys if key not in known]
    News.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
