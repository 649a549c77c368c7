"""How well the marks do on texts in which somebody has labelled what identifies a family: `[[name:Sam Hill]]`."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from common.marks.finding import marks_in
from common.marks.model import Mark

LABEL = re.compile(r"\[\[(\w[\w -]*):(.*?)\]\]", re.DOTALL)
SEPARATOR = re.compile(r"^----+[ \t]*$", re.MULTILINE)
RECALL_GOAL = 0.95
WORDS_A_FALSE_MARK = 40


@dataclass(frozen=True)
class Item:
    """Something labelled: from `start` to `end` of the text without its labels."""

    kind: str
    start: int
    end: int


def labelled_texts(content: str) -> list[tuple[str, list[Item]]]:
    """Return (text without its labels, what was labelled) of each text of a file."""
    return [_unlabelled(part.strip()) for part in SEPARATOR.split(content) if part.strip()]


def _unlabelled(part: str) -> tuple[str, list[Item]]:
    text, items, at = "", [], 0
    for found in LABEL.finditer(part):
        text += part[at : found.start()]
        items.append(Item(found.group(1).strip().lower(), len(text), len(text) + len(found.group(2))))
        text += found.group(2)
        at = found.end()
    return text + part[at:], items


@dataclass
class Score:
    """What was found of what was labelled, by kind, and what was marked beside it."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    words: int = 0
    false_marks: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        total = self.labelled.total()
        return self.found.total() / total if total else 1.0

    @property
    def false_in_forty(self) -> float:
        return self.false_marks * WORDS_A_FALSE_MARK / self.words if self.words else 0.0

    @property
    def is_good(self) -> bool:
        return self.recall >= RECALL_GOAL and self.false_in_forty <= 1

    def add(self, text: str, items: list[Item], marks: list[Mark]) -> None:
        """Count one text. An item is found where every letter and number of it is marked."""
        self.texts += 1
        self.words += len(text.split())
        covered = {at for mark in marks for at in range(mark.start, mark.end)}
        for item in items:
            self.labelled[item.kind] += 1
            letters = [at for at in range(item.start, item.end) if text[at].isalnum()]
            if all(at in covered for at in letters):
                self.found[item.kind] += 1
            else:
                self.missed.append(f"{item.kind}: {text[item.start : item.end]}")
        wrong = [mark for mark in marks if not any(mark.start < item.end and item.start < mark.end for item in items)]
        self.false_marks += len(wrong)
        self.wrong += [f"{mark.kind}: {mark.words}" for mark in wrong]


def score_of(content: str, *, this_year: int) -> Score:
    """Return the score of a file of labelled texts."""
    score = Score()
    for text, items in labelled_texts(content):
        score.add(text, items, marks_in(text, this_year=this_year))
    return score


def sum_of(scores: Iterable[Score]) -> Score:
    """Return several sets counted as one."""
    total = Score()
    for score in scores:
        total.labelled += score.labelled
        total.found += score.found
        total.texts += score.texts
        total.words += score.words
        total.false_marks += score.false_marks
    return total
