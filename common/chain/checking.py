"""Checks the whole record every day, a piece at a time, and keeps when each day was compared and what came of it."""

import bisect
import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Min, Q, Sum

from common import clock
from common.chain.verifying import verify
from common.models import ChainDay

MOST = 20_000  # rows in one piece; the next hour goes on from there
FILE = 100  # a file is read whole, so it weighs as much as this many rows


@dataclass(frozen=True)
class Check:
    """How the last check of the whole record came out: the day, up to which day, and how much did not fit."""

    on: dt.date
    until: dt.date
    misfits: int


def check(now: dt.datetime, *, most: int = MOST) -> int:
    """Compare the next piece of what was not compared today; return how many days that was. Safe to run twice.

    It begins with what was compared longest ago, and goes on day by day, so that a round that a restart broke off, or
    that takes longer than a day, is finished all the same.
    """
    days = _next_piece(now, most)
    if not days:
        return 0
    before = ChainDay.objects.filter(day__lt=days[0]).first()
    since = before.day + clock.DAY if before else None
    found = verify(since, days[-1], is_piece=True, now=now)
    note_check(days, Counter(one.day for one in found), now)
    return len(days)


def _next_piece(now: dt.datetime, most: int) -> list[dt.date]:
    """Return days that follow each other and were not compared today, from the one that waited longest."""
    due = ChainDay.objects.filter(Q(checked_at=None) | Q(checked_at__lt=clock.start_of_day(now)))
    first = due.order_by(F("checked_at").asc(nulls_first=True), "day").first()
    if first is None:
        return []
    piece: list[dt.date] = []
    weight, is_due = 0, set(due.values_list("day", flat=True))
    for one in ChainDay.objects.filter(day__gte=first.day).order_by("day").iterator():
        if one.day not in is_due or weight >= most:
            break
        piece.append(one.day)
        weight += one.count + FILE * one.counts.get("common.documents", 0)
    return piece


@transaction.atomic
def note_check(days: list[dt.date], misfits: Mapping[dt.date, int], now: dt.datetime) -> None:
    """Keep when some days were compared, and what did not fit; of a day that is not sealed it counts with the next."""
    counts: Counter[dt.date] = Counter()
    for day, n in misfits.items():
        counts[days[min(bisect.bisect_left(days, day), len(days) - 1)]] += n
    ChainDay.objects.filter(day__gte=days[0], day__lte=days[-1]).update(checked_at=now, misfits=0)
    for day, n in counts.items():
        ChainDay.objects.filter(day=day).update(misfits=n)


def last_check() -> Check | None:
    """Return how the record stood when it was last compared from its first day on, or None before the first round."""
    first_open = ChainDay.objects.filter(checked_at=None).aggregate(first=Min("day"))["first"]
    compared = ChainDay.objects.filter(day__lt=first_open) if first_open else ChainDay.objects.all()
    last = compared.first()
    if last is None:
        return None
    told = compared.aggregate(oldest=Min("checked_at"), misfits=Sum("misfits"))
    return Check(clock.today(told["oldest"]), last.day, told["misfits"])
