"""Where the words looked for stand in a text, with a few words around them, for a page of results."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import NamedTuple

import snowballstemmer
from django.db import connection

from common.search.words import STOP_WORDS, fold, spellings

WIDTH = 240  # characters that are shown of a text, in all
BEFORE = 3  # of them one in so many stands before a hit
MOST_HITS = 50  # of one word that are looked at in one text
MOST_PARTS = 3
ALIKE = 4  # letters at its beginning that a word keeps under each ending
DASHES = "-\u2010\u2011"
ASCII = bytes(range(128))
FEW = 60  # letters that are not ASCII, in one text
WORD = re.compile(r"([^\W\d_]+)(?:-[^\W\d_]+)*|(\d+)")


class Letters(dict[int, str]):
    """Letters without case and accents, one for one, so that each word stays where it is in its text."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = "-" if letter in DASHES else fold(letter) or " "
        self[code] = plain if len(plain) == 1 else letter
        return self[code]


LETTERS = Letters()


class Hit(NamedTuple):
    start: int
    end: int
    stem: str


@lru_cache(maxsize=50_000)
def stem(word: str, vendor: str) -> str:
    """Return a word without its ending, as the stemmer of the database has it (`docs/search.md`)."""
    plain = fold(word)
    return snowballstemmer.stemmer("english" if vendor == "postgresql" else "porter").stemWord(plain) or plain


def in_context(text: str, terms: Sequence[Sequence[str]]) -> list[tuple[str, bool]]:
    """Return the words around the hits in a text, in pieces: (words, is it one that was looked for).

    That is where most of the different words stand near each other, and where the others stand.
    """
    hits = list(_hits(text, terms))
    parts = list(_parts(text, _nearest(hits)))
    pieces = [("… ", False)] if parts[0][0] else []
    for number, (start, end) in enumerate(parts):
        pieces += [(" … ", False)] if number else []
        pieces += _pieces(text, start, end, [hit for hit in hits if start <= hit.start < end])
    return [one for one in [*pieces, *([(" …", False)] if parts[-1][1] < len(text) else [])] if one[0]]


def _hits(text: str, terms: Sequence[Sequence[str]]) -> Iterator[Hit]:
    """Yield what was found; a word with a hyphen is one where it is looked for in one word."""
    asked = {word for term in terms for spelling in spellings(term) for word in spelling.split()} - STOP_WORDS
    vendor = connection.vendor
    stems = {stem(word, vendor) for word in asked}
    plain = _plain(text)
    wanted = Counter(dict.fromkeys(stems, MOST_HITS))
    done = 0
    for start in merge(*(_places(plain, letters) for letters in {one for short in stems for one in _begins(short)})):
        if not wanted:
            break
        if start < done:
            continue
        found = WORD.match(plain, start)
        for end in sorted({found.end(), found.end(found.lastindex)}, reverse=True):
            if (short := stem(text[start:end], vendor)) in wanted:
                yield Hit(start, end, short)
                wanted -= Counter([short])
                done = end
                break


def _plain(text: str) -> str:
    """Return a text without case and accents, each letter in its place."""
    odd = set(text.encode(errors="replace").translate(None, ASCII).decode())
    if len(odd) > FEW:
        return text.translate(LETTERS)
    for letter in odd:
        text = text.replace(letter, LETTERS[ord(letter)])
    return text.lower()


def _begins(short: str) -> Iterator[str]:
    """Yield how a word begins that may have this stem: only such words are looked at, which is much faster."""
    if short.isdecimal():
        yield short
        return
    begins = (short[:2] + short[2:].rstrip("eiy"))[:ALIKE]  # "worri" of "worry", "hope" of "hoping"
    yield begins
    yield from (f"{begins[:count]}-" for count in range(1, len(begins)))


def _places(plain: str, letters: str) -> Iterator[int]:
    is_same = str.isdecimal if letters.isdecimal() else str.isalpha
    start = plain.find(letters)
    while start >= 0:
        after = start + len(letters)
        if not is_same(plain[start - 1 : start]) and not (len(letters) == 1 and is_same(plain[after : after + 1])):
            yield start
        start = plain.find(letters, start + 1)


def _nearest(hits: Sequence[Hit]) -> list[tuple[Hit, Hit]]:
    """Return the first and last hit of each part that is shown: most of the different words in the fewest letters."""
    missing, parts = {hit.stem for hit in hits}, []
    while missing and len(parts) < MOST_PARTS:
        best = max(
            (_run(hits, number, missing) for number, hit in enumerate(hits) if hit.stem in missing),
            key=lambda run: (run[0], run[1].start - run[2].end),
        )
        _count, first, last = best
        parts.append((first, last))
        missing -= {hit.stem for hit in hits if first.start <= hit.start <= last.start}
    return sorted(parts)


def _run(hits: Sequence[Hit], number: int, missing: set[str]) -> tuple[int, Hit, Hit]:
    """Return how many of the missing words stand near a hit, with it and the last of them."""
    first = last = hits[number]
    seen = {first.stem}
    for hit in islice(hits, number, None):
        if len(seen) == len(missing) or hit.end > first.start + WIDTH * 2 // 3:
            break
        if hit.stem in missing - seen:
            seen.add(hit.stem)
            last = hit
    return len(seen), first, last


def _parts(text: str, runs: Sequence[tuple[Hit, Hit]]) -> Iterator[tuple[int, int]]:
    """Yield where each part begins and ends; the beginning of a text without hits."""
    spans = [(first.start, last.end) for first, last in runs] or [(0, 0)]
    room = (WIDTH - sum(end - start for start, end in spans)) // len(spans)
    begun, *others = [_with_words_around(text, start, end, room) for start, end in spans]
    for start, end in others:
        if start > begun[1]:
            yield begun
            begun = start, end
        begun = begun[0], max(begun[1], end)
    yield begun


def _with_words_around(text: str, start: int, end: int, room: int) -> tuple[int, int]:
    low, high = start - room // BEFORE, end + room - room // BEFORE
    before, after = text[max(0, low) : start], text[end:high]
    if low > 0 and (gap := re.search(r"\s", before)):
        before = before[gap.end() :]
    if high < len(text) and (gap := re.search(r"\s\S*$", after)):
        after = after[: gap.start()]
    return start - len(before), end + len(after)


def _pieces(text: str, start: int, end: int, hits: Sequence[Hit]) -> Iterator[tuple[str, bool]]:
    for hit in hits:
        yield text[start : hit.start], False
        yield text[hit.start : hit.end], True
        start = hit.end
    yield text[start:end], False
