"""Which words are names by the words around them: "my son", "Mrs", "called", an age, a signature."""

from common.marks import cues
from common.marks.single_names import SHORTEST, SingleNames
from common.marks.word_lists import (
    is_name,
    is_surname,
    is_word,
    may_be_capital,
    may_be_first_name,
    may_be_surname,
)

PAIRS = {
    ("i", "am"),
    ("this", "is"),
    ("name", "is"),
    ("names", "is"),
    ("name", "was"),
    ("call", "him"),
    ("call", "her"),
    ("known", "as"),
    ("goes", "by"),
    ("me", "as"),
    ("it", "is"),
}


class NamesInContext(SingleNames):
    """The same, with the names that what stands around them tells."""

    def _is_name_by_context(self, at: int) -> bool:
        word = self.words[at]
        if self._is_titled(at):
            return True
        if len(word.text) < 2 or (may_be_capital(word.plain) and not may_be_first_name(word.plain)):
            return False
        if self.before(at, cues.KIN, closely=False):
            return self._fits_kin(at)
        if self._is_called(at):
            return self._may_be_name(at)
        if self._has_initial(at) or self.before(at, cues.ROLES):
            return self.is_capital(at) and not may_be_capital(word.plain)
        return self._fits_by_what_follows(at)

    def _is_titled(self, at: int) -> bool:
        """Say whether "Mrs" or another title stands before; "the dr said" names nobody."""
        word = self.words[at]
        is_sure = self.before(at, cues.SURE_TITLES)
        if not is_sure and not (self.before(at, cues.TITLES) and self._fits_title(at)):
            return False
        return not is_word(word.plain) or may_be_surname(word.plain) or self.is_capital(at)

    def _fits_title(self, at: int) -> bool:
        word = self.words[at]
        is_surname_here = may_be_surname(word.plain) and self.after(at, cues.AFTER_A_NAME)
        return self.is_capital(at) or is_name(word.plain) or is_surname_here

    def _fits_by_what_follows(self, at: int) -> bool:
        word = self.words[at]
        if word.is_owner and self.after(at, cues.OWNED_BY_PEOPLE):
            return self._may_be_name(at) and not (is_word(word.plain) and not may_be_first_name(word.plain))
        if may_be_first_name(word.plain) or is_surname(word.plain):
            if self._has_age(at) and not self.before(at, cues.WORD_PRECEDES):
                return True
            return self._ends_text(at)
        return self._ends_text(at) and self.is_capital(at) and not is_word(word.plain)

    def _ends_text(self, at: int) -> bool:
        """Say whether this is how a letter is signed: "Thanks, Hope"."""
        last = len(self.words) - 1
        return at >= last - 1 and self.before(at, cues.FAREWELLS, closely=False)

    def _has_initial(self, at: int) -> bool:
        """Say whether one capital letter stands before: "D. Long"."""
        before = self.word(at - 1)
        word = self.words[at]
        if (
            not before
            or len(before.text) != 1
            or not before.is_capital
            or before.plain in "ia"
            or not self._is_close(at)
        ):
            return False
        return not is_word(word.plain) or may_be_surname(word.plain)

    def _is_called(self, at: int) -> bool:
        """Say whether "called", "his name is" or "I am" stands before."""
        if self.before(at, cues.CALLED, closely=False):
            return True
        two = [word.plain for word in self.words[max(0, at - 2) : at]]
        if not self.before(at, frozenset({"is", "was", "am", "him", "her", "them", "as", "by", "i'm", "im", "s"})):
            return False
        return two[-1] in {"i'm", "im"} or ((len(two) == 2 and (two[0], two[1]) in PAIRS) or two[0] in cues.CALLED)

    def _fits_kin(self, at: int) -> bool:
        word = self.words[at]
        if may_be_first_name(word.plain) and not self.is_capital(at):
            is_apart = "," in word.gap or "(" in word.gap
            return not self.after(at, cues.WORD_FOLLOWS) and (is_apart or self._reads_as_name(at))
        return self._may_be_name(at) and not (
            word.gap.strip(" ") and not self.is_capital(at) and not is_name(word.plain)
        )

    def _reads_as_name(self, at: int) -> bool:
        following = self.word(at + 1)
        if following is None or following.gap.strip(" \t'") or self.words[at].is_owner:
            return True
        is_verb = following.plain.endswith(("s", "ed")) and not following.plain.endswith("ss")
        return (
            following.plain in cues.AFTER_A_NAME or following.plain == "and" or is_verb or not is_word(following.plain)
        )

    def _may_be_name(self, at: int) -> bool:
        """Say whether a word could be a name where one is expected: no ordinary word in small letters."""
        word = self.words[at]
        if may_be_first_name(word.plain):
            return self.is_capital(at) or not self.before(at, cues.WORD_PRECEDES)
        if self.is_capital(at):
            return not may_be_capital(word.plain) and not word.is_all_capitals
        return len(word.plain) >= SHORTEST and not is_word(word.plain)
