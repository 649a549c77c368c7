"""Who finds what: the words are looked for in the database, among what this person may see alone."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import BooleanField, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Left
from django.db.models.lookups import IsNull
from rapidfuzz import fuzz, process

from common.models import SearchEntry
from common.search.index import kinds
from common.search.words import STOP_WORDS, spellings

Terms = Sequence[Sequence[str]]
LIKE_ENOUGH = 72  # per cent, of two words: "skool" is as much like "school"
LETTERS = 3  # that the beginning of a misspelt word is looked for by
SEARCHED = 200
BEGINNING = 4_000


class Matches(Func):
    """The condition that an entry, or its title, holds every term (`is_any`: a word that begins like one of them)."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, terms: Terms, *, in_title: bool = False, is_any: bool = False) -> None:
        self.in_title, self.is_any = in_title, is_any
        super().__init__(*[Value(word) for term in terms for word in spellings(term)])
        self.counts = [len(spellings(term)) for term in terms]

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        words = iter([one.value for one in self.get_source_expressions()])
        terms = [list(itertools.islice(words, count)) for count in self.counts]
        as_vendor = self._as_postgresql if connection.vendor == "postgresql" else self._as_sqlite
        return as_vendor(terms)

    def _as_postgresql(self, terms: list[list[str]]) -> tuple[str, list[str]]:
        one, between, end = (
            ("to_tsquery('simple', %s)", " || ", ":*")
            if self.is_any
            else ("phraseto_tsquery('english', %s)", " && ", "")
        )
        asked = between.join(f"({' || '.join([one] * len(words))})" for words in terms)
        vector = "title_vector" if self.in_title else "vector"
        return f"common_searchentry.{vector} @@ ({asked})", [f"{word}{end}" for words in terms for word in words]

    def _as_sqlite(self, terms: list[list[str]]) -> tuple[str, list[str]]:
        between, end = (" OR ", " *") if self.is_any else (" AND ", "")
        typed = [" OR ".join(f'"{word}"{end}' for word in words) for words in terms]
        asked = between.join(f"({term})" for term in typed)
        column = "folded_title" if self.in_title else "folded"
        found = "SELECT rowid FROM common_searchwords WHERE common_searchwords MATCH %s"
        return f"common_searchentry.id IN ({found})", [f"{column} : ({asked})"]


def visible_to(user: Any) -> models.QuerySet:
    """Return the entries whose rows somebody may see: each kind asks its own rows, and there is no other way in.

    The row is asked for by its key and not by EXISTS, which PostgreSQL would answer by reading every row first.
    """
    seen = Q(pk__in=[])
    for one in kinds.values():
        row = Subquery(one.visible(user).filter(pk=OuterRef("key")).order_by().values("pk")[:1])
        seen |= Q(kind=one.name) & Q(IsNull(row, False))
    return SearchEntry.objects.filter(seen)


def matching(rows: models.QuerySet, terms: Terms, *, in_title: bool = False) -> models.QuerySet:
    """Return those of some entries that hold every term, or whose titles do, the newest first."""
    return rows.filter(Matches(terms, in_title=in_title)).order_by("-on", "-pk")


def did_you_mean(user: Any, terms: Terms) -> str:
    """Return the words looked for as they are spelt in what this person may see, if anything is found with them.

    They are looked for among what begins like one of them or with two letters changed round, and then among the newest
    of all. A reference, or any number, is never taken for another one.
    """
    words = [word for term in terms for word in _that_may_be_misspelt(term)]
    if not words:
        return ""
    seen = visible_to(user)
    newest = seen.order_by("-on", "-pk")
    begins = [[one] for one in dict.fromkeys(one for word in words for one in _beginnings(word))]
    known: set[str] = set()
    for rows in (newest.filter(Matches(begins, is_any=True)), newest):
        known |= {
            word for text in rows.values_list(Left("folded", BEGINNING), flat=True)[:SEARCHED] for word in text.split()
        }
        meant = [_spelt(term, known - STOP_WORDS) for term in terms]
        if meant != [list(term) for term in terms] and matching(seen, meant).exists():
            return " ".join(map(_typed, meant))
    return ""


def _that_may_be_misspelt(term: Sequence[str]) -> list[str]:
    """Return the longer words of a term that is no reference."""
    return [] if any(map(str.isdigit, term)) else [word for word in term if len(word) > LETTERS]


def _beginnings(word: str) -> Iterator[str]:
    """Yield how a word begins, also where two letters next to each other were changed round."""
    yield word[:LETTERS]
    for at in range(LETTERS):
        yield (word[:at] + word[at + 1] + word[at] + word[at + 2 :])[:LETTERS]


def _spelt(term: Sequence[str], known: set[str]) -> list[str]:
    doubtful = {word for word in _that_may_be_misspelt(term) if word not in known}
    return [_like(word, known) if word in doubtful else word for word in term]


def _like(word: str, known: set[str]) -> str:
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return found[0] if found else word


def _typed(term: Sequence[str]) -> str:
    return term[0] if len(term) == 1 else f'"{" ".join(term)}"'
