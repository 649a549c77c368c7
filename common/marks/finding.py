"""All marks of a text, and what still looks odd in it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from common.marks.initials import initials_in
from common.marks.model import Kind, Mark
from common.marks.names import Names
from common.marks.numbers import DATE, numbers_in
from common.marks.schools import places_in
from common.marks.tokens import quietened, words_in
from common.marks.word_lists import may_be_capital

LONG_NUMBER = re.compile(r"(?<![\w£])\d[\d\s/-]{2,}\d(?!\w)")
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-/]\s?\d{2,4})?")
BRACKETS = re.compile(r"\[[^\]\n]{1,40}\]")
ENDLESS = re.compile(r"\S{200,}")  # no word; to look through it would take minutes


def marks_in(text: str, *, this_year: int) -> list[Mark]:
    """Return what looks as if it identified somebody, in the order of the text; no two overlap.

    `this_year` tells an old date, which may be one of birth, from that of a letter.
    """
    hidden = quietened(ENDLESS.sub(_blank, BRACKETS.sub(_blank, text)))
    words = words_in(hidden)
    marks = without_overlaps(numbers_in(hidden, this_year))
    marks = without_overlaps([*marks, *places_in(hidden, words)])
    marks = without_overlaps([*marks, *initials_in(hidden, words)])
    marks = without_overlaps([*marks, *Names(hidden, words, marks).marks()])
    return sorted(replace(mark, words=text[mark.start : mark.end]) for mark in marks)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks that overlap no earlier one of the list."""
    marks = list(marks)
    taken = bytearray(max((mark.end for mark in marks), default=0))
    kept: list[Mark] = []
    for mark in marks:
        if not any(taken[mark.start : mark.end]):
            taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
            kept.append(mark)
    return kept


def odd_in(text: str, marks: Iterable[Mark]) -> list[str]:
    """Return what still looks odd beside the marks, each once: other capitals, dates and long numbers."""
    hidden = list(ENDLESS.sub(_blank, BRACKETS.sub(_blank, text)))
    for mark in marks:
        hidden[mark.start : mark.end] = " " * (mark.end - mark.start)
    rest = "".join(hidden)
    odd = [word.text for word in words_in(rest) if _is_odd_capital(word)]
    odd += [found.group() for found in DATE.finditer(rest)]
    rest = DATE.sub(" ", rest)
    odd += [found.group().strip() for found in LONG_NUMBER.finditer(rest) if not YEAR.fullmatch(found.group().strip())]
    return list(dict.fromkeys(odd))


def _is_odd_capital(word) -> bool:  # type: ignore[no-untyped-def]
    return word.is_capital and not word.starts_sentence and len(word.text) > 1 and not may_be_capital(word.plain)


__all__ = ["Kind", "Mark", "marks_in", "odd_in", "without_overlaps"]
