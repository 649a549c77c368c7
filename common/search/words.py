"""Words as the search compares them: without case or accents, and where they stand in a text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

WORD = re.compile(r"[^\W\d_]+|\d+")  # "PPS1004" is two words, as "PPS-1004" is
JOINED = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)+")  # "co-ordinator", which others write in one word
# Letters that are no letter with an accent, and that people without them on their keyboard type like this.
LIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
LONGEST_WORD = 64
AROUND = 14  # words before the first hit, and twice as many after it
ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "e", "y")
# What PostgreSQL's English dictionary leaves out, as far as anybody types it: such a word finds nothing.
_STOP_WORDS = """
a about after all am an and any are as at be because been before being both but by can did do does doing down during
each few for from had has have having he her here him his how i if in into is it its just me more most my no nor not
now of off on once only or other our out over own same she should so some such t than that the their them then there
these they this those through to too under until up very was we were what when where which while who whom why will
with you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def fold(word: str) -> str:
    """Return a word without case and accents."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(LIKE))
    return "".join(one for one in plain if one.isalnum())[:LONGEST_WORD]


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return [fold(found.group()) for found in WORD.finditer(text)]


def folded(text: str) -> str:
    """Return the words of a text as they are kept, and at the end those with a hyphen in one."""
    joined = dict.fromkeys(fold(found.group()) for found in JOINED.finditer(text))
    return " ".join([*tokens(text), *joined])


def asked_for(query: str) -> list[list[str]]:
    """Return what is looked for: each word by itself, a phrase in quotes as its words; nothing that says too little."""
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', unicodedata.normalize("NFC", query)):
        term = [one for one in tokens(phrase or word) if one]
        if set(term) - STOP_WORDS and term not in terms:
            terms.append(term)
    return terms


def stem(word: str) -> str:
    """Return a word without its ending, to show what was found; the database knows English better."""
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= 3), "")
    return word.removesuffix(ending)


def in_context(text: str, terms: Sequence[Sequence[str]]) -> list[tuple[str, bool]]:
    """Return the words around the first hit in a text, in pieces: (words, is it one that was looked for)."""
    asked = [word for term in terms for word in (*term, "".join(term))]
    stems = {stem(word) for word in asked if word not in STOP_WORDS}
    words = list(WORD.finditer(text))
    hits = [number for number, word in enumerate(words) if stem(fold(word.group())) in stems]
    first = max(0, hits[0] - AROUND) if hits else 0
    shown = words[first : first + 3 * AROUND]
    if not shown:
        return []
    start = shown[0].start() if first else 0
    end = shown[-1].end() if first + len(shown) < len(words) else len(text)
    pieces = list(_pieces(text, start, end, [words[one] for one in hits if first <= one < first + len(shown)]))
    return [*([("… ", False)] if first else []), *pieces, *([(" …", False)] if end < len(text) else [])]


def _pieces(text: str, start: int, end: int, hits: Sequence[re.Match[str]]) -> Iterator[tuple[str, bool]]:
    for hit in hits:
        yield text[start : hit.start()], False
        yield hit.group(), True
        start = hit.end()
    yield text[start:end], False
