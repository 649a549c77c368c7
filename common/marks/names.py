"""Names of people in a text."""

from collections.abc import Iterator

from common.marks import cues
from common.marks.model import Kind, Mark
from common.marks.names_in_context import NamesInContext
from common.marks.single_names import SHORTEST
from common.marks.word_lists import (
    is_first_name,
    is_name,
    is_surname,
    is_word,
    may_be_capital,
    may_be_first_name,
    may_be_surname,
)

NO_SURNAMES = cues.AFTER_A_NAME | cues.WORD_FOLLOWS | cues.FREQUENT


class Names(NamesInContext):
    """All names: by themselves, by what stands around them, beside another name, and where they come again."""

    def marks(self) -> Iterator[Mark]:
        """Look at each word by itself, then at its neighbours, then for what was found in the rest of the text."""
        self._find(self._is_name_by_itself)
        self._find(self._is_name_by_context)
        self.titled = {at for at in range(len(self.words)) if self._is_titled(at)}
        self._find(self._goes_on)
        self._find(self._goes_on)
        self._find(self._is_joined)
        self.known = {self.words[at].plain for at in self.found}
        self._find(self._is_repeated)
        yield from self._joined_marks()

    def _find(self, rule) -> None:  # type: ignore[no-untyped-def]
        for at in range(len(self.words)):
            if self.free[at] and at not in self.found and rule(at):
                self.found.add(at)

    def _goes_on(self, at: int) -> bool:
        """Say whether a name goes on here: a surname, an initial, "van"; or begins here: a title, a first name."""
        word = self.words[at]
        if at - 1 in self.found and self._is_close(at) and not self.words[at - 1].is_owner:
            return self._ends_name(at)
        if at + 1 in self.found and self._is_close(at + 1) and not word.is_owner:
            return self._begins_name(at)
        return False

    def _ends_name(self, at: int) -> bool:
        word = self.words[at]
        if self.is_capital(at):
            return not may_be_capital(word.plain) if len(word.text) > 1 else word.plain != "i"
        if is_surname(word.plain):
            return True
        following = self.word(at + 1)
        if word.plain in cues.PARTICLES and following:
            return following.is_capital or is_name(following.plain) or following.plain in cues.PARTICLES
        is_common = word.plain.endswith(("s", "ed", "ing")) or word.plain in NO_SURNAMES
        return may_be_surname(word.plain) and not is_common and self._reads_as_name(at)

    def _begins_name(self, at: int) -> bool:
        word = self.words[at]
        if at + 1 in self.titled and word.plain in cues.SURE_TITLES | {"sister", "nurse", "miss"}:
            return True
        is_initial = len(word.text) == 1 and word.plain not in {"i", "a"}
        return word.is_capital and (is_initial or may_be_first_name(word.plain) or word.plain in cues.PARTICLES)

    def _is_joined(self, at: int) -> bool:
        """Say whether "and" joins this word to a name: "Sam and rose", "rose and Sam"."""
        word = self.words[at]
        is_unknown = self.is_capital(at) and self._may_be_name(at) and not is_word(word.plain)
        if not may_be_first_name(word.plain) and not is_unknown:
            return False
        joins = frozenset({"and", "or"})
        if self.before(at, joins) and at - 2 in self.found and self._reads_as_name(at):
            return not self.after(at, cues.WORD_FOLLOWS)
        return self.after(at, joins) and at + 2 in self.found and not self.before(at, cues.WORD_PRECEDES)

    def _is_repeated(self, at: int) -> bool:
        """Say whether a word was found elsewhere as a name; "will be" after "my son Will" is none."""
        word = self.words[at]
        if word.plain not in self.known or (len(word.plain) < SHORTEST and not self.is_capital(at)):
            return False
        if not is_word(word.plain):
            return True
        if self.is_capital(at) and not self.after(at, cues.WORD_FOLLOWS):
            return True
        if self.after(at, cues.WORD_FOLLOWS) or self.before(at, cues.WORD_PRECEDES):
            return False
        return may_be_first_name(word.plain) and (self._reads_as_name(at) or self.before(at, cues.BEFORE_A_NAME))

    def _joined_marks(self) -> Iterator[Mark]:
        """Give one mark for words of one name that follow each other."""
        run: list[int] = []
        for at in sorted(self.found):
            if run and (at != run[-1] + 1 or not self._is_close(at) or self.words[run[-1]].is_owner):
                yield self._mark(run)
                run = []
            run.append(at)
        if run:
            yield self._mark(run)

    def _mark(self, run: list[int]) -> Mark:
        start, end = self.words[run[0]].start, self.words[run[-1]].end
        kind = Kind.PLACE if self._is_place(run) else Kind.NAME
        return Mark(start, end, kind, self.text[start:end])

    def _is_place(self, run: list[int]) -> bool:
        """Say whether it is rather a town: "in Wexbourne"."""
        return self.before(run[0], cues.PLACE_BEFORE) and not any(is_first_name(self.words[at].plain) for at in run)
