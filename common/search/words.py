"""Words as the search compares them: without case or accents, and each as others may write it."""

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W\d_]+|\d+")  # "PPS1004" is two words, as "PPS-1004" is
JOINED = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)+")  # "co-ordinator", which others write in one word
# Letters that are no letter with an accent, and that people without them on their keyboard type like this.
LIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
LONGEST_WORD = 64
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
JOINED_OF = 2  # words that are looked for in one word too
# "bus" and "buses" are two words to both databases, for their letters before the ending are few.
IN_S, IN_SES = re.compile(r"[aiou]s$"), re.compile(r"[aiou]ses$")
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
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', unicodedata.normalize("NFC", query).translate(QUOTES)):
        term = [one for one in tokens(phrase or word) if one]
        if set(term) - STOP_WORDS and term not in terms:
            terms.append(term)
    return terms


def spellings(term: Sequence[str]) -> list[str]:
    """Return a term as its words, and as others may write it: "co-ordinator" in one word, "bus" as "buses"."""
    whole = " ".join(term)
    if len(term) == JOINED_OF and all(map(str.isalpha, term)):
        return [whole, "".join(term)]
    if len(term) > 1:
        return [whole]
    more = [f"{whole}es"] if IN_S.search(whole) else [whole.removesuffix("es")] if IN_SES.search(whole) else []
    return [whole, *more]
