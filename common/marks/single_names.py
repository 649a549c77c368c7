"""Which words of a text are names by themselves: by the lists, by a capital, by what stands right beside them."""

import re

from common.marks import cues
from common.marks.model import Mark
from common.marks.tokens import Word
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

AGE = re.compile(
    r"\W{0,3}(?:aged?\s)?\d{1,2}\b(?!\s?(?:am|pm|[:./]|miles|hours|weeks|days|months|children|times|%))", re.IGNORECASE
)
IN_YEAR = re.compile(r"\W{1,3}(?:who is |is |in )?(?:year|yr|y)\s?\d", re.IGNORECASE)
KIN = "|".join(sorted(cues.KIN))
KIN_FOLLOWS = re.compile(
    rf",? (?:who |who is |who's |that's |thats |he's |she's )?(?:\(?my|our|her|his|their)(?: \w+)?? (?:{KIN})\b",
    re.IGNORECASE,
)
PLAIN_KIN_FOLLOWS = re.compile(rf"(?:, | \(| [-–] )(?:{KIN})\b", re.IGNORECASE)
ROLES = "|".join(sorted(cues.ROLES))
ROLE_FOLLOWS = re.compile(rf",? (?:the|our|his|her|their|my|your|a) (?:\w+ ){{0,2}}?(?:{ROLES})\b", re.IGNORECASE)
IS_KIN = re.compile(rf" (?:is|was|are) (?:my|our|her|his|their)(?: \w+)?? (?:{KIN})\b", re.IGNORECASE)
# What is counted is no name: "Outcome 2".
NUMBERED = re.compile(r" \d")
SHORTEST = 3
CONTRACTION = re.compile(r"(?:i|we|you|they|s?he|it|that|there|who|what)'(?:m|ll|ve|d|s|re)|\w+n't")
# What is shorter, and no word of the language, may be a slip or slang.
FEWEST_LETTERS = 6
LONGEST_SHORT_FORM = 6
IS_SOMEWHERE = re.compile(r" from \w| at (?:the )?[A-Z]\w")
ITS = frozenset({"its", "it's"})
WORKS_IN = re.compile(r" (?:in|from|at|on) (?:the |your |our )?(\w+)\b")
OURS = frozenset({"my", "our"})
# With a capital of their own they are hardly names: "Little", "They".
NO_NAMES = cues.SCHOOL_STOP | cues.WORD_FOLLOWS | cues.WORD_PRECEDES | cues.DETERMINERS | cues.ROLES


def _is_never_name(text: str, word: Word) -> bool:
    """Say whether a word is a short form with a verb, or a letter with a number: "I'm", "Y9"."""
    is_counted = len(word.text) == 1 and text[word.end : word.end + 1].isdigit()
    return is_counted or bool(CONTRACTION.fullmatch(word.plain))


def _is_no_title(word: Word) -> bool:
    """Say whether a capital beside another makes no title of it: a day, a short form."""
    return word.is_all_capitals or word.plain in cues.MONTHS


class SingleNames:
    """The words of one text, and which of them are names by themselves. `taken` are marked as something else."""

    def __init__(self, text: str, words: list[Word], taken: list[Mark]) -> None:
        self.text, self.words = text, words
        places = {at for one in taken for at in range(one.start, one.end)}
        self.free = [
            not places.intersection(range(word.start, word.end)) and not _is_never_name(text, word) for word in words
        ]
        self.found: set[int] = set()
        self.titled: set[int] = set()
        # What was found, as plain words; and of it, what has a capital somewhere.
        self.known: set[str] = set()
        self.written_large: set[str] = set()

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

    def acts(self, at: int) -> bool:
        """Say whether a verb follows that people do, with or without a small word before it: "still hides"."""
        following = self.word(at + 2)
        is_later = self.after(at, cues.ADVERBS) and following is not None and not following.gap.strip()
        return self.after(at, cues.AFTER_A_NAME) or (
            is_later and following is not None and following.plain in cues.AFTER_A_NAME
        )

    def _is_close(self, at: int) -> bool:
        return self.words[at].follows_closely and not self.words[at].starts_sentence

    def _is_name_by_itself(self, at: int) -> bool:
        word = self.words[at]
        if may_be_first_name(word.plain):
            return len(word.plain) >= SHORTEST and self._is_weak_name(at)
        if may_be_capital(word.plain) or self.after(at, cues.DISEASES):
            return False
        if is_first_name(word.plain):
            return len(word.plain) >= SHORTEST or (self.is_capital(at) and self._may_be_short_name(at))
        if len(word.plain) < SHORTEST:
            return False
        return self._is_capital_name(at) if self.is_capital(at) else self._is_small_name(at)

    def _may_be_short_name(self, at: int) -> bool:
        """Say whether two letters may be a name: in the middle of a sentence, or alone in one ("Dad here. Al.")."""
        following = self.word(at + 1)
        return not self.words[at].starts_sentence or following is None or following.starts_sentence

    def _is_capital_name(self, at: int) -> bool:
        """Say whether a capital word is a surname, or none of the language and no short form."""
        word = self.words[at]
        is_short_form = word.is_all_capitals and len(word.plain) < LONGEST_SHORT_FORM
        if is_surname(word.plain):
            return not is_short_form or len(word.plain) == LONGEST_SHORT_FORM - 1
        return self._is_lone_capital(at) if is_word(word.plain) else not is_short_form

    def _is_lone_capital(self, at: int) -> bool:
        """Say whether a word is the only capital among its neighbours, as in no title: "home from Thistledown"."""
        word = self.words[at]
        if word.starts_sentence or word.is_all_capitals or "'" in word.plain or word.plain in NO_NAMES:
            return False
        if NUMBERED.match(self.text[word.end :][:3]):
            return False
        sides = [one for one in (self.word(at - 1), self.word(at + 1)) if one is not None]
        return not any(one.is_capital and not one.starts_sentence and not _is_no_title(one) for one in sides)

    def _is_small_name(self, at: int) -> bool:
        """Say whether a word in small letters is a surname, or none of the language where a name would be."""
        word = self.words[at]
        if is_surname(word.plain):
            return True
        if is_word(word.plain) or len(word.plain) <= SHORTEST:
            return False
        if word.is_owner:
            return True
        if len(word.plain) >= FEWEST_LETTERS and "'" not in word.plain and not is_misspelt(word.plain):
            return True
        is_told = self.before(at, cues.WITH, cues.ASKED) or self.after(at, cues.NAMES_VERB) or self._is_beside_role(at)
        is_begun = word.starts_sentence or self.before(at, cues.BEFORE_A_NAME, OURS)
        return (is_told or (is_begun and self.acts(at))) and not is_misspelt(word.plain)

    def _is_weak_name(self, at: int) -> bool:
        """Say whether a word that may be a first name is one here: Will, hope, Art."""
        word = self.words[at]
        if self._is_beside_kin(at):
            return True
        if may_be_capital(word.plain):
            return self._is_used_though_usual(at)
        if self._is_beside_role(at):
            return True
        return self._is_used_as_name(at) if self.is_capital(at) else self._is_small_weak_name(at)

    def _is_small_weak_name(self, at: int) -> bool:
        word = self.words[at]
        is_asked_for = self.before(at, cues.MODALS) and self.after(at, cues.BROKEN_VERBS)
        if word.plain == "will" and self.after(at, cues.PAST_VERBS):
            return True
        if is_asked_for and (word.plain == "will" or word.plain not in cues.MOSTLY_WORDS):
            return not self.after(at, frozenset({"he", "she", "not"}))
        if word.plain in cues.KIN or self.after(at, cues.WORD_FOLLOWS):
            return False
        is_writer = self.before(at, ITS) and bool(re.match(r"[.,!]|$", self.text[word.end :][:1]))
        return (
            (is_writer and word.plain not in cues.MOSTLY_WORDS)
            or self._is_asked_after(at)
            or self._works_somewhere(at)
            or self._is_weak_name_by_neighbours(at)
        )

    def _is_weak_name_by_neighbours(self, at: int) -> bool:
        word = self.words[at]
        if word.plain in cues.MOSTLY_WORDS:
            return self.before(at, cues.ASKED - cues.WITH) and self.after(at, cues.PLACE_BEFORE)
        if self.before(at, OURS) and self.acts(at):
            return True
        if word.plain in cues.SELDOM_WORDS:
            return not self.before(at, cues.DETERMINERS) and not self.before(at, cues.PLACE_BEFORE - cues.BEFORE_A_NAME)
        is_begun = word.starts_sentence or self.before(at, cues.BEFORE_A_NAME)
        return (is_begun and self.acts(at)) or self.before(at, cues.ASKED)

    def _works_somewhere(self, at: int) -> bool:
        """Say whether a department follows: "carol in admissions", "mark from the transport team"."""
        if self.before(at, cues.DETERMINERS, OURS) or self.words[at].plain in cues.MOSTLY_WORDS:
            return False
        found = WORKS_IN.match(self.text[self.words[at].end :][:30])
        return found is not None and found.group(1).lower() in cues.DEPARTMENTS

    def _is_asked_after(self, at: int) -> bool:
        """Say whether somebody is asked after: "is mark still there", "could grace from your office ring"."""
        word, modal = self.words[at], self.word(at - 1)
        if modal is None or not modal.starts_sentence or not self.before(at, cues.MODALS - {"if"}):
            return False
        return word.plain not in cues.MOSTLY_WORDS and self.after(at, cues.BACK | {"from"})

    def _is_used_though_usual(self, at: int) -> bool:
        """Say whether what is usual in capitals is a name all the same: "April hates it", "Jordan has been out"."""
        word = self.words[at]
        if self.before(at, cues.BEFORE_MONTHS, cues.PLACE_BEFORE) or re.match(r"\W{0,2}\d", self.text[word.end :][:4]):
            return False
        is_ours = self.before(at, OURS)
        if word.plain in cues.SEASONS and self.is_capital(at) and not word.starts_sentence:
            return not (word.is_all_capitals or self.after(at, cues.AFTER_SEASONS))
        if word.plain in cues.MONTHS:
            is_active = self.after(at, cues.AFTER_A_NAME - cues.OF_TIMES)
            return is_active and (self.is_capital(at) or is_ours or word.starts_sentence)
        if not self.is_capital(at) or word.is_all_capitals:
            is_begun = word.starts_sentence or self.before(at, cues.BEFORE_A_NAME)
            return (is_ours or (is_begun and word.plain not in cues.MOSTLY_WORDS)) and self.acts(at)
        is_somebody = word.is_owner or self._is_asked_after(at) or bool(IN_YEAR.match(self.text[word.end :][:20]))
        return is_somebody or self.acts(at) or self.before(at, cues.ASKED, OURS)

    def _is_owner_of(self, at: int) -> bool:
        """Say whether a word has what people have: "sam's taxi", "Gruff's dad"."""
        return self.words[at].is_owner and self.after(at, cues.OWNED_BY_PEOPLE, cues.KIN)

    def _is_beside_kin(self, at: int) -> bool:
        """Say whether "my son" or "her brother" follows: "Art, her brother", "May is my granddaughter's name"."""
        rest = self.text[self.words[at].end :][:50]
        if KIN_FOLLOWS.match(rest):
            return True
        return self.is_capital(at) and bool(IS_KIN.match(rest) or PLAIN_KIN_FOLLOWS.match(rest))

    def _is_beside_role(self, at: int) -> bool:
        """Say whether a role follows: "brooke the physio", "Rose, our caretaker"."""
        if self.words[at].plain in cues.NO_NAMES_BEFORE_THE:
            return False
        return bool(ROLE_FOLLOWS.match(self.text[self.words[at].end :][:50]))

    def _is_used_as_name(self, at: int) -> bool:
        """Say whether a capital word that may be a name is one: in the middle of a sentence, or before "is"."""
        word = self.words[at]
        if not word.starts_sentence:
            return not (word.is_all_capitals and is_word(word.plain) and not self._stands_for_name(at))
        following = self.word(at + 1)
        if following and following.follows_closely and self.is_capital(at + 1):
            return is_name(following.plain) or (
                may_be_surname(following.plain) and following.plain not in cues.MONTHS and not following.is_all_capitals
            )
        return word.plain in cues.SELDOM_WORDS or self._stands_for_name(at)

    def _stands_for_name(self, at: int) -> bool:
        word = self.words[at]
        rest = self.text[word.end :][:12]
        is_somewhere = word.plain not in cues.MOSTLY_WORDS and bool(IS_SOMEWHERE.match(rest))
        is_with_me = bool(re.match(r" (?:and|&) I\b| from (?:the|our|your|my|his|her)\b", rest))
        is_doing = word.is_owner or self.acts(at) or self._works_somewhere(at)
        return is_doing or self._has_age(at) or is_somewhere or is_with_me

    def _has_age(self, at: int) -> bool:
        rest = self.text[self.words[at].end :][:30]
        return bool(AGE.match(rest) or IN_YEAR.match(rest)) or bool(
            re.match(r",? (?:who )?(?:is|was|turned|turns) \d", rest)
        )
