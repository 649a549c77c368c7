"""What the address of a stop names: things by their topics, so that an old e-mail's link goes on meaning the same.

"follow.issue.12.14~follow.area.travel"   followed things
"weekly"                                  all that comes with a digest, where it is too much for an address
"issue.7~question.3", "emails"            e-mails about what somebody raised or asked, or about all of it
"all"                                     everything
"""

import re
from dataclasses import dataclass, field

from accounts.rules import HowOften
from common import following

BETWEEN, FOLLOWED, ALL, ALL_EMAILS = "~", "follow", "all", "emails"
# The codes of a county's lists are slugs of at most so many letters; other keys are numbers.
KEY = re.compile(r"[\w-]{1,60}", re.ASCII)
NUMBER = re.compile(r"\d{1,18}", re.ASCII)


@dataclass
class Stop:
    """What one press stops: `topics` of followed things, `emails` of what somebody raised or asked."""

    topics: list[str] = field(default_factory=list)
    how_often: str = ""
    emails: list[str] = field(default_factory=list)
    is_all: bool = False
    is_all_emails: bool = False

    @property
    def is_of_emails(self) -> bool:
        return self.is_all_emails or bool(self.emails)


def name_followed(topics) -> str:
    """Return how an address names followed things; those of a kind together, to keep it short."""
    of_kind: dict[str, list[str]] = {}
    for topic in topics:
        kind, _colon, key = topic.partition(":")
        of_kind.setdefault(kind, []).append(key)
    return BETWEEN.join(".".join([FOLLOWED, kind, *filter(None, keys)]) for kind, keys in of_kind.items())


def name_emails(topics) -> str:
    """Return how an address names the e-mails about some things."""
    return BETWEEN.join(topic.replace(":", ".") for topic in topics)


def read_stop(text) -> Stop | None:
    """Return what the address of a stop names, or None where a part of it names nothing."""
    stop = Stop()
    return stop if all(_read(part, stop) for part in text.split(BETWEEN)) else None


def _read(part, stop) -> bool:
    """Add what one part of an address names; return whether it names anything."""
    kind, *keys = part.split(".")
    if part in HowOften.values:
        stop.how_often = part
    elif part == ALL:
        stop.is_all = True
    elif part == ALL_EMAILS:
        stop.is_all_emails = True
    elif kind == FOLLOWED and keys:
        found = _followed(*keys)
        stop.topics += found
        return bool(found)
    elif kind in following.own_emails and len(keys) == 1 and NUMBER.fullmatch(keys[0]):
        stop.emails.append(f"{kind}:{keys[0]}")
    else:
        return False
    return True


def _followed(kind, *keys) -> list[str]:
    if kind not in following.kinds or not all(map(KEY.fullmatch, keys)):
        return []
    one = following.kinds[kind]
    if one.rows is None:
        return [] if keys else [one.topic_of()]
    return [one.topic_of(key) for key in keys]
