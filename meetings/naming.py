"""Whether a text names a body: by whole words, without those that many bodies have in common (M8)."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
JOINING = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"})
# Words that stand in the names of many bodies, and in many titles: alone they name none.
COMMON = JOINING | frozenset(
    [
        "academy",
        "agency",
        "agencies",
        "authority",
        "board",
        "borough",
        "care",
        "centre",
        "charity",
        "child",
        "children",
        "city",
        "clinic",
        "college",
        "committee",
        "community",
        "company",
        "council",
        "county",
        "department",
        "district",
        "early",
        "education",
        "families",
        "family",
        "forum",
        "group",
        "groups",
        "health",
        "high",
        "hospital",
        "infant",
        "infants",
        "junior",
        "limited",
        "local",
        "ltd",
        "meeting",
        "needs",
        "nhs",
        "nursery",
        "office",
        "parent",
        "parents",
        "partnership",
        "people",
        "plc",
        "primary",
        "programme",
        "project",
        "report",
        "school",
        "schools",
        "secondary",
        "send",
        "service",
        "services",
        "social",
        "special",
        "support",
        "team",
        "teams",
        "travel",
        "trust",
        "trustees",
        "unit",
        "university",
        "years",
        "young",
        "youth",
    ]
)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: folded, without a possessive s, "saint" as "st"."""
    words = [POSSESSIVE.sub("", word.casefold().replace("’", "'")) for word in WORD.findall(text)]
    return ["st" if word == "saint" else word for word in words]


def shared_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words in the names of two bodies or more, such as the county's name: alone they name none."""
    counts = Counter(word for name in names for word in set(words_of(name)))
    return frozenset(word for word, count in counts.items() if count > 1)


def is_named(body: str, text: str, common: Collection[str] = frozenset()) -> bool:
    """Say whether a text names a body: its telling words next to each other, or its whole name of two words or more."""
    left_out = COMMON | set(common)
    said, name = words_of(text), words_of(body)
    telling = [word for word in name if word not in left_out]
    if telling and _stands_in(telling, [word for word in said if word not in left_out]):
        return True
    whole = [word for word in name if word not in JOINING]
    return len(whole) > 1 and _stands_in(whole, [word for word in said if word not in JOINING])


def is_same_body(body: str, agency: str) -> bool:
    """Say whether a body of the register is an agency, or the one that an agency is a part of: its name begins so."""
    name, whole = ([word for word in words_of(one) if word not in JOINING] for one in (body, agency))
    return bool(name) and (name == whole or (len(name) > 1 and whole[: len(name)] == name))


def _stands_in(few: Sequence[str], many: Sequence[str]) -> bool:
    return any(list(many[at : at + len(few)]) == list(few) for at in range(len(many) - len(few) + 1))
