"""A text as words, each with what stands between it and the one before."""

import re
from dataclasses import dataclass
from functools import cached_property

from common.marks.word_lists import plain

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
ENDS_A_SENTENCE = re.compile(r"[.!?:;\n\r•*\"“”]")
# Not the end of a sentence: "Mr. Hill", "St. Mary's", "J. Hill".
SHORT = re.compile(r"^\.[ \t]*$")


@dataclass(frozen=True)
class Word:
    """One word of a text; `end` leaves out a final 's, `gap` is what stands before it."""

    start: int
    end: int
    text: str
    gap: str
    is_owner: bool
    starts_sentence: bool

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @cached_property
    def is_all_capitals(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @cached_property
    def follows_closely(self) -> bool:
        """Whether only a space, or the point of a short form, stands before it."""
        return bool(re.fullmatch(r"\.?[ \t\u00a0]+|[ \t]*[-'‘\"“(][ \t]*|", self.gap))


SENTENCE = re.compile(r"[^.!?\n]+")
FEWEST_SHOUTED = 4


def quietened(text: str) -> str:
    """Return a text in which what is shouted (all in capitals) is in small letters; no letter moves."""
    return _quiet(text) if _is_shouted(text) else SENTENCE.sub(lambda found: _quiet_sentence(found.group()), text)


def _quiet_sentence(sentence: str) -> str:
    return _quiet(sentence) if _is_shouted(sentence) else sentence


def _quiet(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def _is_shouted(text: str) -> bool:
    words = [word for word in WORD.findall(text) if len(word) > 1]
    return len(words) >= FEWEST_SHOUTED and sum(word.isupper() for word in words) > len(words) * 0.7


def words_in(text: str) -> list[Word]:
    """Return the words of a text in order."""
    words: list[Word] = []
    at = 0
    for found in WORD.finditer(text):
        whole = found.group()
        owner = POSSESSIVE.search(whole)
        end = found.start() + (owner.start() if owner else len(whole))
        gap = text[at : found.start()]
        starts = not words or _ends(gap, words[-1])
        words.append(Word(found.start(), end, text[found.start() : end], gap, bool(owner), starts))
        at = found.end()
    return words


def _ends(gap: str, before: Word) -> bool:
    is_short = SHORT.match(gap) and (len(before.text) == 1 or before.plain in SHORT_FORMS)
    return bool(ENDS_A_SENTENCE.search(gap)) and not is_short


SHORT_FORMS = frozenset({"mr", "mrs", "ms", "dr", "st", "prof", "rev", "revd", "mx", "sr", "fr", "cllr"})
