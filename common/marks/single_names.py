"""Which words of a text are names by themselves: by the lists, by a capital, by what stands right beside them."""

import re

from common.marks import cues
from common.marks.model import Mark
from common.marks.tokens import Word
from common.marks.word_lists import (
    is_first_name,
    is_name,
    is_surname,
    is_word,
    may_be_capital,
    may_be_first_name,
)

AGE = re.compile(
    r"\W{0,3}(?:aged?\s)?\d{1,2}\b(?!\s?(?:am|pm|[:./]|miles|hours|weeks|days|months|children|times|%))", re.IGNORECASE
)
KIN_FOLLOWS = re.compile(rf",? (?:\(?my|our|her|his|their)(?: \w+)?? (?:{'|'.join(sorted(cues.KIN))})\b", re.IGNORECASE)
SHORTEST = 3
LONGEST_SHORT_FORM = 6


class SingleNames:
    """The words of one text, and which of them are names by themselves. `taken` are marked as something else."""

    def __init__(self, text: str, words: list[Word], taken: list[Mark]) -> None:
        self.text, self.words = text, words
        self.free = [not any(one.start < word.end and word.start < one.end for one in taken) for word in words]
        self.found: set[int] = set()
        self.titled: set[int] = set()
        self.known: set[str] = set()

    def word(self, at: int) -> Word | None:
        return self.words[at] if 0 <= at < len(self.words) else None

    def is_capital(self, at: int) -> bool:
        return self.words[at].is_capital

    def before(self, at: int, *sets: frozenset[str], closely: bool = True) -> bool:
        """Say whether the word before is in one of the sets, in the same sentence."""
        word, here = self.word(at - 1), self.words[at]
        if word is None or here.starts_sentence or (closely and not here.follows_closely):
            return False
        if here.gap.strip(" \t,.'‘(-–"):
            return False
        return any(word.plain in one for one in sets)

    def after(self, at: int, *sets: frozenset[str]) -> bool:
        word = self.word(at + 1)
        return word is not None and not word.gap.strip(" \t'") and any(word.plain in one for one in sets)

    def _is_close(self, at: int) -> bool:
        return self.words[at].follows_closely and not self.words[at].starts_sentence

    def _is_name_by_itself(self, at: int) -> bool:
        word = self.words[at]
        if may_be_capital(word.plain) and not may_be_first_name(word.plain):
            return False
        if is_first_name(word.plain):
            return len(word.plain) >= SHORTEST or (self.is_capital(at) and not word.starts_sentence)
        if len(word.plain) < SHORTEST:
            return False
        if may_be_first_name(word.plain):
            return self._is_weak_name(at)
        return self._is_capital_name(at) if self.is_capital(at) else self._is_small_name(at)

    def _is_capital_name(self, at: int) -> bool:
        """Say whether a capital word is a surname, or none of the language and no short form."""
        word = self.words[at]
        is_short_form = word.is_all_capitals and len(word.plain) < LONGEST_SHORT_FORM
        if is_surname(word.plain):
            return not is_short_form or len(word.plain) == LONGEST_SHORT_FORM - 1
        return not is_word(word.plain) and not is_short_form and not self.after(at, cues.DISEASES)

    def _is_small_name(self, at: int) -> bool:
        """Say whether a word in small letters is a surname, or none of the language where a name would be."""
        word = self.words[at]
        if is_surname(word.plain):
            return True
        if is_word(word.plain) or len(word.plain) <= SHORTEST:
            return False
        return self.before(at, cues.WITH) or self.after(at, cues.NAMES_VERB) or word.is_owner

    def _is_weak_name(self, at: int) -> bool:
        """Say whether a word that may be a first name is one here: Will, hope, Art."""
        if self._is_beside_kin(at):
            return True
        if may_be_capital(self.words[at].plain):
            return False
        if self.is_capital(at):
            return self._is_used_as_name(at)
        is_begun = self.words[at].starts_sentence or self.before(at, cues.BEFORE_A_NAME)
        return is_begun and self.after(at, cues.AFTER_A_NAME) and self.words[at].plain not in cues.MOSTLY_WORDS

    def _is_beside_kin(self, at: int) -> bool:
        """Say whether "my son" or "her brother" follows after a comma: "Art, her brother"."""
        return bool(KIN_FOLLOWS.match(self.text[self.words[at].end :][:40]))

    def _is_used_as_name(self, at: int) -> bool:
        """Say whether a capital word that may be a name is one: in the middle of a sentence, or before "is"."""
        word = self.words[at]
        if not word.starts_sentence:
            return True
        following = self.word(at + 1)
        if following and following.follows_closely and self.is_capital(at + 1) and is_name(following.plain):
            return True
        return word.is_owner or self.after(at, cues.AFTER_A_NAME) or self._has_age(at)

    def _has_age(self, at: int) -> bool:
        rest = self.text[self.words[at].end :][:30]
        return bool(AGE.match(rest)) or bool(re.match(r",? (?:who )?(?:is|was|turned|turns) \d", rest))
