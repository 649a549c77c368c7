"""The next steps of a row: those offered now, and for the others what must be done first.

An app's `next_steps.py` builds them, its pages show them. A step that makes a move is offered only where the table of
moves leads to its target:

    steps = NextSteps(MEMBERSHIP.targets(membership))
    steps.offer("appoint", _("Appoint"), address, move=S.ACTIVE, waits_for=appointment_waits_for(membership, by))
    steps.offer("edit", _("Change"), address, when=membership.is_current)

A template asks for one by its name (`steps.appoint`), or shows all of `steps.offered` and `steps.hints`.

What a higher app does with a row of a lower one it offers from its own `next_steps.py`, read when Django starts:

    @next_steps.brought_to(Issue)
    def present_issue(issue, steps): steps.offer("present", ...)
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from common.registry import Sources

Words = str | Promise
Brought = Callable[[Any, "NextSteps"], object]  # (row, steps)
_brought: Sources[type, Brought] = Sources()


@dataclass(frozen=True)
class Step:
    """One thing to do: a page to go to, or a button that posts; `move` is the state it leads to, if it leads to one.

    `tone` is how it looks: "" as the main button, "secondary" as another button, "link" as a link. `about` names its
    object for people who cannot see what is beside it. `version` is that of the text it sends out, as it is shown.
    """

    name: str
    words: Words
    url: str
    is_post: bool = False
    move: object = None
    tone: str = ""
    about: Words = ""
    version: int | None = None


def brought_to(model: type[models.Model]) -> Callable[[Brought], Brought]:
    """Register a function `(row, steps)` that offers what a higher app does with a row of `model`."""
    return _brought.register(model)


class NextSteps:
    """The steps of one row: `offered` in the order they were given, `hints` what has to come first."""

    def __init__(self, targets: Collection[Any] = ()) -> None:
        self.targets = targets
        self.hints: list[Words] = []
        self._steps: dict[str, Step | None] = {}

    def offer(
        self,
        name: str,
        words: Words,
        url: str,
        *,
        move: object = None,
        when: object = True,
        waits_for: Words | list[Any] | None = "",
        is_post: bool = False,
        tone: str = "",
        about: Words = "",
        version: int | None = None,
    ) -> None:
        """Offer a step where its move is in the table and `when` holds; one that `waits_for` something is a hint.

        `waits_for` is the sentence that says what must be done first, or a list of several, or nothing.
        """
        is_possible = when and (move is None or move in self.targets)
        sentences = waits_for if isinstance(waits_for, list) else [waits_for]
        obstacles: list[Words] = [words for words in sentences if words]
        if is_possible:
            self.hints += [words for words in dict.fromkeys(obstacles) if words not in self.hints]
        is_offered = is_possible and not obstacles
        self._steps[name] = Step(name, words, url, is_post, move, tone, about, version) if is_offered else None

    def offer_brought(self, row: models.Model) -> None:
        """Offer, at this place in the order, what higher apps bring to a row."""
        for offer in _brought.of(type(row)):
            offer(row, self)

    def __getitem__(self, name: str) -> Step | None:
        """Return a step by its name, or None where it is not offered now. Raises KeyError for a name nobody gave."""
        return self._steps[name]

    @property
    def names(self) -> list[str]:
        """The names of all steps there are, offered or not."""
        return list(self._steps)

    @property
    def offered(self) -> list[Step]:
        return [step for step in self._steps.values() if step]

    @property
    def links(self) -> list[Step]:
        """The steps that are offered as links, for the list below the buttons."""
        return [step for step in self.offered if step.tone == "link"]
