"""Names at the beginning and at the end of what somebody writes: "Dear Hope", "Thanks, Hope x", "Hope here"."""

import re
from functools import cached_property

from common.marks import cues
from common.marks.names_in_context import NamesInContext
from common.marks.tokens import Word
from common.marks.word_lists import is_name, is_surname, is_word, may_be_capital, may_be_first_name

KISSES = frozenset({"x", "xx", "xxx", "xo"})
WHO = (
    r"(?:(?:full |my |your |child['’]?s? |pupil['’]?s? |parent['’]?s? )?names?|child|pupil|student|parent|carer|mother"
    r"|father|mum|dad|guardian|signed|subject|re|to|from|cc|teacher|senco|contact|caseworker|social worker|patient)"
)
FIELD = re.compile(
    rf"(?:^|\n)[ \t]*{WHO}(?: (?:name|of child|of parent|of pupil))?[ \t]*[:=–-][ \t]*$",
    re.IGNORECASE,
)
LONGEST_SIGNATURE = 3
FEWEST_WORDS_BEFORE = 5
FURTHEST_GREETING = 2


class NamesInLetters(NamesInContext):
    """The same, with those of greetings and signatures."""

    def _is_name_in_letter(self, at: int) -> bool:
        return (
            self._is_filled_in(at)
            or self._is_greeted(at)
            or self._is_signed(at)
            or self._ends_text(at)
            or self._says_who_writes(at)
        )

    def _is_filled_in(self, at: int) -> bool:
        """Say whether a form asks for a name here: "Child: Grace Page"."""
        word = self.words[at]
        return (
            word.is_capital
            and not may_be_capital(word.plain)
            and bool(FIELD.search(self.text[max(0, word.start - 40) : word.start]))
        )

    def _is_greeted(self, at: int) -> bool:
        """Say whether somebody is greeted: "Dear Hope,"; "Dear all" names nobody."""
        word, following = self.words[at], self.word(at + 1)
        if word.plain in cues.GREETED or not self.before(at, cues.GREETINGS, closely=False):
            return False
        if not (self.words[at - 1].starts_sentence or at <= FURTHEST_GREETING):
            return False
        is_ended = (
            following is None or bool(set(following.gap) & set(",!.\n-–:")) or following.plain in {"and", "i", "its"}
        )
        is_somebody = self._might_be_somebody(at) or is_name(word.plain) or may_be_first_name(word.plain)
        return is_ended and is_somebody

    @cached_property
    def _signature(self) -> range:
        """Where the last words stand that are apart from the rest: after a comma, a full stop, a new line."""
        last = len(self.words)
        while last and (self.words[last - 1].plain in KISSES or not self.free[last - 1]):
            last -= 1
        first = last
        while first > 0 and not self._stands_apart(first):
            first -= 1
        is_short = 0 < last - first <= LONGEST_SIGNATURE and first >= FEWEST_WORDS_BEFORE
        return range(first, last) if is_short else range(0)

    @cached_property
    def _is_unended(self) -> bool:
        """Whether no full stop ends the text, as none ends a signature."""
        return self.text.rstrip().endswith(tuple("abcdefghijklmnopqrstuvwxyz"))

    def _stands_apart(self, at: int) -> bool:
        if at == len(self.words):
            return False
        return self.words[at].starts_sentence or bool(set(self.words[at].gap) & set(",(-–"))

    def _is_signed(self, at: int) -> bool:
        """Say whether a word is the signature, or its last word but a kiss."""
        if at not in self._signature:
            return False
        word = self.words[at]
        if not word.is_capital:
            return all(self._might_be_small_somebody(one) for one in self._signature)
        if len(self._signature) == 1:
            return self._is_signed_alone(word)
        return self._might_be_somebody(at) and all(
            self._might_be_somebody(one)
            or self.words[one].plain in cues.PARTICLES | {"and"}
            or len(self.words[one].text) == 1
            for one in self._signature
        )

    def _is_signed_alone(self, word: Word) -> bool:
        """Say whether one word is a signature: any capital that no full stop follows, and else a name."""
        is_name_too = may_be_first_name(word.plain)
        if word.is_all_capitals or (may_be_capital(word.plain) and (word.plain in cues.MONTHS or not is_name_too)):
            return False
        return self._is_unended or is_name_too or is_name(word.plain) or not is_word(word.plain)

    def _might_be_small_somebody(self, at: int) -> bool:
        word = self.words[at]
        if word.plain in cues.MOSTLY_WORDS:
            return False
        return may_be_first_name(word.plain) or is_name(word.plain) or (not is_word(word.plain) and len(word.plain) > 2)

    def _ends_text(self, at: int) -> bool:
        """Say whether this is how a letter is signed: "Thanks, Hope"."""
        word = self.words[at]
        if at < len(self.words) - 2 or not self.before(at, cues.FAREWELLS, closely=False):
            return False
        return may_be_first_name(word.plain) or is_surname(word.plain) or (word.is_capital and not is_word(word.plain))

    def _says_who_writes(self, at: int) -> bool:
        """Say whether somebody begins with who they are: "Hope here", "Dad here. Al", "hi its dawn"."""
        word = self.words[at]
        if word.starts_sentence and self.after(at, frozenset({"here", "again"})):
            return self._might_be_somebody(at)
        is_first = (
            at > 0 and at <= FURTHEST_GREETING + 1 and (at == 1 or self.before(at - 1, cues.GREETINGS, closely=False))
        )
        is_told = is_first and self.before(at, frozenset({"its", "it's"})) and word.plain not in cues.MOSTLY_WORDS
        return is_told and (self._might_be_somebody(at) or may_be_first_name(word.plain) or not is_word(word.plain))
