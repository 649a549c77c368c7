"""The Atom feed of one thing that can be followed (RFC 4287), of what anybody may read now."""

import datetime as dt
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from common import clock
from common.following.kinds import Followed
from common.following.sources import NewsItem, sources

MOST = 30
# What is no Char of XML 1.0, the controls that it would allow, and those of the second hundred.
NOT_XML = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Feed(Atom1Feed):
    def latest_post_date(self) -> dt.datetime:
        """Return the newest day; of an empty feed always the same one, so that its bytes do not change."""
        return super().latest_post_date() if self.items else dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def feed(followed: Followed, address: str, *, service: str) -> str:
    """Return the newest of what concerns a thing, as Atom; `address` is the feed's own path."""
    items = newest_of(followed.topic)
    whole = _Feed(
        title=f"{_writable(followed.title)} – {service}",
        link=settings.SITE_URL + followed.url,
        description="",
        feed_url=settings.SITE_URL + address,
        feed_guid=settings.SITE_URL + address,
        language=settings.LANGUAGE_CODE,
        author_name=service,
    )
    for item in items:
        moment = _moment(item.on)
        link = settings.SITE_URL + item.words.url
        # A title is text, a summary is HTML to whoever reads the feed.
        title, text = _writable(item.words.title), escape(_writable(item.words.text))
        whole.add_item(title, link, text, unique_id=_tag(item), pubdate=moment, updateddate=moment)
    return whole.writeString("utf-8")


def newest_of(topic: str) -> list[NewsItem]:
    """Return the newest of what concerns a topic, the newest first."""
    found = [item for source in sources.values() for item in source.newest(topic, MOST)]
    return sorted(found, key=lambda item: (item.on, item.key), reverse=True)[:MOST]


def _moment(day: dt.date) -> dt.datetime:
    """Most records keep a day and no time: a feed says its midnight."""
    return clock.at(day, dt.time())


def _writable(text: str) -> str:
    """Return a text without the letters that XML cannot hold, and without line breaks."""
    return NOT_XML.sub(" ", text)


def _tag(item: NewsItem) -> str:
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{item.on.year}:{item.key}"
