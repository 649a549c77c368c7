"""The lists of names and words that ship with the portal, and what they say of one word."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from string import ascii_lowercase

LISTS = Path(__file__).parent / "lists"
# What no decomposition turns into a plain letter.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "ß": "ss", "đ": "d", "æ": "ae", "ð": "d", "þ": "th", "ə": "a", "’": "'"}
)
SHORTEST_MISSPELT = 5
VOWELS = "aeiouy"
# What is heard alike is written for each other.
ALIKE = (("sion", "tion"), ("tion", "sion"), ("s", "c"), ("c", "s"), ("k", "c"), ("c", "k"), ("z", "s"), ("f", "ph"))


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a list as a set; each is read once."""
    return frozenset((LISTS / f"{name}.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Return a word in small letters without accents, as the lists hold it."""
    text = unicodedata.normalize("NFKD", word.lower().translate(LETTERS))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def is_word(word: str) -> bool:
    """Say whether a plain word is one of the English language, also with a hyphen or a short form ("don't")."""
    if word in words_of("words") or word in words_of("rare_words") or word in words_of("capitals"):
        return True
    parts = [part for part in word.replace("'", "-").split("-") if part]
    return len(parts) > 1 and all(len(part) < 3 or part in words_of("words") for part in parts)


def is_rare(word: str) -> bool:
    """Say whether a plain word is one of the language that hardly anybody writes: "larkspur", "sandpiper"."""
    return word in words_of("rare_words") and word not in words_of("words")


@lru_cache(maxsize=5_000)
def is_misspelt(word: str) -> bool:
    """Say whether a slip makes a plain word an English one: letters changed over, one more, one less, a vowel."""
    return len(word) >= SHORTEST_MISSPELT and any(one in words_of("words") for one in _near(word))


def _near(word: str) -> Iterator[str]:
    """Yield what might have been meant, with the same first letter: that is hardly ever the wrong one."""
    yield from (word[0] + word[1:].replace(one, other) for one, other in ALIKE if one in word[1:])
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        if after and after[0] in VOWELS:
            yield from (before + letter + after[1:] for letter in VOWELS)
        yield from (before + letter + after for letter in ascii_lowercase)


def may_be_capital(word: str) -> bool:
    """Say whether a capital in the middle of a sentence is usual for a plain word: a day, a language, a service."""
    return word in words_of("capitals")


def is_first_name(word: str) -> bool:
    """Say whether a plain word is a first name and nothing else ("Ellie-Mae" by its first part)."""
    first, _dash, rest = word.partition("-")
    if rest:
        return (is_first_name(first) or first in words_of("first_names_that_are_words")) and not is_word(word)
    return word in words_of("first_names")


def is_surname(word: str) -> bool:
    """Say whether a plain word is a surname and nothing else."""
    return word in words_of("surnames") or any(part in words_of("surnames") for part in word.split("-") if "-" in word)


def is_name(word: str) -> bool:
    return is_first_name(word) or is_surname(word)


def may_be_first_name(word: str) -> bool:
    """Say whether a plain word is a first name and an ordinary word too: Will, Hope, Rose."""
    return word in words_of("first_names_that_are_words")


def may_be_surname(word: str) -> bool:
    return word in words_of("surnames_that_are_words") or may_be_first_name(word)
