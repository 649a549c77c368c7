"""Finding what the portal holds: one index, and for each person what they may see of it (docs/search.md)."""

from common.search.contexts import in_context
from common.search.finding import did_you_mean, matching, visible_to
from common.search.index import Entry, follows, keys_of, kind, kinds, refresh, refresh_keys, repair
from common.search.words import asked_for

__all__ = [
    "Entry",
    "asked_for",
    "did_you_mean",
    "follows",
    "in_context",
    "keys_of",
    "kind",
    "kinds",
    "matching",
    "refresh",
    "refresh_keys",
    "repair",
    "visible_to",
]
