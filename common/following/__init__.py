"""The kit of following: what can be followed, what is new about it, and how that is told once (docs/following.md).

An app says both in its `following.py`, which is read when Django starts:

    following.kinds.declare(Kind("issue", _("Issue"), rows=Issue.objects.published, ref="reference"))
    following.sources.declare(Source("issues.published", rows=..., day="published_on", tell=..., about={...}))

`rows` are always those that anybody may read now, and are asked when an e-mail or a feed is made: what was taken back
before that is never sent. What is kept (`common.News`) is a pointer and never a word.
"""

from common.following.digests import new_for
from common.following.feeds import feed
from common.following.kinds import EVERYTHING, Followed, Kind, also_open, kinds
from common.following.news import keys_of, latest, news_since, notice, readable
from common.following.own_emails import EmailKind, own_emails
from common.following.sources import NewsItem, Source, Words, sources

__all__ = [
    "EVERYTHING",
    "EmailKind",
    "Followed",
    "Kind",
    "NewsItem",
    "Source",
    "Words",
    "also_open",
    "feed",
    "keys_of",
    "kinds",
    "latest",
    "new_for",
    "news_since",
    "notice",
    "own_emails",
    "readable",
    "sources",
]
