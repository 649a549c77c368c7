"""The words in a file: what a person finds who opens it."""

import dataclasses

from common.documents.kinds import OFFICE
from common.file_checks import apart
from common.file_checks.findings import MOST_LETTERS, PARTLY, Refused

PLAIN = frozenset({"txt", "csv"})


@dataclasses.dataclass(frozen=True)
class Words:
    """What a program read in a file, and whether that is all of it: nobody reads a picture, a scan or a long book."""

    text: str = ""
    is_all: bool = False


def words_in(checked):
    """Return the words of a checked file.

    It takes up to two seconds, so call it before a transaction begins.
    """
    key = checked.kind.key
    if key in PLAIN:
        text = checked.data.decode()
        return Words(text[:MOST_LETTERS], is_all=len(text) <= MOST_LETTERS)
    if key not in {"pdf", *OFFICE}:
        return Words()
    try:
        found = apart.check_apart("words", checked.data, key=key)[0]
    except (Refused, apart.Crowded):
        return Words()
    text = found.data.decode()
    return Words(text, is_all=bool(text.strip()) and found.key != PARTLY)
