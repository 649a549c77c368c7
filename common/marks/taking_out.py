"""A text with its marks taken out, and what of it is put back on purpose."""

import re
from collections.abc import Collection, Iterable, Sequence

from common.marks.model import Mark

LETTERS = re.compile(r"[^\W_]+")


def taken_out(text: str, marks: Iterable[Mark], *, keep: Collection[str] = ()) -> str:
    """Return a text in which each mark is its kind in square brackets; `keep` are the keys of those that stay."""
    parts, at = [], 0
    for mark in sorted(marks):
        if mark.key not in keep:
            parts += [text[at : mark.start], mark.placeholder]
            at = mark.end
    return "".join([*parts, text[at:]])


def put_back_choices(marks: Iterable[Mark]) -> list[tuple[str, str]]:
    """Return (key, "Sam (name)") of each thing marked, once, in the order of the text."""
    choices: dict[str, str] = {}
    for mark in marks:
        choices.setdefault(mark.key, f"{mark.words} ({mark.kind.label})")
    return list(choices.items())


def were_taken_out(marks: Sequence[Mark], edited: str) -> bool:
    """Say whether an edited text leaves out some of the marked words of the original."""
    text = _spaced(edited)
    return any(f" {_spaced(mark.words).strip()} " not in text for mark in marks)


def _spaced(text: str) -> str:
    return " ".join(["", *LETTERS.findall(text.casefold()), ""])
