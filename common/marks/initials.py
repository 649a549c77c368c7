"""People whom only letters name: "K.W.", "R. & J. Outhwaite", "J has a taxi", "I'll call him D", "tj's dad"."""

import re
from collections.abc import Iterator

from common.marks import cues
from common.marks.model import Kind, Mark
from common.marks.tokens import Word
from common.marks.word_lists import may_be_capital

# What is written with points and is nobody; other short forms are usual capitals (`lists/capitals.txt`).
NO_PEOPLE = cues.POINTED
POINTED = re.compile(r"(?<![\w.'’/-])(?:[A-Z]\.[ ]?){1,3}[A-Z]\b\.?(?!['’]?\w|\s?[A-Z][a-z])")
COUPLE = re.compile(r"(?<![\w.'’-])(?:[A-Z]\.? ){1,2}(?:&|and|\+) (?:[A-Z]\.? ){1,2}[A-Z][a-z'’-]+")
# Two letters that are no English word and no short form, in any case: "tj", "AJ".
PAIR = re.compile(r"(?<![\w.'’/-])(?:[abcdklmnrt]j|j[bcdjktw]|kc|tc)(?=['’]?s?\b)(?![/-])", re.IGNORECASE)
NO_PAIRS = frozenset({"KC", "TC", "tc", "kc"})
IN_BRACKETS = re.compile(r"(?P<who>\w+) \((?P<letters>[A-Z]{2,3})\)")
LETTER = re.compile(r"(?<![\w.'’/&-])[B-HJ-Z](?![\w/&-]|\.\w|['’](?!s\b))")
CALLED = re.compile(r"\bcall(?:ed)? (?:him|her|them|me) $|\bmy (?:\w+ )?(?:son|daughter|child|boy|girl|lad),? $", re.I)
OWNS = re.compile(r"['’]s \w")


def initials_in(text: str, words: list[Word]) -> Iterator[Mark]:
    """Find initials, in pairs with points, and one letter that does what people do; then this letter everywhere."""
    for found in COUPLE.finditer(text):
        yield _mark(found)
    for found in POINTED.finditer(text):
        letters = re.sub(r"\W", "", found.group()).lower()
        if letters not in NO_PEOPLE and not may_be_capital(letters) and ". I" not in found.group():
            yield _mark(found)
    for found in PAIR.finditer(text):
        if found.group() not in NO_PAIRS:
            yield _mark(found)
    for found in IN_BRACKETS.finditer(text):
        if found["who"].lower() in cues.ROLES | cues.KIN and not may_be_capital(found["letters"].lower()):
            yield Mark(*found.span("letters"), Kind.NAME, found["letters"])
    yield from _letters_in(text, words)


def _letters_in(text: str, words: list[Word]) -> Iterator[Mark]:
    by_start = {word.start: at for at, word in enumerate(words)}
    letters = [found for found in LETTER.finditer(text) if _may_be_somebody(words, by_start.get(found.start()))]
    known = {found.group() for found in letters if _is_somebody(text, words, by_start[found.start()])}
    yield from (_mark(found) for found in letters if found.group() in known)


def _may_be_somebody(words: list[Word], at: int | None) -> bool:
    """Say whether a letter may be somebody's: not "Section F", "Vitamin D", nor one of "A, B and C"."""
    if at is None:
        return False
    before = words[at - 1] if at else None
    if before is None:
        return True
    is_listed = len(before.text) == 1 and before.text not in {"I", "a"}
    return before.plain not in cues.BEFORE_LETTERS and not is_listed and not before.is_all_capitals


def _is_somebody(text: str, words: list[Word], at: int) -> bool:
    """Say whether a letter owns something, does something, or is how somebody is called."""
    word = words[at]
    if word.is_owner and OWNS.match(text[word.end :][:4]):
        return word.text != "S"
    following = words[at + 1] if at + 1 < len(words) else None
    is_acting = following is not None and bool(re.fullmatch(r"\.? ", following.gap))
    if is_acting and following is not None and following.plain in cues.AFTER_A_NAME - {"might", "must", "can", "will"}:
        return True
    return bool(CALLED.search(text[max(0, word.start - 30) : word.start]))


def _mark(found: re.Match[str]) -> Mark:
    words = found.group().rstrip()
    return Mark(found.start(), found.start() + len(words), Kind.NAME, words)
