"""What is new: each source says which rows anybody may read, on which day they became new, and what they are about."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from common.following.kinds import EVERYTHING
from common.registry import Registry

Text = str | Promise
BATCH = 500  # keys in one question to the database
Pairs = Callable[[Collection[Any]], Iterable[tuple[Any, str]]]  # (keys of rows): each with an address
Emails = Callable[[Collection[Any]], Iterable[tuple[Any, str, str]]]  # (keys of rows): address, topic of its emails


@dataclass(frozen=True)
class Words:
    """What is said of one thing that is new, in words that anybody may read now."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class NewsItem:
    """One thing that is new: what it is about, whose doing it is, and who is told of it by another e-mail.

    `by` are addresses, `told` pairs of an address and the topic of the e-mails it gets.
    """

    key: str
    on: dt.date
    words: Words
    topics: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    told: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Source:
    """One kind of news.

    `about` gives for a kind of thing the lookups that lead from a row to its key. `by` finds the addresses of whoever
    did it, `told` those that other e-mails tell of it. `part` tells several news of one row apart, such as two moves of
    its date.
    """

    name: str
    rows: Callable[[], QuerySet]
    day: str
    tell: Callable[[Any], Words]
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: Pairs = lambda _keys: ()
    told: Emails = lambda _keys: ()
    part: Callable[[Any], object] = lambda _row: ""
    is_for_all: bool = True

    def key_of(self, row: Any) -> str:
        return ":".join(map(str, filter(None, (self.name, row.pk, self.part(row)))))

    def since(self, day: dt.date) -> list[Any]:
        """Return the rows that became new on a day or after."""
        return list(self.rows().filter(**{f"{self.day}__gte": day}).order_by(self.day, "pk"))

    def words_of(self, keys: Iterable[str]) -> dict[str, Words]:
        """Return what may be said now of some of its news, by their keys; nothing of what is not public any more."""
        wanted = set(keys)
        rows = self.rows().filter(pk__in={key.split(":")[1] for key in wanted})
        found = {self.key_of(row): self._item(row).words for row in rows}
        return {key: words for key, words in found.items() if key in wanted}

    def newest(self, topic: str, most: int) -> list[NewsItem]:
        """Return the newest of what concerns one topic, for its feed."""
        name, _colon, key = topic.partition(":")
        rows = self.rows().filter(**{f"{self.day}__isnull": False})
        lookups = ("",) if name == EVERYTHING and self.is_for_all else self.about.get(name, ())
        if "" not in lookups:
            concerns = Q(pk__in=[])
            for lookup in lookups:
                concerns |= Q(**{lookup: key})
            rows = rows.filter(pk__in=self.rows().filter(concerns).order_by().values("pk"))
        return [self._item(row) for row in rows.order_by(f"-{self.day}", "-pk")[:most]] if lookups else []

    def items(self, rows: list[Any]) -> Iterator[NewsItem]:
        """Give each row as news, with what it is about; the number of queries does not grow with the rows."""
        for start in range(0, len(rows), BATCH):
            yield from self._items(rows[start : start + BATCH])

    def _items(self, rows: list[Any]) -> Iterator[NewsItem]:
        keys = [row.pk for row in rows]
        topics, by, told = self._topics(keys), defaultdict(set), defaultdict(set)
        for key, address in filter(itemgetter(1), self.by(keys)):
            by[key].add(address.lower())
        for key, address, email in self.told(keys):
            told[key].add((address.lower(), email))
        for row in rows:
            yield self._item(row, topics[row.pk], by[row.pk], told[row.pk])

    def _item(
        self,
        row: Any,
        topics: Iterable[str] = (),
        by: Iterable[str] = (),
        told: Iterable[tuple[str, str]] = (),
    ) -> NewsItem:
        on = getattr(row, self.day)
        key, words = self.key_of(row), self.tell(row)
        words = replace(words, title=" ".join(words.title.split()))  # it becomes the subject of an e-mail
        return NewsItem(key, on, words, frozenset(topics), frozenset(by), frozenset(told))

    def _topics(self, keys: Collection[Any]) -> dict[Any, set[str]]:
        found: dict[Any, set[str]] = defaultdict(set)
        of_all = {f"{EVERYTHING}:"} if self.is_for_all else set()
        for key in keys:
            found[key] |= of_all
        for kind, lookups in self.about.items():
            for lookup in lookups:
                for key, about in self._about(keys, lookup):
                    if about is not None:
                        found[key].add(f"{kind}:{about}")
        return found

    def _about(self, keys: Collection[Any], lookup: str) -> Iterable[tuple[Any, Any]]:
        if not lookup:
            return [(key, "") for key in keys]
        return self.rows().model._default_manager.filter(pk__in=keys).order_by().values_list("pk", lookup)


class SourceRegistry(Registry[Source]):
    """Every source of news by its name."""

    def declare(self, *found: Source) -> None:
        for source in found:
            self.add(source.name, source)


sources = SourceRegistry("sources of news")


def addresses_at(rows: QuerySet, *lookups: str) -> Pairs:
    """Return what finds addresses at the end of lookups from some rows."""

    def pairs(keys: Collection[Any]) -> Iterator[tuple[Any, str]]:
        for lookup in lookups:
            found = rows.filter(pk__in=keys).order_by().values_list("pk", lookup)
            yield from ((key, address) for key, address in found if address)

    return pairs
