"""Schools, and other places that a name of their own tells: "elm tree primary", "14 Mill Lane", "Beech Ward"."""

import re
from collections.abc import Callable, Iterator

from common.marks import cues
from common.marks.bare_schools import bare_schools_in
from common.marks.model import Kind, Mark
from common.marks.own_names import fields_in, is_attended, mark, own_names_in
from common.marks.tokens import Word
from common.marks.word_lists import is_first_name, is_name, is_word, may_be_capital

STREETS = r"(?:road|rd|street|lane|avenue|ave|crescent|gardens|terrace|grove|mews)"
# Words of every day as well, which need a capital or a name of one word: "9 Foundry Yard", not "3 now and cannot walk".
STREETS_THAT_ARE_WORDS = (
    r"(?:close|drive|court|way|hill|place|square|row|walk|yard|fold|garth|approach|view|rise|green|end|park|meadows?|croft"
    r"|mount|parade|bank|cottages|buildings|house|heights|villas|wharf|quay|vale|hall|lodge|st)"
)
NUMBER = r"\b(?:(?i:flat|apartment|unit|room) \d+[a-z]?,? (?:the )?)?(?:(?<=\d )|(?<=\d, )|\d{1,4}[a-zA-Z]?,?[ ])"
ADDRESSES = (
    re.compile(rf"{NUMBER}(?:[A-Za-z'’]+[ ]){{1,3}}{STREETS}\b(?!\s?(?:is|was|number))", re.IGNORECASE),
    re.compile(rf"{NUMBER}(?:[A-Z][a-z'’]+[ ]){{1,3}}(?i:{STREETS_THAT_ARE_WORDS})\b"),
    re.compile(r"\b[Ff]lat \d{1,3}[a-zA-Z]?\b"),
    re.compile(rf"{NUMBER}[a-z'’]{{4,}}[ ]{STREETS_THAT_ARE_WORDS}\b"),
)
# "Emmanuel C of E", "Hollin Bank C of E (VA) Primary".
OF_A_CHURCH = re.compile(
    r"\b(?:[A-Z][\w'’]+\.? ){1,4}(?:\(?(?:C of E|CofE|C\.E\.|CE|VA|VC|Church in Wales)\)?(?:,? |\b|(?<=\)))){1,2}"
    r"(?:(?:Aided|Controlled|Voluntary|Infants?|Juniors?|Primary|Academy|School|High|First|Middle|Nursery)\b ?){0,4}"
    r"(?<! )"
)
# "Academy of St Alban", "Academy 21".
HEADED = re.compile(
    r"\b(?:Academy|College|School|Convent|Nursery) (?:of (?:the )?(?:[A-Z][\w'’]+\.?(?: (?=[A-Z])|\b)){1,4}|\d{1,3}\b)"
)
# What a place for patients or readers is, in small letters too: "Station Road clinic".
SMALL_KINDS = cues.SMALL_PLACE_WORDS
NO_STREETS = cues.UNITS | cues.SCHOOL_STOP | cues.WORD_FOLLOWS
# Of two words that belong together in a name, and words that do in capitals.
WHOLE = {("our", "lady")}
OF_PLACES = frozenset({"the", "children", "centre"})
LONGEST = 8
SMALL_OFS = {("c", "of", "e"), ("church", "of", "england")}


def places_in(text: str, words: list[Word]) -> Iterator[Mark]:
    """Find schools and other named places, each with its own article."""
    return (with_article(text, one) for one in _places_in(text, words))


def with_article(text: str, one: Mark) -> Mark:
    """Return the mark of a school with the article of its name: "The Beeches", "the Willows"."""
    before = text[max(0, one.start - 5) : one.start]
    is_house = one.words.lower() in cues.THE_HOUSES
    if one.kind != Kind.SCHOOL or not re.search(r"\b[Tt]he $" if is_house else r"\bThe $", before):
        return one
    return Mark(one.start - 4, one.end, one.kind, text[one.start - 4 : one.end])


def _places_in(text: str, words: list[Word]) -> Iterator[Mark]:
    """Find them; a house number with its street counts in any case."""
    for pattern in (OF_A_CHURCH, HEADED):
        yield from (Mark(*found.span(), Kind.SCHOOL, found.group()) for found in pattern.finditer(text))
    yield from _schools_in(text, words)
    for found in (found for pattern in ADDRESSES for found in pattern.finditer(text)):
        if not NO_STREETS.intersection(found.group().lower().split()[:-1]):
            yield Mark(found.start(), found.end(), Kind.PLACE, found.group())
    for at, word in enumerate(words):
        if _is_place_word(words, at):
            start = _start_of_name(words, at, _names_a_place)
            if start is not None:
                yield mark(text, words[start], word, Kind.PLACE)
    yield from own_names_in(text, words)
    yield from bare_schools_in(text, words)
    yield from fields_in(text)


def _is_place_word(words: list[Word], at: int) -> bool:
    """Say whether a word is what a named place is, and its name does not go on: "Sallow Road surgery"."""
    word = words[at]
    goes_on = at + 1 < len(words) and words[at + 1].plain in SMALL_KINDS and _is_close(words[at + 1])
    return not goes_on and ((word.plain in cues.PLACE_WORDS and word.is_capital) or word.plain in SMALL_KINDS)


def _schools_in(text: str, words: list[Word]) -> Iterator[Mark]:
    """Find schools by the word for their kind, then their own names again by themselves ("Elmfield")."""
    own: set[str] = set()
    for at, word in enumerate(words):
        if word.plain in cues.SCHOOL_WORDS and not _goes_on(words, at) and _is_kind(words, at):
            start = _start_of_name(words, at, _names_a_school)
            if start is not None:
                own |= {one.plain for one in words[start:at] if _is_own(one)}
                yield mark(text, words[start], word, Kind.SCHOOL)
    for at, word in enumerate(words):
        if word.plain in own and (word.is_capital or not is_word(word.plain) or is_attended(words, at)):
            has_saint = at > 0 and words[at - 1].plain in {"st", "saint"} and _is_close(word)
            yield mark(text, words[at - 1] if has_saint else word, word, Kind.SCHOOL)


def _is_own(word: Word) -> bool:
    return (
        word.plain not in cues.SCHOOL_WORDS | cues.BETWEEN | cues.SCHOOL_STOP | {"st", "saint"} and len(word.plain) > 2
    )


def _is_kind(words: list[Word], at: int) -> bool:
    """Say whether the word is one for a kind of school: "form" is, after "sixth"."""
    return words[at].plain not in {"sixth", "form"} or (words[at].plain == "form" and words[at - 1].plain == "sixth")


def _goes_on(words: list[Word], at: int) -> bool:
    """Say whether the school's name goes on: "primary" before "school"."""
    after = words[at + 1 : at + 4]
    if not after or not _is_close(after[0]) or words[at].is_owner:
        return False
    return after[0].plain in cues.SCHOOL_WORDS or (
        after[0].plain in cues.BETWEEN - {"and", "for", "the"}
        and any(word.plain in cues.SCHOOL_WORDS for word in after[1:])
    )


def _is_close(word: Word) -> bool:
    return word.follows_closely and not word.starts_sentence


def _start_of_name(words: list[Word], at: int, is_told: Callable[[list[Word], int, list[Word]], bool]) -> int | None:
    """Return where the name begins that stands before the word for its kind, or None where there is none."""
    start = at
    while start and at - start < LONGEST and _is_close(words[start]) and _may_belong(words, start - 1):
        start -= 1
    while start < at and (_is_between(words[start]) or _is_idle(words[start])) and words[start + 1].plain != "lady":
        start += 1
    name = [word for word in words[start:at] if word.plain not in cues.SCHOOL_WORDS | cues.BETWEEN]
    return start if name and is_told(words, start, name) else None


def _is_between(word: Word) -> bool:
    """Say whether a word begins no name; "Lower Haddon" does begin with it."""
    is_capital = _is_large(word) and word.plain in cues.ADJECTIVES | {"the"}
    return word.plain in cues.BETWEEN | {"and"} and not is_capital


def _is_large(word: Word) -> bool:
    return word.is_capital and not word.starts_sentence


def _is_idle(word: Word) -> bool:
    return word.starts_sentence and word.plain in cues.SCHOOL_STOP and word.plain not in cues.ADJECTIVES


def _may_belong(words: list[Word], at: int) -> bool:
    """Say whether a word may be part of a school's name, seen from its right."""
    word = words[at]
    following = words[at + 1]
    if (word.plain, following.plain) in WHOLE or (_is_large(word) and following.is_capital and word.plain in OF_PLACES):
        return True
    if word.plain in cues.SCHOOL_WORDS | cues.BETWEEN and word.plain not in {"and", "for", "the", "of"}:
        return not (word.is_owner and word.plain in cues.KIN)
    if word.plain in {"of", "the", "and"}:
        return _is_close(word) and at > 0 and _joins_one_name(words, at)
    return _may_be_word_of_name(word, following)


def _may_be_word_of_name(word: Word, following: Word) -> bool:
    if word.plain in cues.KIN and (word.is_owner or not word.is_capital):
        return False
    if following.is_capital and not word.is_capital and following.plain not in cues.SCHOOL_WORDS | cues.BETWEEN:
        return False
    if word.plain in cues.SCHOOL_STOP:
        is_first = word.starts_sentence and word.plain not in cues.ADJECTIVES
        return word.is_capital and not is_first and following.is_capital and not may_be_capital(word.plain)
    return True


def _joins_one_name(words: list[Word], at: int) -> bool:
    """Say whether "of" or "and" is inside one name: "Our Lady of Sorrows", not "Sam Hill of Elm School"."""
    before, after = words[at - 1], words[at + 1]
    if (before.plain, words[at].plain) == ("of", "the"):
        return at > 1 and after.is_capital and _joins_one_name(words, at - 1)
    if (words[at].plain, after.plain) == ("of", "the") and at + 2 < len(words):
        after = words[at + 2]
    if (before.plain, words[at].plain, after.plain) in SMALL_OFS or (
        before.plain == "lady" and words[at].plain == "of"
    ):
        return True
    if not before.is_capital or not after.is_capital:
        return False
    is_saint = at > 1 and words[at - 2].plain in {"st", "saint"}
    if words[at].plain == "of":
        return is_saint or before.plain in cues.OF_HEADS
    return is_saint or not is_first_name(before.plain)


def _names_a_school(words: list[Word], start: int, name: list[Word]) -> bool:
    if len(name) > 1 and (name[0].plain, name[1].plain) in WHOLE:
        return True
    if any(
        word.plain == "st" or (not is_word(word.plain) and len(word.plain) > 2) or is_name(word.plain) for word in name
    ):
        return True
    if all(word.is_capital and not word.starts_sentence and not may_be_capital(word.plain) for word in name):
        return True
    if (
        name[0].is_capital
        and not may_be_capital(name[0].plain)
        and not any(word.plain in cues.SCHOOL_STOP - cues.ADJECTIVES for word in name)
    ):
        return name[-1].is_capital
    return is_attended(words, start) or _is_named_small(words, start, name)


def _is_named_small(words: list[Word], start: int, name: list[Word]) -> bool:
    """Say whether ordinary words in small letters name a school by standing before "primary": "foxglove primary"."""
    at = words.index(name[-1], start) + 1
    is_told = at < len(words) and words[at].plain in cues.NAMED_KINDS and not words[at - 1].starts_sentence
    return is_told and name[-1].plain not in cues.AFTER_A_NAME | cues.BEFORE_A_NAME | cues.KIN | cues.DETERMINERS


def _names_a_place(words: list[Word], start: int, name: list[Word]) -> bool:
    return all(word.is_capital for word in name) and any(
        _is_own_capital(word) or word.plain == "royal" for word in name
    )


def _is_own_capital(word: Word) -> bool:
    return not may_be_capital(word.plain) and not word.starts_sentence and not word.is_all_capitals
