"""Finding words again wherever somebody copied them to, and taking them out."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

# A tag of HTML is no word; entities stand for an apostrophe in pages that are kept as they were laid out.
WORD = re.compile(r"</?[a-zA-Z][^<>]*>|(\w+(?:(?:['’]|&#x27;|&#39;)\w+)*)")
APOSTROPHE = re.compile(r"’|&#x27;|&#39;")
# So many words in a row are a copy, and no chance; a shorter text is found where it stands whole.
RUN, SHORTEST = 6, 4


class Copies:
    """The words of some texts, as they may stand elsewhere: in another case, another layout, or in part.

    They are found by every run of six words. `exactly` is for phrases of any length, found as a whole.
    """

    def __init__(
        self, texts: Iterable[str], *, run: int = RUN, shortest: int = SHORTEST, within: "Copies | None" = None
    ) -> None:
        self._within = within
        self._runs: dict[int, set[tuple[str, ...]]] = {}
        for text in texts:
            words = [word for word, _start, _end in _words_of(text)]
            length = min(len(words), run)
            if length >= shortest:
                runs = self._runs.setdefault(length, set())
                runs.update(tuple(words[at : at + length]) for at in range(len(words) - length + 1))

    @classmethod
    def exactly(cls, phrases: Iterable[str], *, within: Iterable[str] | None = None) -> "Copies":
        """Return copies of whole phrases; with `within`, only where they stand in a copy of these texts."""
        texts = None if within is None else cls(within, shortest=1)
        return cls(phrases, run=10_000, shortest=1, within=texts)

    def take_out(self, value: Any) -> Any:
        """Return a text, or every text in lists and dicts, with "[taken out]" in the place of these words."""
        if isinstance(value, str):
            return self._without(value)
        if isinstance(value, dict):
            return {key: self.take_out(one) for key, one in value.items()}
        return [self.take_out(one) for one in value] if isinstance(value, list) else value

    def are_in(self, value: Any) -> bool:
        return self.take_out(value) != value

    def _without(self, text: str) -> str:
        kept, at = [], 0
        for start, end in self._places(text):
            kept += [text[at:start], _("[taken out]")]
            at = end
        return "".join([*kept, text[at:]])

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Return where these words stand in a text: from, to; what overlaps or follows on is one place."""
        words = list(_words_of(text))
        found = self._found([word for word, _start, _end in words])
        places: list[tuple[int, int]] = []
        for at in sorted(found):
            _word, start, end = words[at]
            if places and at - 1 in found and "<" not in text[places[-1][1] : start]:
                places[-1] = (places[-1][0], end)
            else:
                places.append((start, end))
        return places

    def _found(self, words: list[str]) -> set[int]:
        """Return the places of the words that belong to a copy."""
        found = {
            place
            for length, runs in self._runs.items()
            for at in range(len(words) - length + 1)
            if tuple(words[at : at + length]) in runs
            for place in range(at, at + length)
        }
        return found & self._within._found(words) if found and self._within else found


def _words_of(text: str) -> Iterator[tuple[str, int, int]]:
    for match in WORD.finditer(text):
        if match[1]:
            yield APOSTROPHE.sub("'", match[1]).casefold(), match.start(), match.end()


def texts_in(value: Any) -> Iterator[str]:
    """Return every text in a value of lists and dicts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)
