"""Names of people in a text."""

import re
from collections.abc import Callable, Iterator

from common.marks import cues
from common.marks.model import Kind, Mark
from common.marks.names_in_letters import NamesInLetters
from common.marks.single_names import SHORTEST
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

NO_SURNAMES = cues.AFTER_A_NAME | cues.WORD_FOLLOWS | cues.FREQUENT
NO_FIRST_NAMES = cues.BEFORE_A_NAME | cues.WORD_PRECEDES | cues.WORD_FOLLOWS | cues.ROLES | cues.GREETINGS | cues.KIN
# "Mr & Mrs Hill": the first of two titles.
FIRST_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|prof|revd?|capt(?:ain)?|major|lt|sgt|col|sir|cllr)\.?\s*(?:&|and)\s*$", re.IGNORECASE
)
JOINED = re.compile(r"\s*(?:,|&|/|\+)\s*")
IN_BRACKETS = re.compile(r"[\"”“'’)]{1,2} ")
# Before a name in small letters they are rare: "good at art", "the last of april".
NOT_BEFORE_SMALL = frozenset({"at", "of", "in", "on", "any", "no", "more", "real"})
# What follows a name whose s should be 's: "faiths got it".
GOT = frozenset({"got", "been", "not", "had"})
# Letters that end a name in small letters, and are no slang: "tyler h", not "sam u" or "sam x".
INITIALS = frozenset("bcdefghjlmptvwz")
AND = frozenset({"and", "or", "n", "plus"})


class Names(NamesInLetters):
    """All names: by themselves, by what stands around them, beside another name, and where they come again."""

    def marks(self) -> Iterator[Mark]:
        """Look at each word by itself, then at its neighbours, then for what was found in the rest of the text."""
        self._find(self._is_name_by_itself)
        self._find(self._is_name_by_context)
        self._find(self._is_name_in_letter)
        self.titled = {at for at in range(len(self.words)) if self._is_titled(at)}
        for _round in range(3):
            self._find(self._goes_on)
        for _round in range(3):
            self._find(self._is_joined)
        self._find(self._goes_on)
        self.known = {self.words[at].plain for at in self.found}
        self.written_large = {self.words[at].plain for at in self.found if self.is_capital(at)}
        self._find(self._is_repeated)
        yield from self._joined_marks()

    def _find(self, rule: Callable[[int], bool]) -> None:
        for at in range(len(self.words)):
            if self.free[at] and at not in self.found and rule(at):
                self.found.add(at)

    def _goes_on(self, at: int) -> bool:
        """Say whether a name goes on here: a surname, an initial, "van"; or begins here: a title, a first name."""
        word = self.words[at]
        if at - 1 in self.found and not self.words[at - 1].is_owner:
            if self._is_close(at):
                return self._ends_name(at)
            if IN_BRACKETS.fullmatch(word.gap) and self.is_capital(at) and may_be_surname(word.plain):
                return True
        if at + 1 in self.found and self._is_close(at + 1) and not word.is_owner:
            return self._begins_name(at)
        return False

    def _ends_name(self, at: int) -> bool:
        word, following = self.words[at], self.word(at + 1)
        if word.plain in cues.PARTICLES and following and (following.is_capital or not self.is_capital(at)):
            return following.is_capital or is_name(following.plain) or following.plain in cues.PARTICLES
        return self._ends_with_capital(at) if self.is_capital(at) else self._ends_small(at)

    def _ends_with_capital(self, at: int) -> bool:
        word = self.words[at]
        if len(word.text) == 1:
            return word.plain != "i"
        is_end = may_be_surname(word.plain) and not word.is_all_capitals and word.plain not in cues.TITLES
        return is_end or not may_be_capital(word.plain)

    def _ends_small(self, at: int) -> bool:
        word = self.words[at]
        if is_surname(word.plain) or (len(word.text) == 1 and word.plain in INITIALS):
            return True
        if not is_word(word.plain) and len(word.plain) > SHORTEST and not is_misspelt(word.plain):
            return True
        is_common = word.plain.endswith(("s", "ed", "ing")) or word.plain in NO_SURNAMES
        return may_be_surname(word.plain) and not is_common and self._reads_as_name(at)

    def _begins_name(self, at: int) -> bool:
        word = self.words[at]
        is_title = word.plain in cues.TITLES | {"nurse"} and (word.is_capital or at + 1 in self.titled)
        if word.plain in cues.SURE_TITLES or is_title:
            return True
        if word.plain in cues.BEGIN_PARTICLES and (
            self.is_capital(at + 1) or self.words[at + 1].plain in cues.PARTICLES
        ):
            return True
        if not word.is_capital:
            return len(word.text) == 1 and self.words[at + 1].gap == ". "
        is_initial = len(word.text) == 1 and (word.plain not in {"i", "a"} or self.words[at + 1].gap == ". ")
        if is_initial or may_be_first_name(word.plain) or word.plain in cues.PARTICLES:
            return True
        is_usual = word.plain in NO_FIRST_NAMES or may_be_capital(word.plain) or word.is_all_capitals
        is_long = len(word.plain) >= SHORTEST or not is_word(word.plain)
        return not word.starts_sentence and self.is_capital(at + 1) and not is_usual and is_long

    def _is_joined(self, at: int) -> bool:
        """Say whether "and" or a comma joins this word to a name: "Sam and rose", "rose and Sam", "Bex, Mo"."""
        word, following = self.words[at], self.word(at + 1)
        if self._is_in_list(at):
            return True
        if not self.is_capital(at) and word.plain in cues.MOSTLY_WORDS:
            return False
        is_unknown = self._may_be_name(at) and not is_word(word.plain)
        is_short = self.is_capital(at) and len(word.plain) < SHORTEST and is_first_name(word.plain)
        if self._begins_pair(at):
            return True
        if not may_be_first_name(word.plain) and not is_unknown and not is_short:
            return False
        if self.before(at, AND) and at - 2 in self.found:
            reads = self._might_be_somebody(at) or self._reads_as_name(at)
            return reads and not self.after(at, cues.WORD_FOLLOWS - {"all", "also"})
        is_before = self.after(at, AND) and at + 2 in self.found and following is not None
        return is_before and not self.before(at, cues.WORD_PRECEDES)

    def _begins_pair(self, at: int) -> bool:
        """Say whether a sentence begins with a word and a name: "Wing and Mei"; "Teachers and Sam" is no pair."""
        word = self.words[at]
        if not (word.starts_sentence and word.is_capital and self.after(at, AND) and at + 2 in self.found):
            return False
        is_usual = (
            may_be_capital(word.plain) or word.is_all_capitals or word.plain in NO_FIRST_NAMES | cues.NOBODY_NAMED
        )
        is_verb = word.plain.endswith("ing") and len(word.plain) > len("wing")
        return not is_usual and self.is_capital(at + 2) and not is_verb and not word.plain.endswith(("s", "ly", "me"))

    def _is_in_list(self, at: int) -> bool:
        """Say whether a comma or "&" stands between this capital and a name beside it."""
        if not self._may_be_in_list(at):
            return False
        following = self.word(at + 1)
        is_after = at - 1 in self.found and bool(JOINED.fullmatch(self.words[at].gap))
        is_before = at + 1 in self.found and following is not None and bool(JOINED.fullmatch(following.gap))
        return is_after or (is_before and (self.is_capital(at + 1) or not self.is_capital(at)))

    def _may_be_in_list(self, at: int) -> bool:
        word = self.words[at]
        if self.is_capital(at):
            is_usual = may_be_capital(word.plain) or word.is_all_capitals or word.plain in NO_FIRST_NAMES
            return self._might_be_somebody(at) or not (is_usual or word.starts_sentence)
        return not is_word(word.plain) and self._may_be_name(at)

    def _is_repeated(self, at: int) -> bool:
        """Say whether a word was found elsewhere as a name; "will be" after "my son Will" is none."""
        word = self.words[at]
        if word.plain.endswith("s") and word.plain[:-1] in self.known:
            return not is_word(word.plain) or self.after(at, cues.OWNED_BY_PEOPLE, cues.KIN, GOT)
        is_known = word.plain in self.known and (len(word.plain) >= SHORTEST or self.is_capital(at))
        return is_known and self._is_known_here(at)

    def _is_known_here(self, at: int) -> bool:
        word = self.words[at]
        if not is_word(word.plain) and not may_be_first_name(word.plain):
            return True
        if self.is_capital(at) and not self.after(at, cues.WORD_FOLLOWS):
            return not (may_be_capital(word.plain) and self.before(at, cues.BEFORE_MONTHS))
        if self.after(at, cues.WORD_FOLLOWS) or self.before(at, cues.WORD_PRECEDES, NOT_BEFORE_SMALL):
            return False
        if word.plain in cues.MOSTLY_WORDS | cues.MONTHS:
            return self.after(at, cues.AFTER_A_NAME - cues.OF_TIMES) or self.before(at, cues.DONE_TO_PEOPLE)
        is_told = self.after(at, cues.AFTER_A_NAME) or word.is_owner or self.before(at, cues.BEFORE_A_NAME)
        reads = is_told if word.plain in self.written_large else is_told or self._reads_as_name(at)
        return may_be_first_name(word.plain) and reads

    def _joined_marks(self) -> Iterator[Mark]:
        """Give one mark for words of one name that follow each other."""
        run: list[int] = []
        self.found -= {at for at in self.found if self._is_title_alone(at)}
        for at in sorted(self.found):
            if run and (at != run[-1] + 1 or not self._is_close(at) or self.words[run[-1]].is_owner):
                yield self._mark(run)
                run = []
            run.append(at)
        if run:
            yield self._mark(run)

    def _is_title_alone(self, at: int) -> bool:
        """Say whether "Mrs" stands by itself: "Mrs is fine for me"."""
        return self.words[at].plain in cues.SURE_TITLES and not (at + 1 in self.found and self._is_close(at + 1))

    def _mark(self, run: list[int]) -> Mark:
        start, end = self.words[run[0]].start, self.words[run[-1]].end
        if self.words[run[0]].plain in cues.SURE_TITLES and (
            first := FIRST_TITLE.search(self.text[max(0, start - 12) : start])
        ):
            start -= len(first.group())
        kind = Kind.PLACE if self._is_place(run) else Kind.NAME
        return Mark(start, end, kind, self.text[start:end])

    def _is_place(self, run: list[int]) -> bool:
        """Say whether it is rather a town: "in Wexbourne"."""
        return self.before(run[0], cues.PLACE_BEFORE) and not any(is_first_name(self.words[at].plain) for at in run)
