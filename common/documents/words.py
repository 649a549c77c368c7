"""The words in a file: what a person finds who opens it."""

from common.documents.kinds import OFFICE
from common.file_checks import apart
from common.file_checks.findings import Refused

PLAIN = frozenset({"txt", "csv"})


def words_in(checked):
    """Return the words of a checked file, or None where a program reads none, as in a picture or a scan.

    It takes up to two seconds, so call it before a transaction begins.
    """
    key = checked.kind.key
    if key in PLAIN:
        return checked.data.decode()
    if key not in {"pdf", *OFFICE}:
        return None
    try:
        words = apart.check_apart("words", checked.data, key=key)[0].data.decode()
        return words if words.strip() else None
    except (Refused, apart.Crowded):
        return None
