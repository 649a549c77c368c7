"""Schools and places by their own names alone: "at Little Acorns", "goes to hazel grove", "Woodside say no"."""

import re
from collections.abc import Iterator

from common.marks import cues
from common.marks.model import Kind, Mark
from common.marks.tokens import Word
from common.marks.word_lists import is_first_name, is_misspelt, is_name, is_word, may_be_capital, may_be_first_name

# English words that are the names of houses as well: "woodside", "parkway".
LONGEST_NAME = 12  # words
HOUSE = re.compile(
    r"\w{3,}(?:side|fields?|wood|woods|mead|brook|bridge|view|bank|hill|dale|gate|way|park|croft|stead|hurst|ley|lands?"
    r"|top|mount|mere|well|oak|oaks|stone|cross|water|moor|combe|dene|thorpe|worth|shaw|haven)"
)
COUNTED = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine"})
# What a usual capital before them makes no school: "County Hall", "Crown Court".
PUBLIC_HOUSES = frozenset(
    {"hall", "court", "house", "street", "road", "park", "field", "fields", "farm", "lake", "way"}
)
NOT_AFTER_THE = cues.SCHOOL_STOP | cues.KIN | cues.ROLES | cues.TITLES


# What a form says of itself: "School: Elm Tree", "Address: 2 Mill Lane, Wexbourne".
FIELD = re.compile(
    r"^[ \t]*(?P<field>(?:current |present |new |name of |home )?(?:school|setting|nursery|college|pre-?school|address)"
    r"(?: name| attended)?)[ \t]*[:=][ \t]*(?P<filled>[^\n\[\]?]{3,60}?)[ \t.,]*$",
    re.IGNORECASE | re.MULTILINE,
)


def fields_in(text: str) -> Iterator[Mark]:
    """Find what is filled in as a school or an address."""
    for found in FIELD.finditer(text):
        kind = Kind.PLACE if "address" in found.group("field").lower() else Kind.SCHOOL
        yield Mark(found.start("filled"), found.end("filled"), kind, found.group("filled"))


def own_names_in(text: str, words: list[Word]) -> Iterator[Mark]:
    """Find what nothing but its place in the sentence, or the way it is spelled, tells as a school."""
    for at, word in enumerate(words):
        if at and is_attended(words, at) and _is_close(word):
            yield from _attended(text, words, at)
        elif word.is_capital:
            yield from _in_capitals(text, words, at)
        elif _is_acting_house(words, at):
            yield mark(text, word, word, Kind.SCHOOL)
        elif word.plain in cues.HOUSE_NAMES and at and _is_close(word) and _is_small_house(words, at):
            yield mark(text, words[at - 1], word, Kind.SCHOOL)
        if word.plain in cues.CLASS_WORDS:
            yield from _classes(text, words, at)


def _is_acting_house(words: list[Word], at: int) -> bool:
    """Say whether a school in small letters does something: "woodside say no", "the poplars is shutting"."""
    word = words[at]
    is_the = word.plain in cues.THE_HOUSES and at > 0 and words[at - 1].plain == "the"
    following = words[at + 1].plain if at + 1 < len(words) else ""
    if is_the and word.plain in cues.SEVERAL_HOUSES and following in {"is", "has", "was", "isn't", "isnt", "says"}:
        return True
    return (is_the or (is_house_word(word) and word.starts_sentence)) and _does_as_schools(words, at)


def _attended(text: str, words: list[Word], at: int) -> Iterator[Mark]:
    """Find what follows "at" or "goes to": in capitals, with "st", or as no English word."""
    word, before = words[at], words[at - 1]
    if is_first_name(word.plain) or len(word.text) == 1:
        return
    if word.is_capital:
        if before.plain in {"from", "called", "of"} and not _is_house(words, at):
            yield from _in_capitals(text, words, at)
            return
        if word.is_all_capitals and is_word(word.plain):
            return
        end = _with_class(words, end_of_capitals(words, at))
        if (may_be_capital(word.plain) or word.plain in cues.SCHOOL_STOP - cues.ADJECTIVES) and end == at:
            return
        is_house = end > at and words[end].plain in cues.HOUSE_NAMES - PUBLIC_HOUSES
        if not may_be_capital(word.plain) or is_house:
            is_place = before.plain in {"in", "near"} and word.plain not in cues.SCHOOLS_ABROAD
            yield mark(text, word, words[end], Kind.PLACE if is_place else Kind.SCHOOL)
    elif word.plain in {"st", "saint"} and at + 1 < len(words):
        yield mark(text, word, words[at + 1], Kind.SCHOOL)
    elif before.plain == "the" and word.plain in cues.THE_HOUSES:
        yield mark(text, word, word, Kind.SCHOOL)
    elif before.plain not in {"in", "near", "called", "the"}:
        yield from _small(text, words, at)


def _with_class(words: list[Word], end: int) -> int:
    """Return where a name ends with the part of a school that it names: "in the Lighthouse unit"."""
    kinds = cues.CLASS_WORDS | {"surgery", "clinic", "hospital", "practice", "pharmacy", "library"}
    has_class = end + 1 < len(words) and words[end + 1].plain in kinds and _is_close(words[end + 1])
    return end + 1 if has_class else end


def _small(text: str, words: list[Word], at: int) -> Iterator[Mark]:
    word, following = words[at], words[at + 1] if at + 1 < len(words) else None
    if following and _is_close(following) and _are_house(word, following) and not is_word(word.plain):
        yield mark(text, word, following, Kind.SCHOOL)
    elif (not is_word(word.plain) and not is_name(word.plain) and words[at - 1].plain in {"at", "to"}) or is_house_word(
        word
    ):
        yield mark(text, word, word, Kind.SCHOOL)
    elif following and _is_close(following) and _are_house(word, following):
        yield mark(text, word, following, Kind.SCHOOL)


def _are_house(first: Word, second: Word) -> bool:
    """Say whether two words in small letters are how a school likes to be called: "hazel grove", "little foxes"."""
    is_stopped = first.plain in NOT_AFTER_THE - cues.ADJECTIVES - COUNTED or first.is_owner or len(first.plain) < 3
    return second.plain in cues.HOUSE_NAMES and not is_stopped


def _is_small_house(words: list[Word], at: int) -> bool:
    """Say whether a word in small letters and "house" or "lodge" name a house: "hunters lodge", "holmwood gate"."""
    first, second = words[at - 1], words[at]
    is_own = not is_word(first.plain) and not is_misspelt(first.plain) and len(first.plain) > 3 and not first.is_owner
    is_stopped = first.plain in NOT_AFTER_THE | cues.DETERMINERS | cues.BEFORE_A_NAME or is_first_name(first.plain)
    if first.plain in cues.SCHOOL_WORDS:
        return False
    is_kind = second.plain in cues.HOUSE_KINDS or (first.starts_sentence and _does_as_schools(words, at))
    return is_own or (is_kind and not is_stopped and not first.is_capital)


def _in_capitals(text: str, words: list[Word], at: int) -> Iterator[Mark]:
    """Find two capitals that end like a house ("Castle View"), and one before what schools do ("Parkway say no")."""
    word = words[at]
    if at and words[at - 1].is_capital and _is_close(word):
        return
    is_saint = word.plain in {"st", "saint"} and at + 1 < len(words) and words[at + 1].is_capital
    if _is_house(words, at) or (is_saint and _is_close(words[at + 1])):
        yield mark(text, word, words[end_of_capitals(words, at)], Kind.SCHOOL)
    elif is_house_word(word) and (not word.starts_sentence or _does_as_schools(words, at)):
        yield mark(text, word, word, Kind.SCHOOL)
    elif word.plain in cues.HOUSE_NAMES and not may_be_first_name(word.plain) and not may_be_capital(word.plain):
        is_the = at > 0 and words[at - 1].plain == "the"
        if _does_as_schools(words, at) and (is_the or not word.starts_sentence):
            yield mark(text, word, word, Kind.SCHOOL)


def _does_as_schools(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and not words[at + 1].starts_sentence and words[at + 1].plain in cues.IN_SCHOOLS


def _is_house(words: list[Word], at: int) -> bool:
    """Say whether capitals begin here that end like a house's name, and are nobody's: "Fir Tree", not "Sam Hill"."""
    end = end_of_capitals(words, at)
    name = words[at : end + 1]
    if len(name) < 2 or name[-1].plain not in cues.HOUSE_NAMES or any(word.is_all_capitals for word in name):
        return False
    if any(is_name(word.plain) or word.plain in cues.TITLES | cues.KIN for word in name):
        return False
    if may_be_capital(name[0].plain) and (may_be_capital(name[-1].plain) or name[-1].plain in PUBLIC_HOUSES):
        return False
    return not (name[0].starts_sentence and name[0].plain in cues.SCHOOL_STOP - cues.ADJECTIVES - COUNTED)


def is_house_word(word: Word) -> bool:
    """Say whether one word is spelled like the name of a house: "woodside", "Rowanbank"."""
    return bool(HOUSE.fullmatch(word.plain)) and word.plain not in cues.NO_HOUSES and not is_name(word.plain)


def _classes(text: str, words: list[Word], at: int) -> Iterator[Mark]:
    """Find the name of a part of a school, in capitals: "the Lighthouse unit"."""
    start = at
    while start and _is_close(words[start]) and _names_a_class(words[start - 1]):
        start -= 1
    if start < at:
        yield mark(text, words[start], words[at], Kind.SCHOOL)


def _names_a_class(word: Word) -> bool:
    is_usual = may_be_capital(word.plain) or word.plain in cues.SCHOOL_STOP
    return word.is_capital and not word.starts_sentence and not word.is_all_capitals and not is_usual


def is_attended(words: list[Word], start: int) -> bool:
    """Say whether "at", "attends" or "goes to" stands before: then ordinary words name a school too."""
    if start and words[start - 1].plain == "the":
        start -= 1
    before = [word.plain for word in words[max(0, start - 2) : start]]
    if not before:
        return False
    is_to = before[-1] in {"to", "into"} and len(before) == 2 and before[0] in cues.GOES_TO
    return is_to or before[-1] in cues.ATTENDS or before in (["down", "for"], ["out", "of"])


def end_of_capitals(words: list[Word], at: int) -> int:
    """Return where a name in capitals ends that begins at a word; small "y" and "of" do not end it."""
    end = at
    while end + 1 < min(len(words), at + LONGEST_NAME) and words[end + 1].follows_closely:
        following = words[end + 1]
        if words[end].is_owner and (not following.is_capital or may_be_capital(following.plain)):
            break
        is_between = following.plain in {"y", "yr", "of", "the"} and end + 2 < len(words) and words[end + 2].is_capital
        if not is_between and (not following.is_capital or following.starts_sentence):
            break
        end += 1
    return end


def mark(text: str, first: Word, last: Word, kind: Kind) -> Mark:
    end = last.end + 2 if last.is_owner and first is not last else last.end
    return Mark(first.start, end, kind, text[first.start : end])


def _is_close(word: Word) -> bool:
    return word.follows_closely and not word.starts_sentence
