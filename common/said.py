"""Whether a reason, or evidence, says anything: a full stop is none, and neither is a letter or two."""

from common.errors import DomainError

FEWEST_LETTERS = 3
FEWEST_AT_ALL = 2  # of a name ("GP"), and of what a parent says ("No")


def says_something(text: str, fewest: int = FEWEST_LETTERS) -> bool:
    """Say whether a text has letters enough to be read; figures and punctuation alone say nothing."""
    return sum(letter.isalpha() for letter in text) >= fewest


def check_said(text: str, words: object, *, field: str | None = None, fewest: int = FEWEST_LETTERS) -> str:
    """Return a text without the space around it. Raises DomainError with `words` where it says nothing."""
    if not says_something(text, fewest):
        raise DomainError(words, field=field)
    return text.strip()
