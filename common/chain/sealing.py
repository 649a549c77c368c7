"""Seals each day once it is over: a digest for each of its rows, and a head that holds the day before."""

import datetime as dt
from collections.abc import Callable

from django.db import IntegrityError, models, transaction

from common import clock
from common.chain.days import ByDay, last_day
from common.chain.forms import FIRST, digest_of, head_of, new_salt
from common.chain.kinds import kinds
from common.models import ChainDay, ChainRow

# A transaction that was open at midnight has ended by then.
WAIT = dt.timedelta(hours=2)
MOST_ROWS = 50_000  # in one pass; the next hour goes on from there

Salt = Callable[[], str]
Streams = dict[str, ByDay[models.Model]]


def seal(now: dt.datetime | None = None, *, salt: Salt = new_salt) -> int:
    """Seal every day that ended two hours ago or earlier; return how many. Safe to run twice.

    The first time it seals all that is there, on each day that has rows; from then on each day, with rows or without.
    Sample data, which are the same for the same day, come with a `salt` of their own.
    """
    until = clock.today((now or clock.now()) - WAIT) - clock.DAY
    last = last_day()
    if last and last.day >= until:
        return 0
    try:
        with transaction.atomic():
            return _seal_from(last, until, now or clock.now(), salt)
    except IntegrityError:  # another process was quicker
        return 0


def _seal_from(last: ChainDay | None, until: dt.date, now: dt.datetime, salt: Salt) -> int:
    since = last.day + clock.DAY if last else None
    streams = {name: ByDay(one.records(since, until)) for name, one in kinds.items()}
    previous, day, days, rows = last.head if last else FIRST, since or _first(streams, until), 0, 0
    while day <= until and rows < MOST_ROWS:
        sealed = _seal_day(day, previous, streams, now, salt)
        previous, days, rows = sealed.head, days + 1, rows + sealed.count
        day = day + clock.DAY if last else max(_first(streams, until), day + clock.DAY)
    return days


def _first(streams: Streams, until: dt.date) -> dt.date:
    return min((stream.next_day for stream in streams.values() if stream.next_day), default=until)


def _seal_day(day: dt.date, previous: str, streams: Streams, now: dt.datetime, salt: Salt) -> ChainDay:
    rows: list[ChainRow] = []
    counts: dict[str, int] = {}
    for name, stream in streams.items():
        before = len(rows)
        for _on, row in stream.until(day):
            own = salt()
            digest = digest_of(kinds[name].whole_form(row), own)
            rows.append(ChainRow(day_id=day, kind=name, key=str(row.pk), digest=digest, salt=own))
        if len(rows) > before:
            counts[name] = len(rows) - before
    head = head_of(previous, day, ((row.kind, row.key, row.digest) for row in rows))
    sealed = ChainDay(day=day, previous=previous, head=head, counts=counts, sealed_at=now)
    sealed.save(force_insert=True)
    ChainRow.objects.bulk_create(rows, batch_size=1000)
    return sealed
