"""Which words are names by the words around them: "my son", "Mrs", "called", a role, an age."""

from common.marks import cues
from common.marks.single_names import OURS, SHORTEST, SingleNames
from common.marks.word_lists import (
    is_first_name,
    is_misspelt,
    is_name,
    is_surname,
    is_word,
    may_be_capital,
    may_be_first_name,
    may_be_surname,
)

# Two words that say that a name follows.
PAIRS = {
    *(("name", one) for one in ("is", "was", "of")),
    *(("names", one) for one in ("is", "are", "of")),
    *(("call", one) for one in ("him", "her", "them", "me")),
    *((one, "to") for one in ("spoke", "speak", "spoken", "talk", "talked", "listen", "thanks", "wrote", "write")),
    *((one, "for") for one in ("ask", "asked", "asking")),
    ("i", "am"),
    ("this", "is"),
    ("known", "as"),
    ("goes", "by"),
    ("me", "as"),
    ("it", "is"),
}
# Titles after which even an ordinary word in small letters is a name: "mrs pickup".
MARRIED = frozenset({"mr", "mrs"})
NO_SMALL_SURNAMES = (
    cues.PLACE_BEFORE | cues.AFTER_A_NAME | cues.WORD_FOLLOWS | cues.WORD_PRECEDES | cues.ADVERBS | cues.BEFORE_A_NAME
)
SECOND = frozenset(second for _first, second in PAIRS) | {"i'm", "im", "s"}


class NamesInContext(SingleNames):
    """The same, with the names that what stands around them tells."""

    def _is_name_by_context(self, at: int) -> bool:
        word = self.words[at]
        if self._is_titled(at) or self._has_initial(at):
            return True
        if len(word.text) == 1 and word.text.isupper() and word.plain not in "ai":
            return self.before(at, cues.KIN, cues.INITIALLED, cues.CALLED, OURS, closely=False)
        if len(word.text) < 2 or (may_be_capital(word.plain) and not may_be_first_name(word.plain)):
            return False
        if self.before(at, cues.KIN, closely=False) and not self.words[at - 1].is_owner:
            return self._fits_kin(at)
        if self._is_called(at):
            return self._may_be_name(at)
        is_told = self.before(at, cues.ROLES, closely=False)
        return self._fits_role(at) if is_told else self._fits_by_what_follows(at)

    def _is_titled(self, at: int) -> bool:
        """Say whether "Mrs" or another title stands before; "the dr said" names nobody."""
        word = self.words[at]
        if self.before(at, cues.TITLES) and self.words[at - 1].is_owner:
            return False
        is_sure = self.before(at, cues.SURE_TITLES)
        if not is_sure and not (self.before(at, cues.TITLES) and self._fits_title(at)):
            return False
        if word.plain in cues.SURE_TITLES:
            return False
        if len(word.text) == 1 and not word.is_capital:
            following = self.word(at + 1)
            is_initial = word.plain not in "ia" and following is not None and not is_word(following.plain)
            return self.text[word.end : word.end + 2] == ". " or is_initial
        if not is_word(word.plain) or may_be_surname(word.plain) or self.is_capital(at):
            return True
        return (
            self.words[at - 1].plain in MARRIED
            and not may_be_capital(word.plain)
            and (word.plain not in NO_SMALL_SURNAMES)
        )

    def _fits_title(self, at: int) -> bool:
        word, title = self.words[at], self.words[at - 1]
        is_begun = title.starts_sentence or self.before(at - 1, cues.BEFORE_A_NAME, cues.ASKED)
        if self.is_capital(at):
            is_plain_word = is_word(word.plain) and not may_be_surname(word.plain)
            return title.plain in cues.NAMED_SURELY or not (is_plain_word or may_be_capital(word.plain))
        if is_name(word.plain):
            return True
        if title.plain in cues.NAMED_SURELY and may_be_surname(word.plain):
            return self.after(at, cues.AFTER_A_NAME) or is_begun
        is_unknown = not is_word(word.plain) and not is_misspelt(word.plain) and len(word.plain) > SHORTEST
        is_weak = may_be_first_name(word.plain) and not self.after(at, cues.WORD_FOLLOWS)
        return is_begun and (is_unknown or is_weak)

    def _fits_role(self, at: int) -> bool:
        word = self.words[at]
        if not self.is_capital(at):
            is_unknown = not is_word(word.plain) and len(word.plain) > SHORTEST and not is_misspelt(word.plain)
            return is_unknown and not word.gap.strip(" ")
        return not may_be_capital(word.plain) and not word.is_all_capitals

    def _fits_by_what_follows(self, at: int) -> bool:
        word = self.words[at]
        if self._owns_without_apostrophe(at):
            return True
        if self._is_owner_of(at):
            is_plain_word = is_word(word.plain) and not may_be_first_name(word.plain)
            return self._may_be_name(at) and (not is_plain_word or self._has_parents(at))
        if may_be_first_name(word.plain) or is_surname(word.plain):
            is_aged = self._has_age(at) and not self.before(at, cues.WORD_PRECEDES)
            return is_aged and (not may_be_capital(word.plain) or self.is_capital(at))
        return False

    def _has_parents(self, at: int) -> bool:
        """Say whether a capital has kin, as only people do: "Gruff's dad"; "Everyone's mum" names nobody."""
        stopped = cues.KIN | cues.ROLES | cues.NOBODY_NAMED | cues.SCHOOL_STOP | cues.GREETED
        return self.is_capital(at) and self.after(at, cues.KIN) and self.words[at].plain not in stopped

    def _owns_without_apostrophe(self, at: int) -> bool:
        """Say whether a name has an s that should be 's: "kaydens mum"."""
        word = self.words[at]
        stem = word.plain[:-1]
        if not word.plain.endswith("s") or not self.after(at, cues.OWNED_BY_PEOPLE, cues.KIN):
            return False
        if is_name(stem):
            return not is_word(word.plain)
        if may_be_first_name(stem):
            return stem not in cues.MOSTLY_WORDS or self.after(at, cues.KIN)
        return not is_word(word.plain) and not is_misspelt(stem)

    def _has_initial(self, at: int) -> bool:
        """Say whether one capital letter stands before: "D. Long"."""
        before, word = self.word(at - 1), self.words[at]
        if not before or len(before.text) != 1 or len(word.text) == 1 or not self._is_close(at):
            return False
        if not before.is_capital:
            is_titled = self.before(at - 1, MARRIED)
            return word.gap == ". " and (is_titled or (not is_word(word.plain) and before.plain not in "ie"))
        if (before.plain in "ia" and word.gap != ". ") or not self.is_capital(at) or word.is_all_capitals:
            return False
        return not is_word(word.plain) or may_be_surname(word.plain)

    def _is_called(self, at: int) -> bool:
        """Say whether "called", "his name is" or "I am" stands before."""
        if self.before(at, cues.CALLED, closely=False):
            return True
        if not self.before(at, SECOND):
            return False
        two = [word.plain for word in self.words[max(0, at - 2) : at]]
        if len(two) == 2 and two[0] in cues.KIN and two[1] in {"is", "s"}:
            return not is_word(self.words[at].plain)
        return two[-1] in {"i'm", "im"} or ((len(two) == 2 and (two[0], two[1]) in PAIRS) or two[0] in cues.CALLED)

    def _fits_kin(self, at: int) -> bool:
        word = self.words[at]
        if may_be_first_name(word.plain) and not self.is_capital(at):
            is_apart = "," in word.gap or "(" in word.gap
            is_broken = self.after(at, cues.BROKEN_VERBS) and word.plain not in cues.NO_NAMES_BEFORE_THE
            reads = is_apart or self._reads_as_name(at)
            is_going_on = (
                self.after(at, frozenset({"he", "she", "they"})) and word.plain not in cues.NO_NAMES_BEFORE_THE
            )
            return is_broken or is_going_on or (not self.after(at, cues.WORD_FOLLOWS) and reads)
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
            is_likely = not self.before(at, cues.WORD_PRECEDES) and word.plain not in cues.MOSTLY_WORDS
            return self.is_capital(at) or (is_likely and not self.after(at, cues.WORD_FOLLOWS))
        if self.is_capital(at):
            return not may_be_capital(word.plain) and not word.is_all_capitals
        return len(word.plain) >= SHORTEST and not is_word(word.plain) and not is_misspelt(word.plain)

    def _might_be_somebody(self, at: int) -> bool:
        """Say whether a capital word is a name, may be one, or is none of the language."""
        word = self.words[at]
        if not self.is_capital(at) or word.is_all_capitals:
            return False
        if may_be_first_name(word.plain):
            return True
        is_usual = may_be_capital(word.plain) or (is_word(word.plain) and not may_be_surname(word.plain))
        return not is_usual and (len(word.plain) > 2 or is_first_name(word.plain))
